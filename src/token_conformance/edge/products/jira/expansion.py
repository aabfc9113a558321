"""What `expand` and `properties` add to an issue."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from token_conformance.edge.products.jira.activity_bean import rendered
from token_conformance.edge.products.jira.answers import NotModelledError
from token_conformance.edge.products.jira.beans import transition_bean, user_bean
from token_conformance.edge.products.jira.field_metadata import FIELDS, fields_on_screen, schema_of
from token_conformance.edge.products.jira.issue_bean import issue_bean
from token_conformance.edge.products.jira.view import ApiVersion, View, timestamp
from token_conformance.edge.tenant.issue import FieldChange, HistoryEntry, Issue
from token_conformance.edge.tenant.project import TRANSITIONS

HONOURED = "changelog editmeta names renderedFields schema transitions"
"""The values of `expand` that an issue takes."""

_UNKNOWN = {"operations", "versionedRepresentations"}
_RENDERED = {"description", "environment"}
_NOT_RENDERED = {"attachment", "comment", "created", "duedate", "resolutiondate", "updated", "worklog"}
_NOT_RENDERED |= {"timeestimate", "timeoriginalestimate", "timespent", "timetracking"}
"""The fields that Jira writes in the format of the user's settings, which the model does not know."""

_IN_HISTORY = {
    "components": "Component",
    "versions": "Version",
    "fixVersions": "Fix Version",
    "parent": "IssueParentAssociation",
}
"""What the history calls the fields that it calls otherwise than by their ids."""


@dataclass(frozen=True)
class Wanted:
    """What a request wants to see of each issue: its fields, the values of `expand`, and properties by their keys."""

    fields: Collection[str] = ()
    expand: Collection[str] = ()
    properties: Collection[str] = ()

    def bean(self, api: ApiVersion, view: View, issue: Issue) -> dict[str, Any]:
        """An issue with what is wanted. Raises NotModelledError for an expansion that the model does not know."""
        if unknown := sorted(_UNKNOWN.intersection(self.expand)):
            raise NotModelledError(f"The local model does not know expand={unknown[0]} of an issue.")
        bean = issue_bean(api, view.jira, issue, self.fields, view.account_id)
        shown = bean["fields"]
        added = {name: _EXPANSIONS[name](api, view, issue, shown) for name in self.expand if name in _EXPANSIONS}
        return bean | added | self._properties(issue)

    def _properties(self, issue: Issue) -> dict[str, Any]:
        if not self.properties:
            return {}
        every = "*all" in self.properties
        found = {key: value for key, value in issue.properties.items() if every or key in self.properties}
        return {"properties": found}


Fields = Mapping[str, Any]
Expansion = Callable[[ApiVersion, View, Issue, Fields], Any]


def names_of(fields: Collection[str]) -> dict[str, str]:
    """The name of each field, by its id."""
    return {name: FIELDS[name][0] for name in fields}


def schemas_of(fields: Collection[str]) -> dict[str, Any]:
    """The type of each field, by its id."""
    return {name: schema_of(name) for name in fields}


def _rendered_fields(_: ApiVersion, __: View, issue: Issue, shown: Fields) -> dict[str, str | None]:
    if unknown := sorted(_NOT_RENDERED & shown.keys()):
        raise NotModelledError(f"The local model does not know how Jira renders the field {unknown[0]}.")
    texts = {name: issue.fields.get(name) for name in _RENDERED}
    return {name: rendered(text) if (text := texts.get(name)) else None for name in shown}  # type: ignore[arg-type]  # documents


def edit_metadata(api: ApiVersion, view: View, issue: Issue) -> dict[str, Any]:
    """What a request can change of an issue."""
    types = issue.project.kind.issue_types
    fields = fields_on_screen(api, view.jira, issue.project, types, with_project=False)
    return {"fields": {field["key"]: field for field in fields}}


def _changelog(api: ApiVersion, view: View, issue: Issue, _: Fields) -> dict[str, Any]:
    histories = [history_bean(api, view, entry) for entry in reversed(issue.history)]
    return {"startAt": 0, "maxResults": len(histories), "total": len(histories), "histories": histories}


def history_bean(api: ApiVersion, view: View, entry: HistoryEntry) -> dict[str, Any]:
    """One change of an issue."""
    return {
        "id": entry.id,
        "author": user_bean(api, view.jira.users[entry.author]),
        "created": timestamp(entry.created),
        "items": [_item_bean(item) for item in entry.items],
    }


def _item_bean(item: FieldChange) -> dict[str, Any]:
    return {
        "field": _IN_HISTORY.get(item.field, item.field),
        "fieldtype": "jira",
        "fieldId": item.field,
        "from": item.old,
        "fromString": item.old_name,
        "to": item.new,
        "toString": item.new_name,
    }


_EXPANSIONS: Mapping[str, Expansion] = {
    "names": lambda api, view, issue, shown: names_of(shown),  # noqa: ARG005  # an Expansion's shape
    "schema": lambda api, view, issue, shown: schemas_of(shown),  # noqa: ARG005  # an Expansion's shape
    "renderedFields": _rendered_fields,
    "transitions": lambda api, view, issue, shown: [transition_bean(api, each) for each in TRANSITIONS],  # noqa: ARG005  # an Expansion's shape
    "editmeta": lambda api, view, issue, shown: edit_metadata(api, view, issue),  # noqa: ARG005  # an Expansion's shape
    "changelog": _changelog,
}
