"""Finds the lines that are named: endpoints of the results by their id or operation, and all other operations."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from token_conformance.calls.call import ROOTS, Call, read_call
from token_conformance.calls.named import named
from token_conformance.calls.unnamed import listing
from token_conformance.catalogue.known import every_operation
from token_conformance.errors import ReportError, UserError, nearest, shortened
from token_conformance.model.path_tree import path_pattern
from token_conformance.model.url import site_path
from token_conformance.redaction.masking import masked
from token_conformance.report.tables.lines import Line, inferred
from token_conformance.report.tables.words import Word

_ID = re.compile(r"[a-z][\w-]*(?:/[\w-]+){0,2}")
"""The id of an endpoint or of a cell, or a word of one."""


def named_lines(words: Sequence[Word], known: Sequence[Line], today: dt.date) -> list[Line]:
    """The lines that the words name, each once; raises ReportError for a word that names none."""
    lines: dict[tuple[str, str], Line] = {}
    for word in words:
        try:
            for line in _lines(word.text, known, today):
                lines.setdefault((line.name, line.row.endpoint if line.row else ""), line)
        except UserError as error:
            raise word.refused(error) from error
    return list(lines.values())


def _lines(text: str, known: Sequence[Line], today: dt.date) -> list[Line]:
    if not text:
        raise ReportError("the name of an operation is empty; write one such as GET /rest/api/3/myself")
    if found := [line for line in known if line.row and line.row.endpoint == text]:
        return found
    if _ID.fullmatch(text) and not text.startswith(ROOTS):
        raise _no_endpoint(text, known)
    call = read_call(text)
    exact = [] if call.parameters else _called(f"{call.method} {call.path}", known)
    return exact or _of_call(call, known, today)


def _of_call(call: Call, known: Sequence[Line], today: dt.date) -> list[Line]:
    """The recorded or inferred lines of a call; a suite may have operations that nobody publishes."""
    try:
        found = named(call, today)
    except UserError:
        if own := list(_own(call, known)):
            return own
        raise
    return [line for one in found for line in _called(one.name, known) or [inferred(one)]]


def _called(name: str, known: Sequence[Line]) -> list[Line]:
    """The endpoints of an operation: suites can have several, and of those with the same labels the first is shown.

    The call of the whole catalogue is shown where there is no endpoint: an endpoint says more.
    """
    every = [line for line in known if line.name == name]
    found = [line for line in every if not line.is_call] or every
    return list({tuple(map(line.label, line.columns)): line for line in reversed(found)}.values())[::-1]


def _own(call: Call, known: Sequence[Line]) -> Iterator[Line]:
    """The endpoints of the results whose path describes the path of a call."""
    for line in known:
        method, _, path = line.name.partition(" ")
        if method == call.method and path_pattern(path).fullmatch(site_path(call.path)):
            yield line


def _no_endpoint(text: str, known: Sequence[Line]) -> ReportError:
    ids = [line.row.endpoint for line in known if line.row]
    if len(same := [id_ for id_ in ids if id_.partition("/")[2] == text]) > 1:
        return ReportError(f"{text!r} could be {' or '.join(same)}; write one of them")
    remedy = f'did you mean "{same[0]}"?' if same else nearest(text, ids, _otherwise(text))
    return ReportError(f"{shortened(masked(text))!r} is not an endpoint of the results; {remedy}")


def _otherwise(text: str) -> str:
    if "/" in text:
        return "run its suite, or name an operation"
    is_word = any(text.casefold() in name.casefold() for name in every_operation())
    return listing(text if is_word else "")
