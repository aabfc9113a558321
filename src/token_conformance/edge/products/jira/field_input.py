"""The fields and changes of an issue, read from a request; all invalid fields are reported at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast

from token_conformance.edge.products.jira.activity_bean import parse_duration
from token_conformance.edge.products.jira.answers import InvalidFieldsError, NotModelledError
from token_conformance.edge.products.jira.field_metadata import CUSTOM
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.adf import Document
from token_conformance.edge.tenant.issue import Estimate, Fields, Issue
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.project import (
    LINK_TYPES,
    PRIORITIES,
    Component,
    IssueType,
    LinkType,
    Priority,
    Project,
    Version,
)

MAX_SUMMARY_LENGTH = 255

LISTS = {"labels", "components", "versions", "fixVersions"}
"""The fields that an update can add to and remove from."""

T = TypeVar("T", IssueType, Priority, Component, Version, LinkType)
Link = tuple[LinkType, Issue, Issue]
"""A link to add: its type, the inward issue and the outward one."""


@dataclass(frozen=True)
class FieldInput:
    """Reads the fields of one project's issues; the reader of a field raises ValueError with Jira's message."""

    api: ApiVersion
    view: View
    project: Project

    def read(self, values: Mapping[str, Any]) -> Fields:
        """The values as the tenant stores them, by field. Raises InvalidFieldsError with all invalid fields."""
        fields, errors = {}, {}
        for name, value in values.items():
            try:
                fields[name] = self._reader(name)(value)
            except ValueError as error:
                errors[name] = str(error)
        if errors:
            raise InvalidFieldsError(errors)
        return cast("Fields", fields)  # each reader gives its field's type

    def _reader(self, name: str) -> Callable[[Any], Any]:
        readers: dict[str, Callable[[Any], Any]] = {
            "summary": _summary,
            "description": self._document,
            "environment": self._document,
            "issuetype": lambda value: _one(self.project.kind.issue_types, value, "Specify a valid issue type"),
            "priority": lambda value: _one(PRIORITIES, value, "Specify a valid priority"),
            "assignee": lambda value: None if value is None else self._account(value),
            "reporter": self._account,
            "labels": _labels,
            "components": lambda value: _many(self.project.components, value, "component"),
            "versions": lambda value: _many(self.project.versions, value, "version"),
            "fixVersions": lambda value: _many(self.project.versions, value, "version"),
            "duedate": _date,
            "parent": lambda value: None if value is None else self._parent(value),
            "timetracking": _estimate,
        }
        if name in CUSTOM:
            raise NotModelledError(f"The local model does not set the field {name} of an issue.")
        if name not in readers:
            raise ValueError(f"Field '{name}' cannot be set. It is not on the appropriate screen, or unknown.")
        return readers[name]

    def _document(self, value: Any) -> Document | None:
        return None if value is None else self.api.parse_text(value)

    def _account(self, value: Any) -> str:
        account_id = value.get("accountId", value.get("id")) if isinstance(value, dict) else None
        if not isinstance(account_id, str) or account_id not in self.view.jira.users:
            raise ValueError("Specify a valid value for the account ID.")
        return account_id

    def _parent(self, value: Any) -> str:
        """The id of a parent, whose type must be on a higher level than the types of its children."""
        wanted = value if isinstance(value, dict) else {}
        parent = self.view.jira.issue(str(wanted.get("key", wanted.get("id", ""))))
        if parent is None:
            raise ValueError("Could not find issue by id or key.")
        if not parent.fields["issuetype"].hierarchy_level:
            raise ValueError("Given parent issue does not belong to appropriate hierarchy.")
        return parent.id


def _estimate(value: Any) -> Estimate:
    given = value if isinstance(value, dict) else {}
    times = [given.get(name) for name in ("originalEstimate", "remainingEstimate")]
    if not all(time is None or isinstance(time, str) for time in times) or times == [None, None]:
        raise ValueError("Specify 'originalEstimate' or 'remainingEstimate' as a duration such as '2d'.")
    return Estimate(*(None if time is None else parse_duration(time) for time in times))


def _summary(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("You must specify a summary of the issue.")
    if len(value) > MAX_SUMMARY_LENGTH:
        raise ValueError(f"Summary can't exceed {MAX_SUMMARY_LENGTH} characters.")
    if "\n" in value or "\r" in value:
        raise ValueError("The summary is invalid because it contains newline characters.")
    return value


def _labels(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(label, str) for label in value):
        raise ValueError("Specify the labels as an array of strings.")
    for label in value:
        if not label or any(map(str.isspace, label)):
            raise ValueError(f"The label '{label}' contains spaces which is invalid.")
    return value


def _date(value: Any) -> str | None:
    if value is not None and not (isinstance(value, str) and _is_date(value)):
        raise ValueError("Specify the date as YYYY-MM-DD.")
    return value


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _one(items: Iterable[T], value: Any, message: str) -> T:
    """The item that a reference such as `{"id": "3"}` or `{"name": "Medium"}` names."""
    reference = value if isinstance(value, dict) else {}
    wanted = str(reference.get("id", "")), reference.get("name")
    found = next((item for item in items if item.id == wanted[0] or item.name == wanted[1]), None)
    if found is None:
        raise ValueError(message)
    return found


def _many(items: Iterable[T], value: Any, kind: str) -> list[T]:
    if not isinstance(value, list):
        raise ValueError(f"Specify an array of {kind}s.")  # noqa: TRY004  # an error of the request
    return [_one(items, reference, f"Specify a valid {kind} name or ID.") for reference in value]


@dataclass(frozen=True)
class Change:
    """A change to an issue; it is read as a whole before any of it is applied."""

    fields: Fields
    comments: list[Document]
    links: list[Link]
    properties: Mapping[str, Any]

    @classmethod
    def of(cls, body: Mapping[str, Any], issue: Issue | None, reader: FieldInput) -> "Change":
        """The change of an issue, or of a new one, that a body describes. Raises InvalidFieldsError."""
        before = issue.fields if issue else Fields(timetracking=Estimate())
        fields = reader.read(body.get("fields", {}))
        comments, links = [], []
        for name, verb, value in _operations(body.get("update", {})):
            if (name, verb) == ("comment", "add"):
                comments.append(_comment(value, reader))
            elif (name, verb) == ("issuelinks", "add") and issue:
                links.append(_link(value, issue, reader.view))
            else:
                current = {**before, **fields}.get(name)
                is_set = verb == "set" or (name, verb) == ("timetracking", "edit")
                fields.update(
                    reader.read({name: value}) if is_set else _edited_list(name, verb, value, current, reader)
                )
        if "timetracking" in fields:
            fields["timetracking"] = fields["timetracking"].over(before["timetracking"])
        return cls(fields, comments, links, _properties(body))

    def apply(self, jira: Jira, issue: Issue, author: str) -> None:
        """Make the change in the author's name."""
        jira.edit(issue, self.fields, author)
        issue.properties.update(self.properties)
        for comment in self.comments:
            jira.add_comment(issue, author, comment)
        for link in self.links:
            jira.add_link(*link)


