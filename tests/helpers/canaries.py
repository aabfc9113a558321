"""Texts that a terminal or a CI system obeys, documents with one of them in each field, and the check of output."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

FORGED = "x.zip: adds up"
"""A line that a command could have printed."""

CANARY = "".join(
    (
        "canary\x1b[2J\x1b]0;title\x07\x9b1A\b\x7f",
        f"\r\n::error::canary\n{FORGED}\r::stop-commands::canary",
        "\u2028::error::canary\u2029::error::canary\x85::error::canary",
        "\u202a\u202b\u202c\u202d\u202egnp\u2066\u2067\u2068\u2069\u200b",
        " ##[error]canary ##[stop-commands]canary ##vso[task.complete]canary ##teamcity[buildStop] %0A::error::canary",
        "\x1b[0Ksection_start:1:canary\r\x1b[0K\n\t::add-mask::canary\n",
    )
)
"""Everything at once."""

COMMAND = "::error title=canary::canary"
"""A text that is only a command: it has an effect where a line starts with it."""

LEGACY = "##[stop-commands]canary"
"""A text that is only a command, in the older form, which has an effect at any place."""

_COMMAND = re.compile(r"##[A-Za-z]*\[")
_ANNOTATION = re.compile(r"::(error|warning|notice) (file=[^,:]+,)?(line=\d+,)?title=[^,:]+::.*")


def harmful(shown: str, *, annotates: bool = False) -> list[str]:
    """The lines of an output that command something, or that a stranger made; `annotates` allows our own commands."""
    lines = shown.split("\n")
    return [line for line in lines if _is_harmful(line) and not (annotates and _is_annotation(line))]


def _is_harmful(line: str) -> bool:
    return (
        not line.isprintable()
        or line.lstrip().startswith("::")
        or line.strip().startswith(FORGED)
        or _COMMAND.search(line) is not None
    )


def _is_annotation(line: str) -> bool:
    return line.isprintable() and _ANNOTATION.fullmatch(line) is not None and not _COMMAND.search(line)


def with_canaries(document: Any, canary: str, *, names: bool = True) -> Iterator[Any]:
    """The document for each of its texts with the canary in its place, and for each text and name with it after."""
    for path in _paths(document):
        if path[-1] == NAME and not names:
            continue
        before = _at(document, path)
        for replaced in [before + canary] if path[-1] == NAME else [before + canary, canary]:
            changed = deepcopy(document)
            _put(changed, path, replaced)
            yield changed


Path = tuple[str | int, ...]
"""The place of a value; a last part of `NAME` means the name itself, and not its value."""

NAME = "\0name"


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for name, member in value.items():
            yield (*path, name, NAME)
            yield from _paths(member, (*path, name))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _paths(member, (*path, index))


def _at(document: Any, path: Path) -> str:
    if path[-1] == NAME:
        return str(path[-2])
    for part in path:
        document = document[part]
    return str(document)


def _put(document: Any, path: Path, text: str) -> None:
    *outer, last = path[:-1] if path[-1] == NAME else path
    for part in outer:
        document = document[part]
    if path[-1] == NAME:
        document[text] = document.pop(last)
    else:
        document[last] = text
