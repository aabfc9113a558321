"""The journal: a file to which every process of a run appends what it makes, before it asks for it."""

import os
from pathlib import Path

from token_conformance.errors import JournalError
from token_conformance.journal.entry import Entry, State


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
        lines = self._lines()
        return [self._entry(number, line) for number, line in enumerate(lines, start=1) if not _tells_nothing(line)]

    def _lines(self) -> list[str]:
        try:
            return self.path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            raise JournalError(f"{self.path}: cannot be read ({reason}); name a journal of a run") from None

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
