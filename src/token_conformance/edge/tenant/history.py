"""What a change of an issue changed, field by field, as its history shows it."""

from collections.abc import Iterator, Mapping
from typing import Any

from token_conformance.edge.tenant.adf import plain_text
from token_conformance.edge.tenant.issue import Estimate, FieldChange, Fields
from token_conformance.edge.tenant.people import User

_TEXTS = {"description", "environment"}
_USERS = {"assignee", "reporter"}
_PARTS = {"components", "versions", "fixVersions"}

Name = tuple[str | None, str | None]
"""A value as the history shows it: its id, if it has one, and its name."""


def field_changes(users: Mapping[str, User], before: Fields, after: Fields) -> tuple[FieldChange, ...]:
    """What differs in the fields that `after` has."""
    return tuple(
        change
        for name, value in after.items()
        if before.get(name) != value
        for change in _changes(users, name, before.get(name), value)
    )


def _changes(users: Mapping[str, User], name: str, old: Any, new: Any) -> Iterator[FieldChange]:
    """The changes of one field; of a list of components or versions, one for each that was removed or added."""
    if isinstance(new, Estimate):
        for part, field in (("original", "timeoriginalestimate"), ("remaining", "timeestimate")):
            yield from _changes(users, field, getattr(old, part), getattr(new, part))
        return
    if name in _PARTS:
        yield from (FieldChange(name, each.id, each.name, None, None) for each in old if each not in new)
        yield from (FieldChange(name, None, None, each.id, each.name) for each in new if each not in old)
    elif old != new:
        yield FieldChange(name, *_shown(users, name, old), *_shown(users, name, new))


def _shown(users: Mapping[str, User], name: str, value: Any) -> Name:
    if value is None or name == "summary":
        return None, value
    if name in _USERS:
        return value, users[value].display_name
    if name in _TEXTS or name == "labels":
        return None, " ".join(value) if name == "labels" else plain_text(value)
    return (str(value), str(value)) if isinstance(value, str | int) else (value.id, value.name)
