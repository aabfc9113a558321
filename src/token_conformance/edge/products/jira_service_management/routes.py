"""The routes of Jira Service Management: its info needs no account, and everything else does."""

from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Api, ApiError
from token_conformance.edge.products.handler import Handler
from token_conformance.edge.products.jira_service_management import activity, customers, desks, organizations, requests

_DESK = "servicedesk/{serviceDeskId}"
_REQUEST = "request/{issueIdOrKey}"

_HANDLERS: dict[str, Handler] = {
    "GET organization": organizations.list_organizations,
    "POST organization": organizations.create_organization,
    "GET organization/{organizationId}": organizations.get_organization,
    "DELETE organization/{organizationId}": organizations.delete_organization,
    "GET organization/{organizationId}/user": organizations.list_members,
    "POST organization/{organizationId}/user": organizations.add_members,
    "DELETE organization/{organizationId}/user": organizations.remove_members,
    "GET request": requests.list_requests,
    "POST request": requests.create_request,
    f"GET {_REQUEST}": requests.get_request,
    f"GET {_REQUEST}/approval": activity.list_nothing,
    f"GET {_REQUEST}/comment": activity.list_comments,
    f"POST {_REQUEST}/comment": activity.add_comment,
    f"GET {_REQUEST}/comment/{{commentId}}": activity.get_comment,
    f"GET {_REQUEST}/participant": activity.list_participants,
    f"POST {_REQUEST}/participant": activity.add_participants,
    f"DELETE {_REQUEST}/participant": activity.remove_participants,
    f"GET {_REQUEST}/sla": activity.list_nothing,
    f"GET {_REQUEST}/status": activity.list_statuses,
    f"GET {_REQUEST}/transition": activity.list_transitions,
    f"POST {_REQUEST}/transition": activity.do_transition,
    "GET requesttype": desks.list_all_request_types,
    "GET servicedesk": desks.list_desks,
    f"GET {_DESK}": desks.get_desk,
    f"GET {_DESK}/customer": customers.list_customers,
    f"POST {_DESK}/customer": customers.add_customers,
    f"DELETE {_DESK}/customer": customers.remove_customers,
    f"GET {_DESK}/organization": organizations.list_desk_organizations,
    f"POST {_DESK}/organization": organizations.add_to_desk,
    f"DELETE {_DESK}/organization": organizations.remove_from_desk,
    f"GET {_DESK}/queue": desks.list_queues,
    f"GET {_DESK}/queue/{{queueId}}": desks.get_queue,
    f"GET {_DESK}/queue/{{queueId}}/issue": desks.list_queue_issues,
    f"GET {_DESK}/requesttype": desks.list_request_types,
    f"GET {_DESK}/requesttype/{{requestTypeId}}": desks.get_request_type,
    f"GET {_DESK}/requesttype/{{requestTypeId}}/field": desks.list_request_type_fields,
    f"GET {_DESK}/requesttypegroup": desks.list_request_type_groups,
}


def _error_response(error: ApiError) -> Response:
    return JSONResponse({"errorMessage": error.message}, error.status)


_API = Api(_error_response, anonymous_error=ApiError(401, "Client must be authenticated to access this resource."))

ROUTES = (
    _API.route("GET /rest/servicedeskapi/info", desks.get_info, is_open=True),
    *(
        _API.route(operation.replace(" ", " /rest/servicedeskapi/"), handler)
        for operation, handler in _HANDLERS.items()
    ),
)
