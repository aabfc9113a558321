"""The body of an edit or a transition: new values (`fields`) and operations on present ones (`update`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from token_conformance.edge.products.answers import InvalidFields
from token_conformance.edge.products.jira.field_input import FieldInput
from token_conformance.edge.state.adf import Document
from token_conformance.edge.state.issue import Fields, Issue
from token_conformance.edge.state.jira import Jira

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
