"""What the proofs of the requirements need of a tenant besides the things that variables name."""

from collections.abc import Mapping

NEEDS: Mapping[str, str] = {
    "GET /rest/api/3/mypermissions": "project_key",
    "GET /rest/api/3/issuetype": "project_key",
    "GET /rest/api/3/status": "project_key",
    "GET /rest/api/3/project/{projectIdOrKey}/versions": "version",
    "GET /rest/api/3/project/{projectIdOrKey}/components": "component",
    "GET /rest/api/3/issue/{issueIdOrKey}/comment": "comment",
    "GET /rest/api/3/issue/{issueIdOrKey}/worklog": "worklog",
    "GET /rest/api/3/filter/search": "filter",
    "GET /rest/api/3/dashboard": "dashboard",
    "GET /rest/agile/1.0/board/{boardId}/issue": "board-issue",
    "GET /rest/agile/1.0/board/{boardId}/backlog": "backlog",
    "GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/queue": "queue",
    "GET /rest/servicedeskapi/request": "request_key",
    "GET /rest/servicedeskapi/organization": "organization",
    "POST /rest/servicedeskapi/request": "plain-request-type",
    "GET /wiki/api/v2/pages/{id}/footer-comments": "page-comment",
    "GET /wiki/api/v2/pages/{id}/attachments": "page-attachment",
    "GET /wiki/api/v2/pages/{id}/labels": "page-label",
    "GET /wiki/api/v2/blogposts": "blog-post",
    "GET /wiki/api/v2/tasks": "task",
}
"""By operation, what its proof needs: a field of the tenant, or a word for what is in or on a thing."""

UNVERIFIED = (
    "whether the account may find other users and be assigned to issues, and whether the project has the issue type"
    " Task, and the discovery project the type Idea"
)
"""What proofs need, and discovery does not look at."""
