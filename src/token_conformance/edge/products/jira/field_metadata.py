"""The fields of issues: their names and types, and which of them a request can set."""

from collections.abc import Mapping, Sequence
from typing import Any

from token_conformance.edge.products.jira.beans import (
    component_bean,
    issue_type_bean,
    priority_bean,
    version_bean,
)
from token_conformance.edge.products.jira.issue_bean import NOT_NAVIGABLE
from token_conformance.edge.products.jira.project_bean import project_bean
from token_conformance.edge.products.jira.view import ApiVersion
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.project import PRIORITIES, IssueType, Project

FIELDS = {
    "summary": ("Summary", "string"),
    "description": ("Description", "string"),
    "environment": ("Environment", "string"),
    "issuetype": ("Issue Type", "issuetype"),
    "project": ("Project", "project"),
    "priority": ("Priority", "priority"),
    "status": ("Status", "status"),
    "resolution": ("Resolution", "resolution"),
    "resolutiondate": ("Resolved", "datetime"),
    "assignee": ("Assignee", "user"),
    "reporter": ("Reporter", "user"),
    "creator": ("Creator", "user"),
    "labels": ("Labels", "array"),
    "components": ("Components", "array"),
    "versions": ("Affects versions", "array"),
    "fixVersions": ("Fix versions", "array"),
    "duedate": ("Due date", "date"),
    "created": ("Created", "datetime"),
    "updated": ("Updated", "datetime"),
    "timespent": ("Time Spent", "number"),
    "timeoriginalestimate": ("Original estimate", "number"),
    "timeestimate": ("Remaining Estimate", "number"),
    "timetracking": ("Time tracking", "timetracking"),
    "watches": ("Watchers", "watches"),
    "votes": ("Votes", "votes"),
    "parent": ("Parent", "issuelink"),
    "issuelinks": ("Linked Issues", "array"),
    "subtasks": ("Sub-tasks", "array"),
    "attachment": ("Attachment", "array"),
    "comment": ("Comment", "comments-page"),
    "worklog": ("Log Work", "array"),
    "customfield_10019": ("Rank", "any"),
    "customfield_10020": ("Sprint", "array"),
}
"""Every field of an issue, with its name and the type of its value."""

CUSTOM = {
    "customfield_10019": "com.pyxis.greenhopper.jira:gh-lexo-rank",
    "customfield_10020": "com.pyxis.greenhopper.jira:gh-sprint",
}
"""The types of the custom fields, which are those that Jira Software adds; a request cannot set them in the model."""

_ITEMS = {
    "labels": "string",
    "components": "component",
    "versions": "version",
    "fixVersions": "version",
    "issuelinks": "issuelinks",
    "subtasks": "issuelinks",
    "attachment": "attachment",
    "worklog": "worklog",
    "customfield_10020": "json",
}
_CLAUSES: Mapping[str, Sequence[str]] = {
    "issuetype": ("issuetype", "type"),
    "components": ("component",),
    "versions": ("affectedVersion",),
    "fixVersions": ("fixVersion",),
    "resolutiondate": ("resolutiondate", "resolved"),
    "duedate": ("due", "duedate"),
    "created": ("created", "createdDate"),
    "updated": ("updated", "updatedDate"),
    "watches": ("watchers",),
    "timetracking": (),
    "issuelinks": (),
    "subtasks": (),
    "attachment": ("attachments",),
    "worklog": (),
    "customfield_10019": ("cf[10019]", "Rank"),
    "customfield_10020": ("cf[10020]", "Sprint"),
}
"""The names in JQL, of the fields whose name differs there."""

REQUIRED = {"summary", "issuetype", "project"}
_LIST_OPERATIONS = ("add", "set", "remove")
_ON_SCREEN = {
    "project": ("set",),
    "issuetype": (),
    "summary": ("set",),
    "description": ("set",),
    "environment": ("set",),
    "priority": ("set",),
    "assignee": ("set",),
    "reporter": ("set",),
    "labels": _LIST_OPERATIONS,
    "components": _LIST_OPERATIONS,
    "versions": _LIST_OPERATIONS,
    "fixVersions": _LIST_OPERATIONS,
    "duedate": ("set",),
    "parent": ("set",),
    "timetracking": ("set", "edit"),
    "issuelinks": ("add",),
    "attachment": (),
    "comment": ("add",),
}
"""The fields on the screens of issues, with the operations of an update; files are attached otherwise."""


def schema_of(name: str) -> dict[str, Any]:
    """The type of a field, as Jira describes it."""
    kind = FIELDS[name][1]
    schema = {"type": kind, **({"items": _ITEMS[name]} if kind == "array" else {})}
    if name in CUSTOM:
        return schema | {"custom": CUSTOM[name], "customId": int(name.rpartition("_")[2])}
    return schema | {"system": name}


def field_bean(name: str) -> dict[str, Any]:
    """A field."""
    return {
        "id": name,
        "key": name,
        "name": FIELDS[name][0],
        "custom": name in CUSTOM,
        "orderable": True,
        "navigable": name not in NOT_NAVIGABLE,
        "searchable": True,
        "clauseNames": list(_CLAUSES.get(name, (name,))),
        "schema": schema_of(name),
    }


def fields_on_screen(
    api: ApiVersion, jira: Jira, project: Project, types: Sequence[IssueType], *, with_project: bool
) -> list[dict[str, Any]]:
    """What a request can set on an issue of a project, which is of one of these types."""
    values = _allowed_values(api, jira, project, types)
    return [
        {
            "required": name in REQUIRED,
            "schema": schema_of(name),
            "name": FIELDS[name][0],
            "key": name,
            "hasDefaultValue": name in {"priority", "reporter"},
            "operations": list(operations),
            **({"allowedValues": values[name]} if name in values else {}),
        }
        for name, operations in _ON_SCREEN.items()
        if name not in ({"comment", "issuelinks"} if with_project else {"project"})
    ]


def _allowed_values(
    api: ApiVersion, jira: Jira, project: Project, types: Sequence[IssueType]
) -> dict[str, list[dict[str, Any]]]:
    versions = [version_bean(api, project, version) for version in project.versions]
    return {
        "project": [project_bean(api, jira, project)],
        "issuetype": [issue_type_bean(api, each) for each in types],
        "priority": [priority_bean(api, priority) for priority in PRIORITIES],
        "components": [component_bean(api, jira, project, component) for component in project.components],
        "versions": versions,
        "fixVersions": versions,
    }
