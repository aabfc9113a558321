"""Reads a list: one call a line, as `can-i-use` takes it. What is wrong is said with the number of its line."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from token_conformance.advice.least_scopes.judged import Judged, judged
from token_conformance.calls.call import read_call, unquoted
from token_conformance.calls.curl_line import is_curl
from token_conformance.calls.program.snippet import is_snippet
from token_conformance.catalogue.answer_credential import ANY_METHOD
from token_conformance.errors import MOST_PROBLEMS, ProblemsError, UserError, first_of
from token_conformance.model.bounds import check

MOST_LINES = 5_000
"""The most calls of a list."""

_SAMPLE = 1_000
_LONGEST = 10_000
"""The most characters of a line; a pasted curl line has its body in it."""

BULLET = re.compile(r"\A(?:[-*+•]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s+)?")
"""The mark of an item of a list, perhaps with a box to tick."""

_SEPARATED = re.compile(rf"({ANY_METHOD})`?\s*[,;|\t]\s*`?(?=\S)", re.IGNORECASE)
_END = re.compile(r"`?(?:\s+HTTP/[\d.]+)?(?:\s+(?:#|//|\|).*)?\s*\Z")
_LIKE_A_CALL = re.compile(
    r"(?:[A-Za-z]{2,8}\s+)?(?:https?://|/\w|\$[\w.{}()]+/|\{\{|rest/|wiki/|[\w-]+(?:\.[\w-]+)+(?::\d+)?/)|curl\s",
    re.IGNORECASE,
)
REMEDY = (
    "give a list with one call a line, such as GET /rest/api/3/myself, a HAR file, an access log, an OpenAPI document,"
    " a .http file, cassettes, a certificate, or a program"
)


def read_list(lines: Sequence[str], name: str, today: dt.date) -> Iterator[Judged]:
    """What scopes do for the call of each line; raises ProblemsError with a line for each that cannot be read.

    `name` is that of the file; it is empty for the calls of a command line.
    """
    calls = list(_calls(lines))
    if name and not any(_is_call(text) for _, text in calls):
        raise UserError(f"{name}: has no call that can be read; {REMEDY}")
    check(len(calls), MOST_LINES, name or "the command line", "calls")
    found: dict[str, Judged] = {}
    problems = list(islice(_problems(calls, name, today, found), MOST_PROBLEMS + 1))
    if problems:
        raise ProblemsError(first_of(problems))
    return (found[text] for _, text in calls)


def _problems(calls: Iterable[tuple[int, str]], name: str, today: dt.date, found: dict[str, Judged]) -> Iterator[str]:
    """What is wrong with each call; a right one is put into `found`, by its text."""
    for number, text in calls:
        if text not in found:
            try:
                found[text] = _judged(text, today)
            except UserError as error:
                yield f"{_place(name, number)}{error}"


def like_a_call(line: str) -> bool:
    """Whether a line begins as a call in a list does."""
    return _LIKE_A_CALL.match(_cleaned(line[:_LONGEST])) is not None


def _is_call(text: str) -> bool:
    return _LIKE_A_CALL.match(text) is not None or is_curl(text) or is_snippet(text)


def is_list(lines: Sequence[str]) -> bool:
    """Whether most of the first lines that are no comment are calls, and not statements of a program with others."""
    calls = [text for _, text in _calls(lines[:_SAMPLE])]
    found = [text for text in calls if _is_call(text)]
    has_others = len(found) < len(calls)
    return len(found) * 2 > len(calls) and not (has_others and all(is_curl(text) or is_snippet(text) for text in found))


def _place(name: str, number: int) -> str:
    return f"{name}, line {number}: " if name else f"call {number}: "


def _judged(text: str, today: dt.date) -> Judged:
    if not _is_call(text):
        raise UserError("is not a call; begin it with a method and a path, such as GET /rest/api/3/myself, or with #")
    return judged(read_call(text), today)


def _calls(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The number and text of each call; the lines of a curl command that is continued are one."""
    begun, parts = 0, list[str]()
    for number, line in enumerate((*lines, ""), 1):
        text = line[:_LONGEST].strip()
        begun = begun if parts else number
        if text.endswith("\\") and (parts or re.match(r"\W*curl\s", text)):
            parts.append(text[:-1])
            continue
        whole = _cleaned(" ".join([*parts, text]))
        parts = []
        is_row = text.startswith("|") and not _LIKE_A_CALL.match(whole)
        if whole and not whole.startswith(("#", "//")) and not is_row:
            yield begun, whole


def _cleaned(text: str) -> str:
    """The call of a line, without the marks of a list or a table, quotes around it, and what follows its URL."""
    text = unquoted(BULLET.sub("", text.strip().strip("| "), count=1))
    if is_curl(text) or is_snippet(text):
        return text
    text = text.strip("`\"',")
    return _END.sub("", _SEPARATED.sub(r"\1 ", text, count=1), count=1)
