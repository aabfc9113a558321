"""Users: get the caller, get one by account id, list and search."""

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import Window, page
from token_conformance.edge.products.jira.beans import group_bean, user_bean
from token_conformance.edge.products.jira.issue_bean import requested_fields
from token_conformance.edge.products.jira.people.groups import application_roles
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.people import User

NOT_AUTHENTICATED = "You are not authenticated. Authentication required to perform this operation."


@honours(expand="groups applicationRoles")
async def get_myself(request: Request) -> Response:
    """Answer `GET myself`."""
    view = View.of(request)
    user = view.user(view.require_account(NOT_AUTHENTICATED))
    return JSONResponse(user_bean(ApiVersion.of(request), user) | {"locale": "en_US"} | _groups(request, user))


@honours("accountId", expand="groups applicationRoles")
async def get_user(request: Request) -> Response:
    """Answer `GET user?accountId=...`."""
    user = View.of(request).user(request.query_params.get("accountId", ""))
    return JSONResponse(user_bean(ApiVersion.of(request), user) | _groups(request, user))


def _groups(request: Request, user: User) -> dict[str, Any]:
    """The numbers of the groups and application roles of a user, and themselves if `expand` asks for them."""
    api, groups = ApiVersion.of(request), View.of(request).jira.groups.of(user.account_id)
    listed = {
        "groups": [group_bean(api, group) for group in groups],
        "applicationRoles": application_roles(request),
    }
    expand = requested_fields(request, "expand")
    return {name: {"size": len(items), "items": items if name in expand else []} for name, items in listed.items()}


@honours("accountId")
async def list_groups_of_user(request: Request) -> Response:
    """Answer `GET user/groups?accountId=...`."""
    view = View.of(request)
    user = view.user(request.query_params.get("accountId", ""))
    return JSONResponse([group_bean(ApiVersion.of(request), group) for group in view.jira.groups.of(user.account_id)])


@honours("startAt maxResults accountId")
async def list_by_ids(request: Request) -> Response:
    """Answer `GET user/bulk?accountId=...&accountId=...`: a page of the users with these account ids."""
    wanted, view, api = request.query_params.getlist("accountId"), View.of(request), ApiVersion.of(request)
    if not wanted:
        raise ApiError(400, "The query parameter 'accountId' is required.")
    found = [user for user in view.jira.users.values() if user.account_id in wanted]
    return JSONResponse(page(request, found, lambda user: user_bean(api, user), default_size=10))


@honours("startAt maxResults")
async def list_users(request: Request) -> Response:
    """Answer `GET users/search` and `GET users` with all users."""
    return _users(request, View.of(request).jira.users.values())


@honours("query accountId startAt maxResults")
async def find_users(request: Request) -> Response:
    """Answer `GET user/search`: the users that match the query or the account id."""
    view, parameters = View.of(request), request.query_params
    if view.account_id and not {"query", "accountId"} & set(parameters):
        raise ApiError(400, "Either the query parameter 'query' or 'accountId' must be provided.")
    return answer_found(request)


@honours("query accountId project issueKey issueId startAt maxResults recommend sessionId")
async def find_assignable_users(request: Request) -> Response:
    """Answer `GET user/assignable/search` for a project or an issue: the users that match the query."""
    view, parameters = View.of(request), request.query_params
    if view.account_id:
        _require_target(view, parameters.get("project"), parameters.get("issueKey") or parameters.get("issueId"))
    return answer_found(request)


@honours("query accountId projectKeys startAt maxResults")
async def find_assignable_in_projects(request: Request) -> Response:
    """Answer `GET user/assignable/multiProjectSearch` for several projects: the users that match the query."""
    view, keys = View.of(request), requested_fields(request, "projectKeys")
    if view.account_id and not keys:
        raise ApiError(400, "The query parameter 'projectKeys' is required.")
    for key in keys if view.account_id else ():
        view.project_named(key)
    return answer_found(request)


@honours("query accountId issueKey projectKey startAt maxResults")
async def find_viewers(request: Request) -> Response:
    """Answer `GET user/viewissue/search`: the users that match the query and may browse a project or an issue."""
    view, parameters = View.of(request), request.query_params
    if not {"query", "accountId"} & parameters.keys():
        raise ApiError(400, "One of the query parameters 'query' and 'accountId' is required.")
    if view.account_id:
        _require_target(view, parameters.get("projectKey"), parameters.get("issueKey"))
    return answer_found(request)


@honours("query maxResults showAvatar exclude excludeAccountIds excludeConnectUsers")
async def pick_users(request: Request) -> Response:
    """Answer `GET user/picker`: the users that match the query, shortly."""
    view, wanted = View.of(request), request.query_params.get("query", "")
    excluded = {*requested_fields(request, "exclude"), *requested_fields(request, "excludeAccountIds")}
    users = view.visible(view.jira.users.search(wanted)) if wanted else []
    found = [user for user in users if user.account_id not in excluded]
    shown = [_picked(request, user) for user in Window.of(request).part(found)]
    header = f"Showing {len(shown)} of {len(found)} matching users"
    return JSONResponse({"users": shown, "total": len(found), "header": header})


def _picked(request: Request, user: User) -> dict[str, Any]:
    bean = user_bean(ApiVersion.of(request), user)
    is_shown = request.query_params.get("showAvatar") == "true"
    avatar = {"avatarUrl": bean["avatarUrls"]["16x16"]} if is_shown else {}
    html = f"{user.display_name} - {user.email}"
    return {
        "accountId": user.account_id,
        "accountType": user.account_type,
        "html": html,
        "displayName": user.display_name,
    } | avatar


def answer_found(request: Request) -> Response:
    """List the users that match the parameters `query` and `accountId`, in the window of the request."""
    query = request.query_params
    return _users(request, View.of(request).jira.users.search(query.get("query", ""), query.get("accountId")))


def _require_target(view: View, project: str | None, issue: str | None) -> None:
    if issue is not None:
        view.issue_named(issue)
    elif project is not None:
        view.project_named(project)
    else:
        raise ApiError(400, "Either the query parameter 'project' or 'issueKey' must be provided.")


def _users(request: Request, found: Iterable[User]) -> Response:
    api, users = ApiVersion.of(request), View.of(request).visible(found)
    return JSONResponse([user_bean(api, user) for user in Window.of(request).part(users)])
