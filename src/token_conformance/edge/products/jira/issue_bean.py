"""How Jira shows an issue, whole or only in the fields that were asked for."""

from collections.abc import Collection
from typing import Any

from token_conformance.edge.products.jira.activity_bean import attachment_bean, comment_bean, worklog_bean
from token_conformance.edge.products.jira.instance_bean import (
    issue_type_bean,
    priority_bean,
    resolution_bean,
    status_bean,
)
from token_conformance.edge.products.jira.project_bean import component_bean, project_bean, version_bean
from token_conformance.edge.products.jira.representation import Representation, time
from token_conformance.edge.products.jira.user_bean import user_bean
from token_conformance.edge.state.issue import Issue
from token_conformance.edge.state.jira import Jira

NOT_NAVIGABLE = {"attachment", "comment", "worklog"}
"""The fields that `*navigable` leaves out."""


def issue_bean(show: Representation, jira: Jira, issue: Issue, asked: Collection[str] = ()) -> dict[str, Any]:
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


def _set_fields(show: Representation, jira: Jira, issue: Issue) -> dict[str, Any]:
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


def _kept_fields(show: Representation, jira: Jira, issue: Issue) -> dict[str, Any]:
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


def _activity(show: Representation, jira: Jira, issue: Issue) -> dict[str, Any]:
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
