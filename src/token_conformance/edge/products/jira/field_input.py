"""What can be set on an issue, read from a request: each field by its own rule, all faults told at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast

from token_conformance.edge.products.jira.answers import InvalidFields
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.adf import Document
from token_conformance.edge.tenant.issue import Fields, Issue
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.project import PRIORITIES, Component, IssueType, Priority, Project, Version

LONGEST_SUMMARY = 255


T = TypeVar("T", IssueType, Priority, Component, Version)


@dataclass(frozen=True)
class FieldInput:
    """Reads the fields of one project's issues; every reader raises ValueError with Jira's words."""

    show: ApiVersion
    view: View
    project: Project

    def read(self, given: Mapping[str, Any]) -> Fields:
        """The given fields as the state keeps them. Raises InvalidFields that tells every fault."""
        fields, faults = {}, {}
        for name, value in given.items():
            try:
                fields[name] = self._reader(name)(value)
            except ValueError as fault:
                faults[name] = str(fault)
        if faults:
            raise InvalidFields(faults)
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
        }
        if name not in readers:
            raise ValueError(f"Field '{name}' cannot be set. It is not on the appropriate screen, or unknown.")
        return readers[name]

    def _document(self, value: Any) -> Document | None:
        return None if value is None else self.show.written(value)

    def _account(self, value: Any) -> str:
        account_id = value.get("accountId", value.get("id")) if isinstance(value, dict) else None
        if not isinstance(account_id, str) or account_id not in self.view.jira.users:
            raise ValueError("Specify a valid value for the account ID.")
        return account_id


def _summary(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("You must specify a summary of the issue.")
    if len(value) > LONGEST_SUMMARY:
        raise ValueError(f"Summary can't exceed {LONGEST_SUMMARY} characters.")
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


def _one(things: Iterable[T], value: Any, complaint: str) -> T:
    """The thing that a reference such as `{"id": "3"}` or `{"name": "Medium"}` means."""
    reference = value if isinstance(value, dict) else {}
    wanted = str(reference.get("id", "")), reference.get("name")
    found = next((thing for thing in things if thing.id == wanted[0] or thing.name == wanted[1]), None)
    if found is None:
        raise ValueError(complaint)
    return found


def _many(things: Iterable[T], value: Any, kind: str) -> list[T]:
    if not isinstance(value, list):
        raise ValueError(f"Specify an array of {kind}s.")  # noqa: TRY004  # a fault of the request
    return [_one(things, reference, f"Specify a valid {kind} name or ID.") for reference in value]


LISTS = {"labels", "components", "versions", "fixVersions"}
"""The fields that operations can add to and remove from."""


@dataclass(frozen=True)
class Change:
    """What a request wants done to an issue; nothing is done before all of it was read."""

    fields: Fields
    comments: list[Document]

    @classmethod
    def of(cls, body: Mapping[str, Any], issue: Issue, reader: FieldInput) -> "Change":
        """The change that a body describes. Raises InvalidFields."""
        fields = reader.read(_object(body, "fields"))
        comments = []
        for name, verb, value in _operations(_object(body, "update")):
            if (name, verb) == ("comment", "add"):
                comments.append(_comment(value, reader))
            else:
                present = {**issue.fields, **fields}.get(name)
                fields.update(
                    reader.read({name: value}) if verb == "set" else _list(name, verb, value, present, reader)
                )
        return cls(fields, comments)

    def apply(self, jira: Jira, issue: Issue, author: str) -> None:
        """Do it, in the author's name."""
        jira.edit(issue, self.fields)
        for comment in self.comments:
            jira.add_comment(issue, author, comment)


def _object(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = body.get(name)
    if value is not None and not isinstance(value, dict):
        raise InvalidFields({name: f"'{name}' must be an object."})
    return value or {}


def _operations(update: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for name, operations in update.items():
        if not isinstance(operations, list) or not all(map(_is_operation, operations)):
            raise InvalidFields({name: "Specify an array of operations, each an object with one member."})
        for operation in operations:
            yield name, *next(iter(operation.items()))


def _is_operation(value: Any) -> bool:
    return isinstance(value, dict) and len(value) == 1


def _comment(value: Any, reader: FieldInput) -> Document:
    try:
        return reader.show.written(value.get("body") if isinstance(value, dict) else None)
    except ValueError as fault:
        raise InvalidFields({"comment": str(fault)}) from None


def _list(name: str, verb: str, value: Any, present: Any, reader: FieldInput) -> Fields:
    """The list field after adding or removing one value."""
    if name not in LISTS or verb not in {"add", "remove"}:
        raise InvalidFields({name: f"The operation '{verb}' cannot be done on the field '{name}'."})
    [one] = reader.read({name: [value]})[name]  # type: ignore[literal-required]  # one of LISTS
    kept = [each for each in present if each != one]
    return {name: [*kept, one] if verb == "add" else kept}  # type: ignore[misc]  # one of LISTS
