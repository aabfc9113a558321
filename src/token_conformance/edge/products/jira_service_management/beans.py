"""The JSON of resources and pages in Jira Service Management; links start with the caller's URL form (rule G7)."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from token_conformance.edge.products.api import Call
from token_conformance.edge.products.jira.beans import avatar_urls
from token_conformance.edge.products.jira.jql.search import search
from token_conformance.edge.products.jira.view import ApiVersion, timestamp
from token_conformance.edge.products.jira_service_management.pages import first_page, url
from token_conformance.edge.tenant.adf import plain_text
from token_conformance.edge.tenant.issue import Comment, Issue
from token_conformance.edge.tenant.people import User
from token_conformance.edge.tenant.project import Status, StatusCategory, Transition
from token_conformance.edge.tenant.service_desk import (
    CustomerRequest,
    Desk,
    Organization,
    Queue,
    RequestType,
    RequestTypeGroup,
)

QUEUE_FIELDS = ("issuetype", "issuekey", "summary", "created", "reporter")
"""The columns of a queue; each but `issuekey` is a field of an issue."""

_CATEGORIES: Mapping[StatusCategory, str] = {
    StatusCategory.TO_DO: "NEW",
    StatusCategory.IN_PROGRESS: "INDETERMINATE",
    StatusCategory.DONE: "DONE",
}


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
        "groupIds": [kind.group.id],
        "_links": {"self": url(call, f"servicedesk/{kind.desk.id}/requesttype/{kind.id}")},
    }


def group_bean(_: Call, group: RequestTypeGroup) -> dict[str, Any]:
    """A group of request types."""
    return {"id": group.id, "name": group.name}


def queue_issues(call: Call, queue: Queue) -> list[Issue]:
    """The issues in a queue."""
    return search(call, queue.jql)


def queue_bean(call: Call, queue: Queue, *, with_count: bool = False) -> dict[str, Any]:
    """A queue of a desk; with the number of its issues only if that is asked for."""
    number = {"issueCount": len(queue_issues(call, queue))} if with_count else {}
    return {
        "id": queue.id,
        "name": queue.name,
        "jql": queue.jql,
        "fields": list(QUEUE_FIELDS),
        **number,
        "_links": {"self": url(call, f"servicedesk/{queue.desk.id}/queue/{queue.id}")},
    }


def organization_bean(call: Call, organization: Organization) -> dict[str, Any]:
    """An organization of customers."""
    return {
        "id": organization.id,
        "name": organization.name,
        "scimManaged": False,
        "_links": {"self": url(call, f"organization/{organization.id}")},
    }


def request_bean(call: Call, request: CustomerRequest, expanded: Collection[str] = ()) -> dict[str, Any]:
    """A request, as its customer sees it, with the `expanded` members; the pages for people are at the site."""
    issue, desk = request.issue, request.type.desk
    return {
        "_expands": [name for name in EXPANDABLE if name not in expanded],
        "issueId": issue.id,
        "issueKey": issue.key,
        "summary": issue.fields["summary"],
        "requestTypeId": request.type.id,
        "serviceDeskId": desk.id,
        "createdDate": date_bean(issue.created),
        "reporter": customer_bean(call, call.state.jira.users[issue.fields["reporter"]]),
        "requestFieldValues": _field_values(request),
        "currentStatus": status_bean(call, request.statuses[0]),
        **{_EXPANSIONS[name][0]: _EXPANSIONS[name][1](call, request) for name in EXPANDABLE if name in expanded},
        "_links": {
            "jiraRest": f"{call.base}/rest/api/2/issue/{issue.id}",
            "web": f"{call.site}/servicedesk/customer/portal/{desk.id}/{issue.key}",
            "agent": f"{call.site}/browse/{issue.key}",
            "self": url(call, f"request/{issue.id}"),
        },
    }


def status_bean(_: Call, reached: tuple[Status, datetime]) -> dict[str, Any]:
    """A status of a request, and when the request got it."""
    status, time = reached
    return {"status": status.name, "statusCategory": _CATEGORIES[status.category], "statusDate": date_bean(time)}


def comment_bean(call: Call, request: CustomerRequest, comment: Comment) -> dict[str, Any]:
    """A comment of a request; the model has no internal comments."""
    return {
        "_expands": ["attachment", "renderedBody"],
        "id": comment.id,
        "body": plain_text(comment.body),
        "public": True,
        "author": customer_bean(call, call.state.jira.users[comment.author]),
        "created": date_bean(comment.created),
        "_links": {"self": url(call, f"request/{request.issue.id}/comment/{comment.id}")},
    }


def transition_bean(_: Call, transition: Transition) -> dict[str, Any]:
    """A transition that a caller can perform."""
    return {"id": transition.id, "name": transition.to.name}


def _comments(call: Call, request: CustomerRequest) -> dict[str, Any]:
    path = f"request/{request.issue.id}/comment"
    return first_page(call, path, request.issue.comments, lambda _, comment: comment_bean(call, request, comment))


def _participants(call: Call, request: CustomerRequest) -> dict[str, Any]:
    users = [call.state.jira.users[account_id] for account_id in request.participants]
    return first_page(call, f"request/{request.issue.id}/participant", users, customer_bean)


_EXPANSIONS: Mapping[str, tuple[str, Callable[[Call, CustomerRequest], dict[str, Any]]]] = {
    "participant": ("participants", _participants),
    "status": (
        "status",
        lambda call, request: first_page(call, f"request/{request.issue.id}/status", request.statuses, status_bean),
    ),
    "sla": (
        "sla",
        lambda call, request: first_page(call, f"request/{request.issue.id}/sla", [], lambda _, each: each),
    ),
    "requestType": ("requestType", lambda call, request: request_type_bean(call, request.type)),
    "serviceDesk": ("serviceDesk", lambda call, request: desk_bean(call, request.type.desk)),
    "comment": ("comments", _comments),
}
EXPANDABLE = tuple(_EXPANSIONS)
"""The values of `expand` that the model honours for a request."""


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


def customer_bean(call: Call, user: User) -> dict[str, Any]:
    """A customer, or another user who can be named in a request."""
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
