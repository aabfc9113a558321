"""The journal: a file with each thing that a run creates in a tenant, from before its creation until its deletion."""

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
from token_conformance.exchange.ids import id_or_key, number_id
from token_conformance.model.target import TITLE
from token_conformance.model.text_file import read_text
from token_conformance.results.fields import optional, parse, text

_PROCESS = token_hex(4)
"""The first half of the last word of every title of this process, so that its things can be found together."""

_UNIQUE = re.compile(re.escape(TITLE) + " [0-9a-f]{16}")


class Thing(StrEnum):
    """The kinds of things that a run creates; requests of Jira Service Management and ideas are issues too."""

    ISSUE = "issue"
    PAGE = "page"


class State(StrEnum):
    """The states of a thing. `making`: its request is about to be sent, so from now on it may exist."""

    MAKING = "making"
    MADE = "made"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing with its unique title; `at` is the time of its first entry.

    `id` is the number of the thing in its product, which is never used again, even after a deletion; `key` is its name
    for people (`SOFT-12`). Both are None until the answer to its creation has arrived. `later_title` is the title that
    the run was about to give it last, if any, and `seal` proves that a run wrote it (see `look`).
    """

    thing: Thing
    title: str
    site: str
    at: datetime
    state: State = State.MAKING
    id: str | None = None
    key: str | None = None
    later_title: str | None = None
    seal: str | None = None

    @classmethod
    def new(cls, thing: Thing, title: str, site: str) -> Self:
        """The entry of a thing that is about to be created."""
        return cls(thing=thing, title=title, site=site, at=datetime.now(UTC))

    def created(self, id_: str, key: str) -> Self:
        """The entry after the answer with the thing's id and key."""
        return replace(self, state=State.MADE, id=id_, key=key)

    def renamed(self, title: str, seal: str) -> Self:
        """The entry before a request that gives the thing another title."""
        return replace(self, later_title=title, seal=seal)

    def closed(self) -> Self:
        """The entry after the thing was deleted, or if it was not created."""
        return replace(self, state=State.GONE)

    def to_json(self) -> str:
        """The entry as one line of JSON."""
        return json.dumps({"kind": "journal", **vars(self)}, sort_keys=True, default=datetime.isoformat)

    @classmethod
    def from_json(cls, line: str) -> Self:
        """Parse a line; raises ValueError that says what is wrong with it."""
        return cls(**parse(line, "journal", _READERS if '"later_title"' in line else _READERS_OF_0_1_0))

    def __str__(self) -> str:
        return f"{self.thing} {self.key or 'without a known key'}, titled '{self.title}'"


def unique_title() -> str:
    """A title that nothing else in any tenant has; its last word alone is unique."""
    return f"{TITLE} {_PROCESS}{token_hex(4)}"


def _title(value: object) -> str:
    if not _UNIQUE.fullmatch(text(value)):
        raise ValueError(f"{value!r} is not a title of the suite")
    return text(value)


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(text(value))
    if moment.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone")
    return moment


_READERS_OF_0_1_0 = {
    "thing": Thing,
    "title": _title,
    "site": text,
    "at": _moment,
    "state": State,
    "id": optional(number_id),
    "key": optional(id_or_key),
}
_READERS = _READERS_OF_0_1_0 | {"later_title": optional(text), "seal": optional(text)}


class Journal:
    """A file with one line per change of an entry; the last line of a title is valid. Every method raises JournalError.

    Each line is appended with one system call, so that processes can share the file, and is on the disk when `write`
    returns. An incomplete line is skipped: nothing was created or deleted after it, because `write` did not return.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, entry: Entry) -> None:
        """Append an entry. A thing must not be created before its entry is written."""
        try:
            file = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(file, f"{_line_break(file)}{entry.to_json()}\n".encode())
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as error:
            raise JournalError(
                f"{self.path}: cannot be written ({error.strerror}), so nothing is created; make it writable"
            ) from None

    def open_entries(self) -> list[Entry]:
        """The things that may still exist, oldest first; an empty list if the file does not exist."""
        latest = {entry.title: entry for entry in self._entries()}
        return [entry for entry in latest.values() if entry.state is not State.GONE]

    def leftovers(self) -> str | None:
        """One line that says how to delete what an earlier run left, or why the journal cannot be read; else None."""
        try:
            left = len(self.open_entries())
        except JournalError as error:
            return str(error)
        if not left:
            return None
        advice = "delete them with: token-conformance cleanup"
        return f"{self.path.name}: {left} things that an earlier run created may still exist; {advice}"

    def remove_if_done(self) -> None:
        """Remove the file if it has no open entry."""
        if not self.open_entries():
            self.path.unlink(missing_ok=True)

    def _entries(self) -> list[Entry]:
        lines = read_text(self.path, "name a journal of a run", JournalError, missing="").splitlines()
        return [self._entry(number, line) for number, line in enumerate(lines, start=1) if not _is_incomplete(line)]

    def _entry(self, number: int, line: str) -> Entry:
        try:
            return Entry.from_json(line)
        except ValueError as error:
            raise JournalError(f"{self.path}: line {number}: {error}; name a journal of a run") from None


def _is_incomplete(line: str) -> bool:
    """Whether a line is incomplete, or empty because another process was writing when `_line_break` was called."""
    return not line or (line.startswith("{") and not line.endswith("}"))


def _line_break(file: int) -> str:
    """The line break that a line needs before it if the last line of the file is incomplete, else nothing."""
    size = os.fstat(file).st_size
    return "" if size == 0 or os.pread(file, 1, size - 1) == b"\n" else "\n"
