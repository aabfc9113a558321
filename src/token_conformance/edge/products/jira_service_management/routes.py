"""Jira Service Management: service desks, their request types and queues, and the requests of customers."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Api, ApiError, Call, caller, json_object, member
from token_conformance.edge.products.jira_service_management import beans
from token_conformance.edge.products.jira_service_management.beans import page_of
from token_conformance.edge.tenant.seed import SEEDED_AT
from token_conformance.edge.tenant.service_desk import Desk, RequestType


async def get_info(request: Request) -> Response:
    """Get the version of the product; this needs no account."""
    return JSONResponse(
        {
            "version": "1000.0.0",
            "platformVersion": "1001.0.0",
            "buildDate": beans.date_bean(SEEDED_AT),
            "buildChangeSet": "local-model",
            "isLicensedForUse": True,
            "_links": {"self": beans.url(Call.of(request), "info")},
        }
    )


async def list_desks(request: Request) -> Response:
    """List the service desks."""
    return page_of(request, Call.of(request).state.service_desk.desks, beans.desk_bean)


async def get_desk(request: Request) -> Response:
    """Get a service desk."""
    return JSONResponse(beans.desk_bean(Call.of(request), _desk(request)))


async def list_request_types(request: Request) -> Response:
    """List the request types of a service desk."""
    desk = _desk(request)
    types = Call.of(request).state.service_desk.request_types
    return page_of(request, [type_ for type_ in types if type_.desk is desk], beans.request_type_bean)


async def list_queues(request: Request) -> Response:
    """List the queues of a service desk."""
    desk = _desk(request)
    queues = Call.of(request).state.service_desk.queues
    return page_of(request, [queue for queue in queues if queue.desk is desk], beans.queue_bean)


async def list_organizations(request: Request) -> Response:
    """List the organizations."""
    return page_of(request, Call.of(request).state.service_desk.organizations, beans.organization_bean)


async def list_requests(request: Request) -> Response:
    """List the requests, newest first."""
    return page_of(request, Call.of(request).state.service_desk.requests[::-1], beans.request_bean)


async def get_request(request: Request) -> Response:
    """Get a request."""
    call = Call.of(request)
    found = call.state.service_desk.request(request.path_params["issueIdOrKey"])
    if found is None:
        raise ApiError(404, "The request you are trying to view does not exist or you cannot see it.")
    return JSONResponse(beans.request_bean(call, found))


async def create_request(request: Request) -> Response:
    """Create a request, for the caller or for another account."""
    call, body = Call.of(request), await json_object(request)
    type_ = _request_type(call, body)
    values = member(body, "requestFieldValues")
    reporter = body.get("raiseOnBehalfOf", caller(request))
    if not isinstance(reporter, str) or reporter not in call.state.jira.users:
        raise ApiError(400, "'raiseOnBehalfOf' is the account id of no user.")
    created = call.state.service_desk.create(type_, *_texts(values), reporter)
    return JSONResponse(beans.request_bean(call, created), 201)


def _desk(request: Request) -> Desk:
    wanted = request.path_params["serviceDeskId"]
    for desk in Call.of(request).state.service_desk.desks:
        if desk.id == wanted:
            return desk
    raise ApiError(404, "The service desk you are trying to view does not exist or you cannot see it.")


def _request_type(call: Call, body: dict[str, Any]) -> RequestType:
    desk_id, type_id = (str(member(body, name)) for name in ("serviceDeskId", "requestTypeId"))
    for type_ in call.state.service_desk.request_types:
        if (type_.desk.id, type_.id) == (desk_id, type_id):
            return type_
    raise ApiError(400, f"Service desk '{desk_id}' has no request type '{type_id}'.")


def _texts(values: Any) -> tuple[str, str]:
    """The summary and the description among the values of a request's fields."""
    summary, description = (
        values.get(name, "") if isinstance(values, dict) else None for name in ("summary", "description")
    )
    if not (isinstance(summary, str) and isinstance(description, str) and summary.strip()):
        raise ApiError(400, "'requestFieldValues' needs a 'summary', and takes a 'description'; both are texts.")
    return summary, description


def _error_response(error: ApiError) -> Response:
    return JSONResponse({"errorMessage": error.message}, error.status)


_API = Api(_error_response, anonymous_error=ApiError(401, "Client must be authenticated to access this resource."))

ROUTES = (
    _API.route("GET /rest/servicedeskapi/info", get_info, is_open=True),
    _API.route("GET /rest/servicedeskapi/organization", list_organizations),
    _API.route("GET /rest/servicedeskapi/request", list_requests),
    _API.route("POST /rest/servicedeskapi/request", create_request),
    _API.route("GET /rest/servicedeskapi/request/{issueIdOrKey}", get_request),
    _API.route("GET /rest/servicedeskapi/servicedesk", list_desks),
    _API.route("GET /rest/servicedeskapi/servicedesk/{serviceDeskId}", get_desk),
    _API.route("GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/queue", list_queues),
    _API.route("GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype", list_request_types),
)