def _properties(body: Mapping[str, Any]) -> dict[str, Any]:
    """The properties of an issue in a request's body: a list of objects with a key and a value."""
    given = body.get("properties", [])
    if not all("key" in each for each in given):
        raise InvalidFieldsError({"properties": "Specify an array of objects with 'key' and 'value'."})
    return {each["key"]: each.get("value") for each in given}


def _operations(update: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for name, operations in update.items():
        if not all(len(operation) == 1 for operation in operations):
            raise InvalidFieldsError({name: "Specify an array of operations, each an object with one member."})
        for operation in operations:
            yield name, *next(iter(operation.items()))


def _comment(value: Any, reader: FieldInput) -> Document:
    return reader.api.parse_comment(value.get("body") if isinstance(value, dict) else None)


def _link(value: Any, issue: Issue, view: View) -> Link:
    """The link of an issue to the one that the value names as `inwardIssue` or `outwardIssue`."""
    given = value if isinstance(value, dict) else {}
    try:
        kind = _one(LINK_TYPES, given.get("type"), "Specify a type of links that exists.")
    except ValueError as error:
        raise InvalidFieldsError({"issuelinks": str(error)}) from None
    ends = {name: view.jira.issue(_reference(given[name])) for name in ("inwardIssue", "outwardIssue") if name in given}
    [(end, other)] = ends.items() if len(ends) == 1 else [("", None)]
    if other is None:
        raise InvalidFieldsError({"issuelinks": "Specify one issue that exists as 'inwardIssue' or 'outwardIssue'."})
    return (kind, other, issue) if end == "inwardIssue" else (kind, issue, other)


def _reference(value: Any) -> str:
    given = value if isinstance(value, dict) else {}
    return str(given.get("key", given.get("id", "")))


def _edited_list(name: str, verb: str, value: Any, current: Any, reader: FieldInput) -> Fields:
    """A list field after one value was added or removed."""
    if name not in LISTS or verb not in {"add", "remove"}:
        raise InvalidFieldsError({name: f"The operation '{verb}' cannot be done on the field '{name}'."})
    [one] = reader.read({name: [value]})[name]  # type: ignore[literal-required]  # one of LISTS
    others = [each for each in current if each != one]
    return {name: [*others, one] if verb == "add" else others}  # type: ignore[misc]  # one of LISTS
