"""Finds the `curl` commands of a shell script, of the steps of a CI, and of other texts that have commands in them."""

import re
import shlex
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice

from token_conformance.calls.call import Call, read_call
from token_conformance.calls.program.passage import LONGEST
from token_conformance.errors import UserError

_COMMAND = re.compile(
    r"(?P<before>^|[|&;!]|[(=]`|[(\"']|\b(?:then|do|else|if|while|time|sudo|sh|run:|script:)\s|^\s*-\s)\s*(?P<curl>curl(?:\.exe)?\s)"
)
"""A command, where a shell can have one, also in a text that a program gives to a shell."""

_COMMENT = re.compile(r"\s*(?:#|//|/?\*|::|REM\b|<!--)")
_QUOTES = ("'", '"', "`")
_PATH = re.compile(r"/(?:rest|wiki|ex|jsm|gateway|graphql)\b")
_CONTINUES = re.compile(r"[\\^`]\s*\Z")
_MOST = 20
"""The most lines of a command: its body can be one of them."""


def has_command(line: str) -> bool:
    """Whether a line has such a command in it, outside of a comment."""
    return len(line) <= LONGEST and not _COMMENT.match(line) and _COMMAND.search(line) is not None


def curl_commands(lines: Sequence[str], *, is_program: bool = False) -> Iterator[Call | None]:
    """The call of each command; None for one with a path of an API that cannot be read.

    In a program, a command is a text in quotes; another one is an example of its documentation.
    """
    for number, line in enumerate(lines):
        if "curl" not in line or not has_command(line):
            continue
        for found in _COMMAND.finditer(line):
            quote = found["before"][-1:] if found["before"].endswith(_QUOTES) else ""
            inside = line[found.start("curl") :].partition(quote or "\n")[0]
            after = list(islice(lines, number + 1, number + _MOST))
            if (quote or not is_program) and any(map(_PATH.search, (inside, *after))):
                yield from _read([inside, *after])


def _read(lines: Sequence[str]) -> Iterator[Call | None]:
    """The call of a command, from the fewest lines that close its quotes and have its URL."""
    text = ""
    for line in lines:
        text += f"{line[:LONGEST]}\n"
        if not _CONTINUES.search(line):
            with suppress(UserError):
                yield read_call(_inner(text))
                return
            if not _is_open(text):
                break
    yield from [None] if _PATH.search(lines[0]) else []


def _is_open(text: str) -> bool:
    """Whether a quote of a command is not closed."""
    try:
        shlex.split(text)
    except ValueError:
        return True
    return False


def _inner(text: str) -> str:
    """A command without what follows the bracket that it is substituted by."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return text[:place]
    return text
