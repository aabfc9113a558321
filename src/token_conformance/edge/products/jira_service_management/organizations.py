"""Organizations of customers, their members, and the service desks that they can use."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, json_object, member, no_content
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira_service_management import beans
from token_conformance.edge.products.jira_service_management.pages import (
    accounts_in,
    desk_of,
    hidden,
    organization_with_id,
    page_of,
)
from token_conformance.edge.tenant.service_desk import Organization

LONGEST_NAME = 200
"""The most characters in the name of an organization."""

_NAMED: dict[str, Shape] = {"organizationId": ID}


@honours("accountId start limit")
async def list_organizations(request: Request) -> Response:
    """List the organizations, or those of which an account is a member."""
    return page_of(request, _with_member(request), beans.organization_bean)


@honours(body={"name": str})
async def create_organization(request: Request) -> Response:
    """Create an organization; one that has this name already is returned."""
    name: str = member(await json_object(request), "name")
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise ApiError(400, f"'name' must be a text of 1 to {LONGEST_NAME} characters.")
    call = Call.of(request)
    return JSONResponse(beans.organization_bean(call, call.state.service_desk.organization(name.strip())), 201)


@honours()
async def get_organization(request: Request) -> Response:
    """Get an organization."""
    return JSONResponse(beans.organization_bean(Call.of(request), _organization(request)))


@honours()
async def delete_organization(request: Request) -> Response:
    """Delete an organization."""
    Call.of(request).state.service_desk.organizations.remove(_organization(request))
    return no_content()


@honours("start limit")
async def list_members(request: Request) -> Response:
    """List the members of an organization by their account ids."""
    users = Call.of(request).state.jira.users
    members = [users[account_id] for account_id in sorted(_organization(request).members)]
    return page_of(request, members, beans.customer_bean)


@honours(body={"accountIds": [str]})
async def add_members(request: Request) -> Response:
    """Add members to an organization."""
    organization = _organization(request)
    organization.members.update(accounts_in(request, await json_object(request)))
    return no_content()


@honours(body={"accountIds": [str]})
async def remove_members(request: Request) -> Response:
    """Remove members from an organization."""
    organization = _organization(request)
    organization.members.difference_update(accounts_in(request, await json_object(request)))
    return no_content()


@honours("accountId start limit")
async def list_desk_organizations(request: Request) -> Response:
    """List the organizations that can use a service desk, or those of them of which an account is a member."""
    desk = desk_of(request)
    found = [each for each in _with_member(request) if desk.id in each.desk_ids]
    return page_of(request, found, beans.organization_bean)


@honours(body=_NAMED)
async def add_to_desk(request: Request) -> Response:
    """Let an organization use a service desk."""
    desk, organization = desk_of(request), _named(request, await json_object(request))
    organization.desk_ids.add(desk.id)
    return no_content()


@honours(body=_NAMED)
async def remove_from_desk(request: Request) -> Response:
    """Let an organization no longer use a service desk."""
    desk, organization = desk_of(request), _named(request, await json_object(request))
    organization.desk_ids.discard(desk.id)
    return no_content()


def _organization(request: Request) -> Organization:
    return organization_with_id(request, request.path_params["organizationId"])


def _named(request: Request, body: dict[str, Any]) -> Organization:
    return organization_with_id(request, str(member(body, "organizationId")))


def _with_member(request: Request) -> list[Organization]:
    """The organizations of the account in `accountId`, or all. Raises ApiError (404) if nobody has that account id."""
    state, account_id = Call.of(request).state, request.query_params.get("accountId")
    if account_id is None:
        return state.service_desk.organizations
    if account_id not in state.jira.users:
        raise hidden("user")
    return [each for each in state.service_desk.organizations if account_id in each.members]
