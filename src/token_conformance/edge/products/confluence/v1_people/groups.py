"""Groups and their members, in version 1 of Confluence's API; which are those of Jira."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, json_object, no_content
from token_conformance.edge.products.confluence.answers import Bean, is_on, unmodelled
from token_conformance.edge.products.confluence.v1.answers import PAGING, page
from token_conformance.edge.products.confluence.v1.parts import group_bean, user_bean
from token_conformance.edge.products.confluence.v1_people.users import user_in_query
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.people import EVERYONE, Group, Groups

_LIMIT = 200


@honours(PAGING)
async def list_groups(request: Request) -> Response:
    """List the groups."""
    return page(request, _groups(request).listed, lambda group: _bean(request, group), limit=_LIMIT)


@honours("id")
async def get_group(request: Request) -> Response:
    """Get a group, by its `id`."""
    return JSONResponse(_bean(request, _in_query(request, "id")))


@honours(body={"name": str})
async def create_group(request: Request) -> Response:
    """Create a group without members."""
    name, jira = (await json_object(request)).get("name", ""), Call.of(request).state.jira
    if not name.strip() or jira.groups.find(name):
        raise ApiError(400, f"A group with this name cannot be created: {name}")
    return JSONResponse(_bean(request, jira.groups.add(name, int(jira.next_id(Group)))), 201)


@honours("id")
async def delete_group(request: Request) -> Response:
    """Delete a group. Raises ApiError (501) for a group that something refers to."""
    group, state = _in_query(request, "id"), Call.of(request).state
    if group == EVERYONE or state.is_group_used(group):
        raise unmodelled("what becomes of what refers to a group that is deleted")
    state.jira.groups.remove(group)
    return no_content()


@honours("groupId", body={"accountId": str})
async def add_member(request: Request) -> Response:
    """Make a user a member of a group; what is answered for somebody who is one already is not modelled."""
    account_id = (await json_object(request)).get("accountId", "")
    group, jira = _in_query(request, "groupId"), Call.of(request).state.jira
    if account_id not in jira.users:
        raise ApiError(400, f"No user found with accountId : {account_id}")
    if jira.groups.has(group, account_id):
        raise unmodelled("what is answered for a user who is a member already")
    jira.groups.put(group, account_id)
    return Response(status_code=201)


@honours("groupId accountId")
async def remove_member(request: Request) -> Response:
    """Take a user out of a group, which a user who is not a member is already."""
    group, account_id, groups = _in_query(request, "groupId"), user_in_query(request), _groups(request)
    if group == EVERYONE:
        raise unmodelled("how a user leaves the group of all users")
    if groups.has(group, account_id):
        groups.take(group, account_id)
    return no_content()


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


def _in_query(request: Request, name: str) -> Group:
    """The group whose id is this query parameter. Raises ApiError (404)."""
    wanted = request.query_params.get(name, "")
    found = next((group for group in _groups(request).listed if group.id == wanted), None)
    if found is None:
        raise ApiError(404, f"No group found with id : {wanted}")
    return found


def _groups(request: Request) -> Groups:
    return Call.of(request).state.jira.groups


def _total(request: Request, size: int) -> Bean:
    return {"totalSize": size} if is_on(request, "shouldReturnTotalSize") else {}


def _bean(request: Request, group: Group) -> Bean:
    return group_bean(Call.of(request), group)
