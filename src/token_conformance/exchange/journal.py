"""The journal: a file with each thing that a run creates in a tenant, from before its creation until its deletion."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from threading import Lock
from typing import Self

from token_conformance.errors import JournalError
from token_conformance.exchange.ids import id_or_key, number_id
from token_conformance.exchange.journal_file import append_line, first_line, unchanged
from token_conformance.model.strict_json import optional, parse_record, text
from token_conformance.model.target import TITLE
from token_conformance.model.text_file import read_text, reason_of

_PROCESS = token_hex(4)
"""The first half of the last word of every title of this process, so that its things can be found together."""

_UNIQUE = re.compile(re.escape(TITLE) + " [0-9a-f]{16}")
_SITE = re.compile(r'"site": "([a-z0-9-]+)"')


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
        return cls(**parse_record(line, "journal", _READERS if '"later_title"' in line else _READERS_OF_0_1_0))

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

    Each line is on the disk as a whole when `write` returns, and processes can share the file. A line that is cut short
    counts as a thing that may exist: it can be the rest of any entry. What this process wrote is also kept in memory,
    so that its things are deleted even if the file disappears.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()  # a clean-up writes from several threads
        self._first_line = b""
        self._own: dict[str, Entry] = {}
        self._unwritten: dict[str, Entry] = {}

    def write(self, entry: Entry) -> None:
        """Append an entry. A thing must not be created before its entry is written.

        If the file was removed in the meantime, the new one gets the other open entries of this process too.
        """
        with self._lock:
            lost = self._open(self._own) if self._is_another_file() else []
            try:
                append_line(self.path, "\n".join(line.to_json() for line in (*lost, entry)))
            except OSError as error:
                self._keep_unwritten(entry, error)
            else:
                self._first_line = first_line(self.path)
                for written in (*lost, entry):
                    self._unwritten.pop(written.title, None)
            self._own[entry.title] = entry

    def open_entries(self) -> list[Entry]:
        """The things that may still exist, oldest first; an empty list if the file does not exist."""
        return self._open(self._latest())

    def cut_lines(self) -> list[str]:
        """A line for each line of the file that is cut short, which says what to look for in the tenant."""
        return [f"{self.path}: line {number} {_advice(line)}" for number, line in self._lines() if _is_cut(line)]

    def leftovers(self) -> str | None:
        """One line that says how to delete what an earlier run left, or why the journal cannot be read; else None."""
        try:
            left = len(self.open_entries()) + len(self.cut_lines())
        except JournalError as error:
            return str(error)
        if not left:
            return None
        advice = "delete them with: token-conformance cleanup"
        return f"{self.path.name}: {left} things that an earlier run created may still exist; {advice}"

    def remove_if_done(self) -> None:
        """Remove the file if it has no open entry, and no line that is cut short."""
        try:
            with suppress(FileNotFoundError, NotADirectoryError), unchanged(self.path):
                if not self.open_entries() and not self.cut_lines():
                    self.path.unlink()
                    self._own.clear()
                    self._unwritten.clear()
        except OSError as error:
            reason = reason_of(error)
            raise JournalError(
                f"{self.path}: cannot be removed ({reason}); what it lists was deleted, so remove it"
            ) from None

    def _latest(self) -> dict[str, Entry]:
        """The last entry of each title, also of those of this process that the file has lost."""
        is_another = self._is_another_file()
        try:
            listed = {entry.title: entry for entry in self._entries()}
        except JournalError:
            if not is_another:
                raise
            listed = {}
        return listed | (self._own if is_another else self._unwritten)

    def _is_another_file(self) -> bool:
        """Whether the file that this process has written to was removed, emptied or replaced, be it during a write."""
        return bool(self._own) and (not self._first_line or self._first_line != first_line(self.path))

    @staticmethod
    def _open(entries: Mapping[str, Entry]) -> list[Entry]:
        return [entry for entry in entries.values() if entry.state is not State.GONE]

    def _entries(self) -> list[Entry]:
        return [self._entry(number, line) for number, line in self._lines() if line and not _is_cut(line)]

    def _lines(self) -> list[tuple[int, str]]:
        """The lines with their numbers."""
        text = read_text(self.path, "name a journal of a run", JournalError, missing="", may_be_empty=True)
        return list(enumerate(text.splitlines(), start=1))

    def _entry(self, number: int, line: str) -> Entry:
        try:
            return Entry.from_json(line)
        except ValueError as error:
            raise JournalError(f"{self.path}: line {number}: {error}; name a journal of a run") from None

    def _keep_unwritten(self, entry: Entry, error: OSError) -> None:
        """Keep an entry that the file does not have; raises JournalError if a person has to know.

        A thing that the file lists although it is gone does no harm: a clean-up does not find it.
        """
        problem = f"{self.path}: cannot be written ({reason_of(error)})"
        if entry.state is State.MAKING:
            raise JournalError(f"{problem}, so nothing is created; make it writable") from None
        self._own[entry.title] = self._unwritten[entry.title] = entry
        if entry.state is State.MADE:
            what = f"so it does not have the id of the {entry}, which was created"
            raise JournalError(f"{problem}, {what}; if it is left, delete it with: token-conformance cleanup") from None


def _is_cut(line: str) -> bool:
    """Whether only a part of a line was written; a file system can fill the rest with zeros after a power failure."""
    return "\0" in line or (line.startswith("{") and not line.endswith("}"))


def _advice(line: str) -> str:
    """What a person has to look for because of a line that is cut short, from what can be read of it."""
    title = _UNIQUE.search(line)
    site = _SITE.search(line)
    where = f"at the site {site[1]} " if site else ""
    what = f"'{title[0]}'" if title else f"'{TITLE} ...'"
    return (
        f"is cut short, so something that it does not name may exist; look {where}for issues and pages titled {what},"
        " delete them, and then remove the line"
    )
