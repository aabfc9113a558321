"""The JSON of resources and pages in Jira Service Management; links start with the caller's URL form (rule G7)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Call, whole_number
from token_conformance.edge.products.jira.beans import avatar_urls
from token_conformance.edge.products.jira.view import ApiVersion, timestamp
from token_conformance.edge.tenant.adf import plain_text
from token_conformance.edge.tenant.people import User
from token_conformance.edge.tenant.project import StatusCategory
from token_conformance.edge.tenant.service_desk import CustomerRequest, Desk, Organization, Queue, RequestType

_CATEGORIES: Mapping[StatusCategory, str] = {
    StatusCategory.TO_DO: "NEW",
    StatusCategory.IN_PROGRESS: "INDETERMINATE",
    StatusCategory.DONE: "DONE",
}


def url(call: Call, path: str) -> str:
    """The URL of a resource, such as `servicedesk/1`."""
    return f"{call.base}/rest/servicedeskapi/{path}"


def desk_bean(call: Call, desk: Desk) -> dict[str, Any]:
    """A service desk, with its project."""
    return {
        "id": desk.id,
        "projectId": desk.project.id,
        "projectName": desk.project.name,
        "projectKey": desk.project.key,
        "_links": {"self": url(call, f"servicedesk/{desk.id}")},
    }


def request_type_bean(call: Call, kind: RequestType) -> dict[str, Any]:
    """A request type of a desk."""
    return {
        "id": kind.id,
        "name": kind.name,
        "description": kind.description,
        "helpText": "",
        "issueTypeId": kind.desk.project.kind.issue_types[0].id,
        "serviceDeskId": kind.desk.id,
        "portalId": kind.desk.id,
        "groupIds": [],
        "_links": {"self": url(call, f"servicedesk/{kind.desk.id}/requesttype/{kind.id}")},
    }


def queue_bean(call: Call, queue: Queue) -> dict[str, Any]:
    """A queue of a desk."""
    return {
        "id": queue.id,
        "name": queue.name,
        "jql": queue.jql,
        "fields": ["issuetype", "issuekey", "summary", "created", "reporter"],
        "_links": {"self": url(call, f"servicedesk/{queue.desk.id}/queue/{queue.id}")},
    }


def organization_bean(call: Call, organization: Organization) -> dict[str, Any]:
    """An organization of customers."""
    return {
        "id": organization.id,
        "name": organization.name,
        "_links": {"self": url(call, f"organization/{organization.id}")},
    }


def request_bean(call: Call, request: CustomerRequest) -> dict[str, Any]:
    """A request, as its customer sees it."""
    issue, desk = request.issue, request.type.desk
    category = _CATEGORIES[issue.status.category]
    return {
        "issueId": issue.id,
        "issueKey": issue.key,
        "summary": issue.fields["summary"],
        "requestTypeId": request.type.id,
        "serviceDeskId": desk.id,
        "createdDate": date_bean(issue.created),
        "reporter": _user_bean(call, call.state.jira.users[issue.fields["reporter"]]),
        "requestFieldValues": _field_values(request),
        "currentStatus": {
            "status": issue.status.name,
            "statusCategory": category,
            "statusDate": date_bean(issue.updated),
        },
        "_links": {
            "jiraRest": f"{call.base}/rest/api/2/issue/{issue.id}",
            "web": f"{call.base}/servicedesk/customer/portal/{desk.id}/{issue.key}",
            "agent": f"{call.base}/browse/{issue.key}",
            "self": url(call, f"request/{issue.id}"),
        },
    }


def date_bean(time: datetime) -> dict[str, Any]:
    """A time in UTC, in each of the formats of the API."""
    return {
        "iso8601": f"{time:%Y-%m-%dT%H:%M:%S}+0000",
        "jira": timestamp(time),
        "friendly": f"{time:%d/%b/%y %I:%M %p}",
        "epochMillis": int(time.timestamp() * 1000),
    }


def _field_values(request: CustomerRequest) -> list[dict[str, Any]]:
    fields = request.issue.fields
    description = fields["description"]
    return [
        {"fieldId": "summary", "label": "Summary", "value": fields["summary"]},
        {"fieldId": "description", "label": "Description", "value": plain_text(description or {})},
    ]


def _user_bean(call: Call, user: User) -> dict[str, Any]:
    api = ApiVersion(call.base)
    self = api.url(f"user?accountId={user.account_id}")
    return {
        "accountId": user.account_id,
        "emailAddress": user.email,
        "displayName": user.display_name,
        "active": True,
        "timeZone": "Etc/UTC",
        "_links": {"jiraRest": self, "avatarUrls": avatar_urls(api, "user"), "self": self},
    }


Item = TypeVar("Item")


def page_of(request: Request, items: Sequence[Item], bean: Callable[[Call, Item], dict[str, Any]]) -> Response:
    """Answer with the page that `start` and `limit` ask for. Raises ApiError (400) when one is not an integer."""
    call = Call.of(request)
    start, limit = whole_number(request, "start", 0), whole_number(request, "limit", 50, minimum=1)
    values = [bean(call, item) for item in items[start : start + limit]]
    is_last = start + limit >= len(items)
    next_link = {} if is_last else {"next": _url(request, start=start + limit, limit=limit)}
    return JSONResponse(
        {
            "size": len(values),
            "start": start,
            "limit": limit,
            "isLastPage": is_last,
            "_links": {"self": _url(request), "base": call.base, "context": "", **next_link},
            "values": values,
        }
    )


def _url(request: Request, **parameters: int) -> str:
    url = request.url.include_query_params(**parameters)
    return f"{Call.of(request).base}{url.path}" + (f"?{url.query}" if url.query else "")
