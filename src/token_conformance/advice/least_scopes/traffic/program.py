"""Reads the calls that stand in the text of a program: a function whose argument is a URL or a path.

What a program puts together in several places is not seen, so its calls may be more than those that are found.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from token_conformance.advice.least_scopes.traffic.seen import Seen
from token_conformance.calls.passage import LONGEST, passage
from token_conformance.calls.snippet import Snippet, has_path, has_url, is_snippet, read_passage, read_snippet
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
        ".ps1",
    )
)
"""How the names of files of programs end."""

_OF_OTHERS = frozenset(("node_modules", "site-packages", "vendor", "dist", "build", "__pycache__"))
"""Folders of code that somebody else has written, or that is made."""

_COMMENTS = ("#", "//", "*", "/*", "--")
_BEFORE, _MOST = 3, 12
"""The most lines before the URL in which its function is looked for, and the most lines of a call."""


def is_program(lines: Sequence[str]) -> bool:
    """Whether a text has the call of a program in it."""
    return next(_statements(lines), None) is not None or _has_base(lines)


def is_passage(lines: Sequence[str]) -> bool:
    """Whether the method of a call is in another line than its URL, so that the lines are no list of calls."""
    return _has_base(lines) or any(_read(lines, number, statement)[1] for number, statement in _statements(lines))


def _has_base(lines: Iterable[str]) -> bool:
    """Whether a line makes a client for a host, whose calls have paths alone."""
    return any(has_url(line) and not has_path(line) and is_snippet(line) for line in lines)


def read_program(lines: Sequence[str], seen: Seen) -> None:
    """Count each call; one whose method the text does not show is counted as such."""
    for number, statement in _statements(lines):
        found, _ = _read(lines, number, statement)
        if found is None:
            seen.ignored["URLs whose method is not shown"] += 1
            continue
        url = found.url if "://" in found.url or found.url.startswith("/") else f"/{found.url}"
        seen.add(found.method, url)


def programs(folder: Path) -> Iterator[Path]:
    """The files of programs in a folder and in the folders in it, without those of other people's code."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        is_own = path.suffix in PROGRAMS and not any(part in _OF_OTHERS or part.startswith(".") for part in parts)
        if is_own and path.is_file() and not path.is_symlink():
            yield path


def _read(lines: Sequence[str], number: int, statement: str) -> tuple[Snippet | None, bool]:
    """The call of a statement, and whether the lines around it were needed to see its method."""
    with suppress(UserError):
        return read_snippet(statement), False
    with suppress(UserError):
        return read_passage(passage(lines, number)), True
    return None, False


def _statements(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each line that has a URL, with its place and the lines of its call; comments are left out."""
    for number, line in enumerate(lines):
        if len(line) <= LONGEST and not line.lstrip().startswith(_COMMENTS) and has_path(line):
            for begin in range(number, max(-1, number - _BEFORE), -1):
                statement = _whole(islice(lines, begin, begin + _MOST), number - begin)
                if is_snippet(statement):
                    yield number, statement
                    break
            else:
                if is_snippet(passage(lines, number)):
                    yield number, line.strip()


def _whole(lines: Iterable[str], least: int) -> str:
    """Lines up to the one that closes the last bracket, and at least those up to the URL."""
    found: list[str] = []
    for line in lines:
        found.append(line.strip()[:LONGEST])
        text = " ".join(found)
        if len(found) > least and text.count("(") <= text.count(")"):
            break
    return "\n".join(found)
