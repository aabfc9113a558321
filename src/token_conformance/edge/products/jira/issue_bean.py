"""How Jira shows an issue: whole or only the fields that were asked for, with comments, worklogs and attachments."""

import re
from collections.abc import Collection
from typing import Any

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
from token_conformance.edge.products.jira.view import ApiVersion, time
from token_conformance.edge.tenant.issue import Attachment, Comment, Issue, Worklog
from token_conformance.edge.tenant.jira import Jira

UNITS = {"w": 5 * 8 * 3600, "d": 8 * 3600, "h": 3600, "m": 60}
"""Seconds in a unit."""

_WRITTEN = re.compile(r"\d{1,6}[wdhm](?: ?\d{1,6}[wdhm])*", re.ASCII)


def seconds(written: str) -> int:
    """The seconds in a duration. Raises ValueError when it is not written as Jira wants it."""
    if not _WRITTEN.fullmatch(written.strip()):
        raise ValueError("Invalid time duration entered.")
    return sum(int(part[:-1]) * UNITS[part[-1]] for part in re.findall(r"\d+[wdhm]", written))


def spoken(amount: int) -> str:
    """A number of seconds as Jira writes it, rounded down to minutes."""
    parts = []
    for unit, size in UNITS.items():
        number, amount = divmod(amount, size)
        parts.append(f"{number}{unit}" if number else "")
    return " ".join(filter(None, parts)) or "0m"


def comment_bean(show: ApiVersion, jira: Jira, issue: Issue, comment: Comment) -> dict[str, Any]:
    """A comment."""
    author = user_bean(show, jira.users[comment.author])
    return {
        "self": show.url(f"issue/{issue.id}/comment/{comment.id}"),
        "id": comment.id,
        "author": author,
        "body": show.text(comment.body),
        "updateAuthor": author,
        "created": time(comment.created),
        "updated": time(comment.created),
        "jsdPublic": True,
    }


def worklog_bean(show: ApiVersion, jira: Jira, issue: Issue, worklog: Worklog) -> dict[str, Any]:
    """A worklog; its comment is left out when there is none."""
    author = user_bean(show, jira.users[worklog.author])
    comment = {} if worklog.comment is None else {"comment": show.text(worklog.comment)}
    return comment | {
        "self": show.url(f"issue/{issue.id}/worklog/{worklog.id}"),
        "id": worklog.id,
        "issueId": issue.id,
        "author": author,
        "updateAuthor": author,
        "created": time(worklog.created),
        "updated": time(worklog.created),
        "started": worklog.started,
        "timeSpent": spoken(worklog.seconds),
        "timeSpentSeconds": worklog.seconds,
    }


def attachment_bean(show: ApiVersion, jira: Jira, attachment: Attachment) -> dict[str, Any]:
    """An attachment, with where its content is."""
    return {
        "self": show.url(f"attachment/{attachment.id}"),
        "id": attachment.id,
        "filename": attachment.filename,
        "author": user_bean(show, jira.users[attachment.author]),
        "created": time(attachment.created),
        "size": len(attachment.content),
        "mimeType": attachment.mime_type,
        "content": show.url(f"attachment/content/{attachment.id}"),
    }


NOT_NAVIGABLE = {"attachment", "comment", "worklog"}
"""The fields that `*navigable` leaves out."""


def issue_bean(show: ApiVersion, jira: Jira, issue: Issue, asked: Collection[str] = ()) -> dict[str, Any]:
    """An issue with the fields asked for: names, `*all`, `*navigable`, and `-name` to leave one out."""
    fields = _set_fields(show, jira, issue) | _kept_fields(show, jira, issue) | _activity(show, jira, issue)
    wanted = _wanted(asked, set(fields))
    return {
        "expand": "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations",
        "id": issue.id,
        "self": show.url(f"issue/{issue.id}"),
        "key": issue.key,
        "fields": {name: value for name, value in fields.items() if name in wanted},
    }


def _wanted(asked: Collection[str], every: set[str]) -> set[str]:
    added = {name for name in asked if not name.startswith("-")}
    wanted = every if "*all" in added or not added else added
    wanted = wanted | (every - NOT_NAVIGABLE if "*navigable" in added else set())
    return wanted - {name[1:] for name in asked if name.startswith("-")}


def _set_fields(show: ApiVersion, jira: Jira, issue: Issue) -> dict[str, Any]:
    """Show what can be set on an issue."""
    fields, project = issue.fields, issue.project
    assignee = fields["assignee"]
    return {
        "summary": fields["summary"],
        "description": show.text(fields["description"]),
        "environment": show.text(fields["environment"]),
        "issuetype": issue_type_bean(show, fields["issuetype"]),
        "priority": priority_bean(show, fields["priority"]),
        "assignee": user_bean(show, jira.users[assignee]) if assignee else None,
        "reporter": user_bean(show, jira.users[fields["reporter"]]),
        "labels": fields["labels"],
        "components": [component_bean(show, project, component) for component in fields["components"]],
        "versions": [version_bean(show, project, version) for version in fields["versions"]],
        "fixVersions": [version_bean(show, project, version) for version in fields["fixVersions"]],
        "duedate": fields["duedate"],
    }


def _kept_fields(show: ApiVersion, jira: Jira, issue: Issue) -> dict[str, Any]:
    """Show what Jira itself keeps of an issue."""
    spent = sum(worklog.seconds for worklog in issue.worklogs)
    return {
        "project": project_bean(show, issue.project),
        "status": status_bean(show, issue.status),
        "resolution": resolution_bean(show, issue.resolution) if issue.resolution else None,
        "creator": user_bean(show, jira.users[issue.creator]),
        "created": time(issue.created),
        "updated": time(issue.updated),
        "timespent": spent or None,
        "issuelinks": [],
        "subtasks": [],
    }


def _activity(show: ApiVersion, jira: Jira, issue: Issue) -> dict[str, Any]:
    """Show what people put on an issue."""
    comments = [comment_bean(show, jira, issue, comment) for comment in issue.comments]
    worklogs = [worklog_bean(show, jira, issue, worklog) for worklog in issue.worklogs]
    return {
        "attachment": [attachment_bean(show, jira, attachment) for attachment in issue.attachments],
        "comment": {"comments": comments, **_whole(comments), "self": show.url(f"issue/{issue.id}/comment")},
        "worklog": {"worklogs": worklogs, **_whole(worklogs)},
    }


def _whole(values: Collection[Any]) -> dict[str, int]:
    return {"startAt": 0, "maxResults": len(values), "total": len(values)}
