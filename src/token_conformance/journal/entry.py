"""An entry of the journal: one thing that a run makes in a tenant, from before it is made until it is gone."""

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from secrets import token_hex
from typing import Self

from token_conformance.placeholder_names import TITLE
from token_conformance.results.fields import optional, parse, text


class Thing(StrEnum):
    """What is made; a request of Jira Service Management and an idea are issues too."""

    ISSUE = "issue"
    PAGE = "page"


class State(StrEnum):
    """How far it came: `making` says that it may exist, for its request was about to be sent."""

    MAKING = "making"
    MADE = "made"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing, by the title that nothing else has; `at` is when it was first told.

    `id` is the number that its product gives to no other thing, also after a deletion; `key` is what people call it
    (`SOFT-12`). Both are None while the answer that tells them has not come.
    """

    thing: Thing
    title: str
    site: str
    at: datetime
    state: State = State.MAKING
    id: str | None = None
    key: str | None = None

    @classmethod
    def making(cls, thing: Thing, title: str, site: str) -> Self:
        """The entry of a thing that is about to be made."""
        return cls(thing=thing, title=title, site=site, at=datetime.now(UTC))

    def made(self, id_: str, key: str) -> Self:
        """The entry once the answer has told the thing's id and key."""
        return replace(self, state=State.MADE, id=id_, key=key)

    def gone(self) -> Self:
        """The entry once the thing is deleted, or was never made."""
        return replace(self, state=State.GONE)

    def to_json(self) -> str:
        """The entry as one line of JSON."""
        return json.dumps({"kind": "journal", **vars(self)}, sort_keys=True, default=datetime.isoformat)

    @classmethod
    def from_json(cls, line: str) -> Self:
        """Read a line; raises ValueError that says what is wrong with it."""
        return cls(**parse(line, "journal", _READERS))

    def __str__(self) -> str:
        return f"{self.thing} {self.key or 'without a known key'}, titled '{self.title}'"


def unique_title() -> str:
    """A title that nothing else in any tenant has, told by its last word alone."""
    return f"{TITLE} {_RUN}{token_hex(4)}"


def _title(value: object) -> str:
    if not _UNIQUE.fullmatch(text(value)):
        raise ValueError(f"{value!r} is no title that the suite gives")
    return text(value)


_RUN = token_hex(4)
"""The same for all that one process makes, so that it is found together."""

_UNIQUE = re.compile(re.escape(TITLE) + " [0-9a-f]{16}")

_READERS = {
    "thing": Thing,
    "title": _title,
    "site": text,
    "at": lambda value: datetime.fromisoformat(text(value)),
    "state": State,
    "id": optional(text),
    "key": optional(text),
}
