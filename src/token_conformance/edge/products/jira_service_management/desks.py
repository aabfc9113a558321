"""Service desks: their request types, with groups and fields, and their queues."""

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.issue_bean import issue_bean
from token_conformance.edge.products.jira.view import ApiVersion
from token_conformance.edge.products.jira_service_management import beans
from token_conformance.edge.products.jira_service_management.pages import (
    desk_of,
    listed,
    page_of,
    queue_of,
    type_of,
    url,
)
from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.seed.jira import SEEDED_AT
from token_conformance.edge.tenant.service_desk import RequestType

_TYPE_FILTERS = "searchQuery includeHiddenRequestTypesInSearch restrictionStatus start limit"


@honours()
async def get_info(request: Request) -> Response:
    """Get the version of the product; this needs no account."""
    return JSONResponse(
        {
            "version": "1000.0.0",
            "platformVersion": "1001.0.0",
            "buildDate": beans.date_bean(SEEDED_AT),
            "buildChangeSet": "local-model",
            "isLicensedForUse": True,
            "_links": {"self": url(Call.of(request), "info")},
        }
    )


@honours("start limit")
async def list_desks(request: Request) -> Response:
    """List the service desks."""
    return page_of(request, Call.of(request).state.service_desk.desks, beans.desk_bean)


@honours()
async def get_desk(request: Request) -> Response:
    """Get a service desk."""
    return JSONResponse(beans.desk_bean(Call.of(request), desk_of(request)))


@honours(f"serviceDeskId {_TYPE_FILTERS}")
async def list_all_request_types(request: Request) -> Response:
    """List the request types of all service desks, or of some; no request type is hidden or restricted."""
    desk_ids = listed(request, "serviceDeskId")
    types = Call.of(request).state.service_desk.request_types
    found = [type_ for type_ in types if not desk_ids or type_.desk.id in desk_ids]
    return page_of(request, _searched(request, found), beans.request_type_bean)


@honours(f"groupId {_TYPE_FILTERS}")
async def list_request_types(request: Request) -> Response:
    """List the request types of a service desk, or of one of their groups; no request type is hidden or restricted."""
    desk, group = desk_of(request), request.query_params.get("groupId")
    types = Call.of(request).state.service_desk.request_types
    found = [type_ for type_ in types if type_.desk is desk and group in {None, type_.group.id}]
    return page_of(request, _searched(request, found), beans.request_type_bean)


@honours()
async def get_request_type(request: Request) -> Response:
    """Get a request type of a service desk."""
    return JSONResponse(beans.request_type_bean(Call.of(request), type_of(request)))


@honours(expand="hiddenFields")
async def list_request_type_fields(request: Request) -> Response:
    """List the fields of a request type: a summary and a description, and no hidden one."""
    type_of(request)
    fields = [_field("summary", "Summary", required=True), _field("description", "Description", required=False)]
    return JSONResponse({"requestTypeFields": fields, "canRaiseOnBehalfOf": True, "canAddRequestParticipants": True})


@honours("start limit")
async def list_request_type_groups(request: Request) -> Response:
    """List the groups of a service desk's request types."""
    desk, groups = desk_of(request), Call.of(request).state.service_desk.groups
    return page_of(request, [group for group in groups if group.desk is desk], beans.group_bean)


@honours("start limit includeCount")
async def list_queues(request: Request) -> Response:
    """List the queues of a service desk."""
    desk, with_count = desk_of(request), _with_count(request)
    queues = [queue for queue in Call.of(request).state.service_desk.queues if queue.desk is desk]
    return page_of(request, queues, lambda call, queue: beans.queue_bean(call, queue, with_count=with_count))


@honours("includeCount")
async def get_queue(request: Request) -> Response:
    """Get a queue."""
    bean = beans.queue_bean(Call.of(request), queue_of(request), with_count=_with_count(request))
    return JSONResponse(bean)


@honours("start limit")
async def list_queue_issues(request: Request) -> Response:
    """List the issues in a queue, with the fields that the queue shows."""
    return page_of(request, beans.queue_issues(Call.of(request), queue_of(request)), _queue_issue)


def _queue_issue(call: Call, issue: Issue) -> dict[str, Any]:
    return issue_bean(ApiVersion(call.base), call.state.jira, issue, beans.QUEUE_FIELDS, call.account_id)


def _with_count(request: Request) -> bool:
    return request.query_params.get("includeCount", "").lower() == "true"


def _searched(request: Request, types: list[RequestType]) -> list[RequestType]:
    """The types whose name or description has words that start with those of `searchQuery`, if these are open."""
    wanted = _words(request.query_params.get("searchQuery", ""))
    status = request.query_params.get("restrictionStatus", "open")
    if status not in {"open", "restricted"}:
        raise ApiError(400, "The query parameter 'restrictionStatus' must be 'open' or 'restricted'.")
    return [type_ for type_ in types if status == "open" and _has_words(type_, wanted)]


def _has_words(type_: RequestType, wanted: list[str]) -> bool:
    words = _words(f"{type_.name} {type_.description}")
    return all(any(word.startswith(start) for word in words) for start in wanted)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _field(field_id: str, name: str, *, required: bool) -> dict[str, Any]:
    return {
        "fieldId": field_id,
        "name": name,
        "description": "",
        "required": required,
        "defaultValues": [],
        "validValues": [],
        "presetValues": [],
        "jiraSchema": {"type": "string", "system": field_id},
        "visible": True,
    }
