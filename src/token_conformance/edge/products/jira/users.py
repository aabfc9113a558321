"""Users: get the caller, get one by account id, list and search."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.jira.answers import Window
from token_conformance.edge.products.jira.beans import user_bean
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.people import User

NOT_AUTHENTICATED = "You are not authenticated. Authentication required to perform this operation."


async def get_myself(request: Request) -> Response:
    """Answer `GET myself`."""
    view = View.of(request)
    bean = user_bean(ApiVersion.of(request), view.user(view.require_account(NOT_AUTHENTICATED)))
    empty = {"size": 0, "items": []}
    return JSONResponse(bean | {"locale": "en_US", "groups": empty, "applicationRoles": empty})


async def get_user(request: Request) -> Response:
    """Answer `GET user?accountId=...`."""
    user = View.of(request).user(request.query_params.get("accountId", ""))
    return JSONResponse(user_bean(ApiVersion.of(request), user))


async def list_users(request: Request) -> Response:
    """Answer `GET users/search` with all users."""
    return _users(request, View.of(request).jira.users.values())


async def find_users(request: Request) -> Response:
    """Answer `GET user/search`: the users that match the query or the account id."""
    view, parameters = View.of(request), request.query_params
    if view.account_id and not {"query", "accountId"} & set(parameters):
        raise ApiError(400, "Either the query parameter 'query' or 'accountId' must be provided.")
    return _users(request, filter(_Matches(request), view.jira.users.values()))


async def find_assignable_users(request: Request) -> Response:
    """Answer `GET user/assignable/search` for a project or an issue: the users that match the query."""
    view, parameters = View.of(request), request.query_params
    if view.account_id:
        _require_target(view, parameters.get("project"), parameters.get("issueKey") or parameters.get("issueId"))
    return _users(request, filter(_Matches(request), view.jira.users.values()))


class _Matches:
    """Whether a user matches the search of a request."""

    def __init__(self, request: Request) -> None:
        self.query = request.query_params.get("query", "")
        self.account_id = request.query_params.get("accountId")

    def __call__(self, user: User) -> bool:
        return user.matches(self.query) and self.account_id in {None, user.account_id}


def _require_target(view: View, project: str | None, issue: str | None) -> None:
    if issue is not None:
        view.require("Issue", view.jira.issue(issue))
    elif project is not None:
        view.require("Project", view.jira.project(project))
    else:
        raise ApiError(400, "Either the query parameter 'project' or 'issueKey' must be provided.")


def _users(request: Request, found: Iterable[User]) -> Response:
    api, users = ApiVersion.of(request), View.of(request).visible(found)
    return JSONResponse([user_bean(api, user) for user in Window.of(request).part(users)])
