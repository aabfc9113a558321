"""Groups and their members, in version 1 of Confluence's API; which are those of Jira."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call
from token_conformance.edge.products.confluence.answers import Bean, is_on
from token_conformance.edge.products.confluence.v1.answers import PAGING, page
from token_conformance.edge.products.confluence.v1.parts import group_bean, user_bean
from token_conformance.edge.products.confluence.v1_people.users import user_in_query
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.people import Group, Groups

_LIMIT = 200


@honours(PAGING)
async def list_groups(request: Request) -> Response:
    """List the groups."""
    return page(request, _groups(request).listed, lambda group: _bean(request, group), limit=_LIMIT)


@honours("id")
async def get_group(request: Request) -> Response:
    """Get a group, by its `id`."""
    wanted = request.query_params.get("id", "")
    found = next((group for group in _groups(request).listed if group.id == wanted), None)
    if found is None:
        raise ApiError(404, f"No group found with id : {wanted}")
    return JSONResponse(_bean(request, found))


@honours(f"{PAGING} query shouldReturnTotalSize")
async def find_groups(request: Request) -> Response:
    """List the groups that have the `query` in their name."""
    if "query" not in request.query_params:
        raise ApiError(400, "The query parameter 'query' is required.")
    wanted = request.query_params["query"].casefold()
    found = [group for group in _groups(request).listed if wanted in group.name.casefold()]
    return page(request, found, lambda group: _bean(request, group), limit=_LIMIT, **_total(request, len(found)))


@honours(f"{PAGING} shouldReturnTotalSize")
async def list_members(request: Request) -> Response:
    """List the members of a group; an unknown group has none (as a public suite of live tests found)."""
    wanted, jira = request.path_params["groupId"], Call.of(request).state.jira
    groups = [group for group in jira.groups.listed if group.id == wanted]
    accounts = [user.account_id for group in groups for user in jira.groups.members(group, jira.users)]
    call, total = Call.of(request), _total(request, len(accounts))
    return page(request, accounts, lambda one: user_bean(call, one), key=str, limit=_LIMIT, **total)


@honours(f"{PAGING} accountId")
async def list_groups_of_user(request: Request) -> Response:
    """List the groups of the user with this `accountId`."""
    groups = _groups(request).of(user_in_query(request))
    return page(request, groups, lambda group: _bean(request, group), limit=_LIMIT)


def _groups(request: Request) -> Groups:
    return Call.of(request).state.jira.groups


def _total(request: Request, size: int) -> Bean:
    return {"totalSize": size} if is_on(request, "shouldReturnTotalSize") else {}


def _bean(request: Request, group: Group) -> Bean:
    return group_bean(Call.of(request), group)
