"""Groups and their members, in version 1 of Confluence's API; the only group of the tenant has every user."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call
from token_conformance.edge.products.confluence.answers import Bean, is_on
from token_conformance.edge.products.confluence.v1.answers import PAGING, page
from token_conformance.edge.products.confluence.v1.parts import user_bean
from token_conformance.edge.products.confluence.v1_people.users import user_in_query
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.people import EVERYONE, Group

_LIMIT = 200


@honours(PAGING)
async def list_groups(request: Request) -> Response:
    """List the groups."""
    return page(request, [EVERYONE], lambda group: _bean(request, group), limit=_LIMIT)


@honours("id")
async def get_group(request: Request) -> Response:
    """Get a group, by its `id`."""
    if request.query_params.get("id") != EVERYONE.id:
        raise ApiError(404, f"No group found with id : {request.query_params.get('id', '')}")
    return JSONResponse(_bean(request, EVERYONE))


@honours(f"{PAGING} query shouldReturnTotalSize")
async def find_groups(request: Request) -> Response:
    """List the groups that have the `query` in their name."""
    if "query" not in request.query_params:
        raise ApiError(400, "The query parameter 'query' is required.")
    found = [group for group in (EVERYONE,) if request.query_params["query"].casefold() in group.name.casefold()]
    return page(request, found, lambda group: _bean(request, group), limit=_LIMIT, **_total(request, len(found)))


@honours(f"{PAGING} shouldReturnTotalSize")
async def list_members(request: Request) -> Response:
    """List the members of a group; an unknown group has none (as a public suite of live tests found)."""
    is_known = request.path_params["groupId"] == EVERYONE.id
    accounts = list(Call.of(request).state.jira.users) if is_known else []
    call, total = Call.of(request), _total(request, len(accounts))
    return page(request, accounts, lambda one: user_bean(call, one), key=str, limit=_LIMIT, **total)


@honours(f"{PAGING} accountId")
async def list_groups_of_user(request: Request) -> Response:
    """List the groups of the user with this `accountId`."""
    user_in_query(request)
    return page(request, [EVERYONE], lambda group: _bean(request, group), limit=_LIMIT)


def _total(request: Request, size: int) -> Bean:
    return {"totalSize": size} if is_on(request, "shouldReturnTotalSize") else {}


def _bean(request: Request, group: Group) -> Bean:
    url = f"{Call.of(request).site}/wiki/rest/api/group/by-id?id={group.id}"
    return {"type": "group", "name": group.name, "id": group.id, "_links": {"self": url}}
