"""People: the caller, one by account id, and searches."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Refusal
from token_conformance.edge.products.jira.answers import Window
from token_conformance.edge.products.jira.beans import user_bean
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.people import User

NOT_AUTHENTICATED = "You are not authenticated. Authentication required to perform this operation."


async def get_myself(request: Request) -> Response:
    """Answer `GET myself`."""
    view = View.of(request)
    bean = user_bean(ApiVersion.of(request), view.user(view.author(NOT_AUTHENTICATED)))
    none = {"size": 0, "items": []}
    return JSONResponse(bean | {"locale": "en_US", "groups": none, "applicationRoles": none})


async def get_user(request: Request) -> Response:
    """Answer `GET user?accountId=...`."""
    user = View.of(request).user(request.query_params.get("accountId", ""))
    return JSONResponse(user_bean(ApiVersion.of(request), user))


async def list_users(request: Request) -> Response:
    """Answer `GET users/search` with everyone."""
    return _users(request, View.of(request).jira.users.values())


async def find_users(request: Request) -> Response:
    """Answer `GET user/search`: whoever the query or the account id fits."""
    view, asked = View.of(request), request.query_params
    if view.account_id and not {"query", "accountId"} & set(asked):
        raise Refusal(400, "Either the query parameter 'query' or 'accountId' must be provided.")
    return _users(request, filter(_Fits(request), view.jira.users.values()))


async def find_assignable_users(request: Request) -> Response:
    """Answer `GET user/assignable/search` for a project or an issue: everyone whom the query fits."""
    view, asked = View.of(request), request.query_params
    if view.account_id:
        _require_place(view, asked.get("project"), asked.get("issueKey") or asked.get("issueId"))
    return _users(request, filter(_Fits(request), view.jira.users.values()))


class _Fits:
    """Whether a user is one that the request looks for."""

    def __init__(self, request: Request) -> None:
        self.query = request.query_params.get("query", "")
        self.account_id = request.query_params.get("accountId")

    def __call__(self, user: User) -> bool:
        return user.matches(self.query) and self.account_id in {None, user.account_id}


def _require_place(view: View, project: str | None, issue: str | None) -> None:
    if issue is not None:
        view.named("Issue", view.jira.issue(issue))
    elif project is not None:
        view.named("Project", view.jira.project(project))
    else:
        raise Refusal(400, "Either the query parameter 'project' or 'issueKey' must be provided.")


def _users(request: Request, found: Iterable[User]) -> Response:
    show, users = ApiVersion.of(request), View.of(request).listed(found)
    return JSONResponse([user_bean(show, user) for user in Window.of(request).part(users)])
