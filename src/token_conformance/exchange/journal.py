"""An entry of the journal: one thing that a run makes in a tenant, from before it is made until it is gone."""

import json
import os
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import Self

from token_conformance.errors import JournalError
from token_conformance.model.target import TITLE
from token_conformance.model.text_file import read_text
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


class Journal:
    """A line a change of an entry; the last line of a title holds. Every method raises JournalError.

    Lines are appended by one system call each, so that processes can share the file, and are on the disk when `write`
    returns. A line that was cut short told nothing that has happened since, so it is passed over.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, entry: Entry) -> None:
        """Tell of an entry; only then may its thing be made."""
        try:
            file = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(file, f"{_line_break(file)}{entry.to_json()}\n".encode())
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as error:
            raise JournalError(
                f"{self.path}: cannot be written ({error.strerror}), and nothing is made that it does not tell of"
            ) from None

    def open_entries(self) -> list[Entry]:
        """The things that may exist still, oldest first; none where there is no journal."""
        latest = {entry.title: entry for entry in self._entries()}
        return [entry for entry in latest.values() if entry.state is not State.GONE]

    def leftovers(self) -> str | None:
        """What to do about what an earlier run has left, in one line; None where it has left nothing."""
        try:
            left = len(self.open_entries())
        except JournalError as error:
            return str(error)
        advice = "delete them with: token-conformance cleanup"
        return f"{self.path.name}: {left} things that an earlier run made may still exist; {advice}" if left else None

    def remove_if_done(self) -> None:
        """Remove a journal without an open entry."""
        if not self.open_entries():
            self.path.unlink(missing_ok=True)

    def _entries(self) -> list[Entry]:
        lines = read_text(self.path, "name a journal of a run", JournalError, missing="").splitlines()
        return [self._entry(number, line) for number, line in enumerate(lines, start=1) if not _tells_nothing(line)]

    def _entry(self, number: int, line: str) -> Entry:
        try:
            return Entry.from_json(line)
        except ValueError as error:
            raise JournalError(f"{self.path}: line {number}: {error}; name a journal of a run") from None


def _tells_nothing(line: str) -> bool:
    """Whether a line was cut short, or is a line break too many: another process was writing when its end was read."""
    return not line or (line.startswith("{") and not line.endswith("}"))


def _line_break(file: int) -> str:
    """What must come before a line, so that it does not go on where another one was cut short."""
    size = os.fstat(file).st_size
    return "" if size == 0 or os.pread(file, 1, size - 1) == b"\n" else "\n"
