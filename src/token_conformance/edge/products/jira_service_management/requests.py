"""Requests of customers: list, get and create."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.not_modelled import not_modelled
from token_conformance.edge.products.api import ApiError, Call, caller, json_object, member
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira_service_management import beans
from token_conformance.edge.products.jira_service_management.pages import (
    accounts_in,
    desk_with_id,
    hidden,
    listed,
    page_of,
    request_of,
)
from token_conformance.edge.tenant.service_desk import CustomerRequest, RequestType

Filter = Callable[[CustomerRequest], bool]

_OWNERSHIPS: Mapping[str, Callable[[CustomerRequest, str], bool]] = {
    "OWNED_REQUESTS": lambda each, account: each.issue.fields["reporter"] == account,
    "PARTICIPATED_REQUESTS": lambda each, account: account in each.participants,
    "ALL_ORGANIZATIONS": lambda _each, _account: False,
    "APPROVER": lambda _each, _account: False,
    "ALL_REQUESTS": lambda _each, _account: True,
}
"""The requests by the caller's part in them; none is shared with an organization, and none needs an approval."""

_DEFAULT_OWNERSHIPS = ["OWNED_REQUESTS", "PARTICIPATED_REQUESTS", "ALL_ORGANIZATIONS"]
_STATUSES: Mapping[str, Filter] = {
    "CLOSED_REQUESTS": lambda each: each.issue.resolution is not None,
    "OPEN_REQUESTS": lambda each: each.issue.resolution is None,
    "ALL_REQUESTS": lambda _each: True,
}
_WILDCARDS = re.compile(r"[*?~\"+\\-]")
_NOT_MODELLED = ("form", "isAdfRequest")
"""Members of the body of a new request that change what is created, and that the model does not know."""

_FIELDS = ("summary", "description")

_BODY: dict[str, Shape] = {
    "serviceDeskId": ID,
    "requestTypeId": ID,
    "raiseOnBehalfOf": str,
    "requestParticipants": [str],
    "requestFieldValues": {"summary": str, "description": str, "*": object},
    **dict.fromkeys(_NOT_MODELLED, object),
}


@honours(
    "searchTerm requestOwnership requestStatus serviceDeskId requestTypeId start limit",
    expand=" ".join(beans.EXPANDABLE),
)
async def list_requests(request: Request) -> Response:
    """List the requests that the caller has a part in, the latest activity first."""
    term = request.query_params.get("searchTerm", "")
    ownerships = listed(request, "requestOwnership") or _DEFAULT_OWNERSHIPS
    if _WILDCARDS.search(term) or not _OWNERSHIPS.keys() >= set(ownerships):
        return not_modelled(f"The local model does not know the requests for {request.url.query}.")
    filters = (_owned(request, ownerships), _of_status(request), _of_type(request), _with_words(term))
    newest_first = Call.of(request).state.service_desk.requests[::-1]
    found = [each for each in newest_first if all(matches(each) for matches in filters)]
    found.sort(key=lambda each: each.last_activity, reverse=True)
    expanded = listed(request, "expand")
    return page_of(request, found, lambda call, each: beans.request_bean(call, each, expanded))


@honours(expand=" ".join(beans.EXPANDABLE))
async def get_request(request: Request) -> Response:
    """Get a request."""
    return JSONResponse(beans.request_bean(Call.of(request), request_of(request), listed(request, "expand")))


@honours(body=_BODY)
async def create_request(request: Request) -> Response:
    """Create a request, for the caller or for another account."""
    call, body = Call.of(request), await json_object(request)
    if unknown := [name for name in _NOT_MODELLED if body.get(name)]:
        return not_modelled(f"The local model does not know requests that are created with '{unknown[0]}'.")
    type_ = _request_type(call, body)
    summary, description = _texts(member(body, "requestFieldValues"))
    reporter = body.get("raiseOnBehalfOf", caller(request))
    if reporter not in call.state.jira.users:
        raise ApiError(400, "'raiseOnBehalfOf' must be the account id of a user.")
    participants = accounts_in(request, body, "requestParticipants") if "requestParticipants" in body else []
    created = call.state.service_desk.create(type_, summary, description, reporter, participants)
    return JSONResponse(beans.request_bean(call, created), 201)


def _owned(request: Request, ownerships: list[str]) -> Filter:
    account = caller(request)
    return lambda each: any(_OWNERSHIPS[name](each, account) for name in ownerships)


def _of_status(request: Request) -> Filter:
    status = request.query_params.get("requestStatus", "ALL_REQUESTS")
    if status not in _STATUSES:
        raise ApiError(400, f"The query parameter 'requestStatus' must be one of {', '.join(_STATUSES)}.")
    return _STATUSES[status]


def _of_type(request: Request) -> Filter:
    """The requests of the desk and the type that are asked for. Raises ApiError (400, 404)."""
    desk_id, type_id = (request.query_params.get(name) for name in ("serviceDeskId", "requestTypeId"))
    if desk_id is None:
        if type_id is not None:
            raise ApiError(400, "The query parameter 'requestTypeId' needs 'serviceDeskId'.")
        return _STATUSES["ALL_REQUESTS"]
    desk = desk_with_id(request, desk_id)
    types = [one for one in Call.of(request).state.service_desk.request_types if one.desk is desk]
    if type_id is not None and type_id not in {one.id for one in types}:
        raise hidden("request type")
    return lambda each: each.type.desk is desk and type_id in {None, each.type.id}


def _with_words(term: str) -> Filter:
    return lambda each: _words(term) <= _words(each.issue.fields["summary"])


def _request_type(call: Call, body: dict[str, Any]) -> RequestType:
    desk_id, type_id = (str(member(body, name)) for name in ("serviceDeskId", "requestTypeId"))
    for type_ in call.state.service_desk.request_types:
        if (type_.desk.id, type_.id) == (desk_id, type_id):
            return type_
    raise ApiError(400, f"Service desk '{desk_id}' has no request type '{type_id}'.")


def _texts(values: dict[str, Any]) -> tuple[str, str]:
    """The summary and the description among the values of a request's fields."""
    if not set(values) <= set(_FIELDS):
        raise ApiError(400, f"'requestFieldValues' must be an object with the fields {' and '.join(_FIELDS)}.")
    summary, description = (values.get(name, "") for name in _FIELDS)
    if not summary.strip():
        raise ApiError(400, "'requestFieldValues' needs a 'summary', and takes a 'description'; both are texts.")
    return summary, description


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
