"""Reads the calls that stand in the text of a program: a function whose argument is a URL or a path.

What a program puts together in several places is not seen, so its calls may be more than those that are found.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from token_conformance.advice.least_scopes.traffic.seen import Seen
from token_conformance.advice.least_scopes.traffic.shell import curl_commands, has_command
from token_conformance.calls.call import Call
from token_conformance.calls.program.constants import with_constants
from token_conformance.calls.program.passage import LONGEST, passage
from token_conformance.calls.program.served import servers_of
from token_conformance.calls.program.set_later import is_set_later
from token_conformance.calls.program.snippet import (
    Snippet,
    has_path,
    has_url,
    is_snippet,
    only_serves,
    read_passage,
    read_snippet,
)
from token_conformance.errors import UserError

PROGRAMS = frozenset(
    (
        ".py",
        ".js",
        ".mjs",
        ".cjs",
        ".jsx",
        ".ts",
        ".tsx",
        ".go",
        ".java",
        ".kt",
        ".groovy",
        ".rb",
        ".php",
        ".cs",
        ".swift",
        ".dart",
        ".rs",
        ".ex",
        ".exs",
        ".pl",
        ".r",
        ".R",
        ".gs",
        ".sh",
        ".bash",
        ".ps1",
    )
)
"""How the names of files of programs end."""

_OF_OTHERS = frozenset(("node_modules", "site-packages", "vendor", "dist", "build", "__pycache__"))
"""Folders of code that somebody else has written, or that is made."""

NOT_SHOWN, SERVED = "URLs whose method is not shown", "routes of servers and mocks"
"""What is counted beside the calls."""

_COMMENTS = ("#", "//", "*", "/*", "--")
_BEFORE, _MOST = 3, 12
"""The most lines before the URL in which its function is looked for, and the most lines of a call."""


@dataclass(frozen=True)
class Program:
    """The lines of a text that may be a program; each statement with a URL is looked for once."""

    lines: Sequence[str]

    @property
    def has_calls(self) -> bool:
        """Whether the text has the call of a program in it."""
        return bool(self._statements) or self._has_base or bool(self._commands)

    @property
    def is_passage(self) -> bool:
        """Whether the method of a call is in another line than its URL, or a URL is served, as in no list of calls."""
        return self._has_base or any(is_wide or found == SERVED for found, is_wide in self._calls)

    def count(self, seen: Seen) -> None:
        """Count each call, and each URL that is not one: its method is not shown, or the program itself serves it."""
        for found, _ in self._calls:
            if isinstance(found, str):
                seen.ignored[found] += 1
            else:
                url = found.url if "://" in found.url or found.url.startswith("/") else f"/{found.url}"
                seen.add(found.method, url)
        for command in self._commands:
            if command:
                seen.add(command.method, f"{command.url}?{command.query}")
            else:
                seen.ignored[NOT_SHOWN] += 1

    @cached_property
    def _commands(self) -> Sequence[Call | None]:
        return tuple(curl_commands(self._whole, is_program=bool(self._statements)))

    @cached_property
    def _whole(self) -> Sequence[str]:
        """The lines with the values of their constants."""
        return with_constants(self.lines)

    @cached_property
    def _statements(self) -> Sequence[tuple[int, str]]:
        return tuple(_statements(self._whole))

    @cached_property
    def _calls(self) -> Sequence[tuple[Snippet | str, bool]]:
        servers = servers_of("\n".join(line[:LONGEST] for line in self.lines)) if self._statements else frozenset()
        return [_read(self._whole, number, statement, servers) for number, statement in self._statements]

    @cached_property
    def _has_base(self) -> bool:
        """Whether a line makes a client for a host, whose calls have paths alone."""
        return any(has_url(line) and not has_path(line) and is_snippet(line) for line in self.lines)


def programs(folder: Path) -> Iterator[Path]:
    """The files of programs in a folder and in the folders in it, without those of other people's code."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        is_own = path.suffix in PROGRAMS and not any(part in _OF_OTHERS or part.startswith(".") for part in parts)
        if is_own and path.is_file() and not path.is_symlink():
            yield path


def _read(lines: Sequence[str], number: int, statement: str, servers: frozenset[str]) -> tuple[Snippet | str, bool]:
    """The call of a statement, or what it is instead, and whether the lines around it were needed to see that."""
    around = passage(lines, number)
    if only_serves(statement, servers) or only_serves(around, servers):
        return SERVED, False
    if not is_set_later(statement, around):
        with suppress(UserError):
            return read_snippet(statement, servers), False
    with suppress(UserError):
        return read_passage(around, servers), True
    return NOT_SHOWN, False


def _statements(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each line that has a URL, with its place and the lines of its call; comments are left out."""
    for number, line in enumerate(lines):
        if has_path(line) and _is_of_program(line):
            for begin in range(number, max(-1, number - _BEFORE), -1):
                statement = _whole(islice(lines, begin, begin + _MOST), number - begin)
                if is_snippet(statement):
                    yield number, statement
                    break
            else:
                if is_snippet(passage(lines, number)):
                    yield number, line.strip()


def _is_of_program(line: str) -> bool:
    """Whether a line is neither too long nor a comment nor a command of a shell."""
    return len(line) <= LONGEST and not line.lstrip().startswith(_COMMENTS) and not has_command(line)


def _whole(lines: Iterable[str], least: int) -> str:
    """Lines up to the one that closes the last bracket, and at least those up to the URL."""
    found: list[str] = []
    for line in lines:
        found.append(line.strip()[:LONGEST])
        text = " ".join(found)
        if len(found) > least and text.count("(") <= text.count(")"):
            break
    return "\n".join(found)
