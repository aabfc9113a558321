"""The JSON of an issue and of its comments, worklogs and attachments, and how Jira writes a duration."""

import re
from collections.abc import Collection
from typing import Any

from starlette.requests import Request

from token_conformance.edge.products.jira.beans import (
    component_bean,
    issue_type_bean,
    priority_bean,
    project_bean,
    resolution_bean,
    status_bean,
    user_bean,
    version_bean,
)
from token_conformance.edge.products.jira.view import ApiVersion, timestamp
from token_conformance.edge.tenant.issue import Attachment, Comment, Issue, Worklog
from token_conformance.edge.tenant.jira import Jira

NOT_NAVIGABLE = {"attachment", "comment", "worklog"}
"""The fields that `*navigable` leaves out."""

UNITS = {"w": 5 * 8 * 3600, "d": 8 * 3600, "h": 3600, "m": 60}
"""The seconds in each unit of a duration; a day has 8 working hours and a week 5 days, as `GET configuration` says."""

_DURATION = re.compile(r"\d{1,6}[wdhm](?: ?\d{1,6}[wdhm])*", re.ASCII)


def issue_bean(api: ApiVersion, jira: Jira, issue: Issue, requested: Collection[str] = ()) -> dict[str, Any]:
    """An issue with the requested fields: names, `*all`, `*navigable`, and `-name` to leave one out."""
    fields = _editable_fields(api, jira, issue) | _system_fields(api, jira, issue) | _activity(api, jira, issue)
    wanted = _wanted(requested, set(fields))
    return {
        "expand": "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations",
        "id": issue.id,
        "self": api.url(f"issue/{issue.id}"),
        "key": issue.key,
        "fields": {name: value for name, value in fields.items() if name in wanted},
    }


def requested_fields(request: Request) -> list[str]:
    """The names in the query parameter `fields`, which may be repeated and separates names by commas."""
    names = ",".join(request.query_params.getlist("fields")).split(",")
    return [name.strip() for name in names if name.strip()]


def _wanted(requested: Collection[str], every: set[str]) -> set[str]:
    added = {name for name in requested if not name.startswith("-")}
    wanted = every if "*all" in added or not added else added
    wanted = wanted | (every - NOT_NAVIGABLE if "*navigable" in added else set())
    return wanted - {name[1:] for name in requested if name.startswith("-")}


def _editable_fields(api: ApiVersion, jira: Jira, issue: Issue) -> dict[str, Any]:
    """The fields that a request can set."""
    fields, project = issue.fields, issue.project
    assignee = fields["assignee"]
    return {
        "summary": fields["summary"],
        "description": api.format_text(fields["description"]),
        "environment": api.format_text(fields["environment"]),
        "issuetype": issue_type_bean(api, fields["issuetype"]),
        "priority": priority_bean(api, fields["priority"]),
        "assignee": user_bean(api, jira.users[assignee]) if assignee else None,
        "reporter": user_bean(api, jira.users[fields["reporter"]]),
        "labels": fields["labels"],
        "components": [component_bean(api, project, component) for component in fields["components"]],
        "versions": [version_bean(api, project, version) for version in fields["versions"]],
        "fixVersions": [version_bean(api, project, version) for version in fields["fixVersions"]],
        "duedate": fields["duedate"],
    }


def _system_fields(api: ApiVersion, jira: Jira, issue: Issue) -> dict[str, Any]:
    """The fields that Jira itself sets."""
    spent = sum(worklog.seconds for worklog in issue.worklogs)
    return {
        "project": project_bean(api, issue.project),
        "status": status_bean(api, issue.status),
        "resolution": resolution_bean(api, issue.resolution) if issue.resolution else None,
        "creator": user_bean(api, jira.users[issue.creator]),
        "created": timestamp(issue.created),
        "updated": timestamp(issue.updated),
        "timespent": spent or None,
        "issuelinks": [],
        "subtasks": [],
    }


def _activity(api: ApiVersion, jira: Jira, issue: Issue) -> dict[str, Any]:
    """The attachments, comments and worklogs of an issue."""
    comments = [comment_bean(api, jira, issue, comment) for comment in issue.comments]
    worklogs = [worklog_bean(api, jira, issue, worklog) for worklog in issue.worklogs]
    return {
        "attachment": [attachment_bean(api, jira, attachment) for attachment in issue.attachments],
        "comment": {"comments": comments, **_single_page(comments), "self": api.url(f"issue/{issue.id}/comment")},
        "worklog": {"worklogs": worklogs, **_single_page(worklogs)},
    }


def _single_page(values: Collection[Any]) -> dict[str, int]:
    return {"startAt": 0, "maxResults": len(values), "total": len(values)}


def comment_bean(api: ApiVersion, jira: Jira, issue: Issue, comment: Comment) -> dict[str, Any]:
    """A comment."""
    author = user_bean(api, jira.users[comment.author])
    return {
        "self": api.url(f"issue/{issue.id}/comment/{comment.id}"),
        "id": comment.id,
        "author": author,
        "body": api.format_text(comment.body),
        "updateAuthor": author,
        "created": timestamp(comment.created),
        "updated": timestamp(comment.created),
        "jsdPublic": True,
    }


def worklog_bean(api: ApiVersion, jira: Jira, issue: Issue, worklog: Worklog) -> dict[str, Any]:
    """A worklog; one without a comment has no such member."""
    author = user_bean(api, jira.users[worklog.author])
    comment = {} if worklog.comment is None else {"comment": api.format_text(worklog.comment)}
    return comment | {
        "self": api.url(f"issue/{issue.id}/worklog/{worklog.id}"),
        "id": worklog.id,
        "issueId": issue.id,
        "author": author,
        "updateAuthor": author,
        "created": timestamp(worklog.created),
        "updated": timestamp(worklog.created),
        "started": worklog.started,
        "timeSpent": format_duration(worklog.seconds),
        "timeSpentSeconds": worklog.seconds,
    }


def attachment_bean(api: ApiVersion, jira: Jira, attachment: Attachment) -> dict[str, Any]:
    """An attachment, with the URL of its content."""
    return {
        "self": api.url(f"attachment/{attachment.id}"),
        "id": attachment.id,
        "filename": attachment.filename,
        "author": user_bean(api, jira.users[attachment.author]),
        "created": timestamp(attachment.created),
        "size": len(attachment.content),
        "mimeType": attachment.mime_type,
        "content": api.url(f"attachment/content/{attachment.id}"),
    }


def parse_duration(text: str) -> int:
    """The seconds in a duration such as `1h 30m`. Raises ValueError when Jira would not accept it."""
    if not _DURATION.fullmatch(text.strip()):
        raise ValueError("Invalid time duration entered.")
    return sum(int(part[:-1]) * UNITS[part[-1]] for part in re.findall(r"\d+[wdhm]", text))


def format_duration(seconds: int) -> str:
    """A number of seconds as Jira writes it, such as `1h 30m`, rounded down to minutes."""
    parts = []
    for unit, size in UNITS.items():
        number, seconds = divmod(seconds, size)
        parts.append(f"{number}{unit}" if number else "")
    return " ".join(filter(None, parts)) or "0m"
