"""Cells in a condensed form, in which the whole catalogue fits a file: a line per call, and one per different answer.

A call has its endpoint, product and operation, the text that the URLs of its cells end with, and a key per cell. What a
key names is all else of the cell. It is made from what it names, so that a new answer changes only the lines of its
cells. The stamp that most cells have is there once.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import groupby, takewhile
from typing import Any

from token_conformance.errors import shortened
from token_conformance.model.cell import EVERY_COLUMN, Product
from token_conformance.model.strict_json import members, shown, texts
from token_conformance.results.record import OF_ANSWER, CellResult, Recorded

KEYS = frozenset({"answers", "recorded", "calls"})
"""The keys of the form, beside those of the document that it is a part of."""

_COLUMNS = {f"{credential}-{form}": (credential, form) for credential, form in EVERY_COLUMN}
_OF_CALL = ("endpoint", "product", "operation")
_READERS = {"endpoint": shown, "product": Product, "operation": shown, "url": shown, "cells": texts}

_DIGITS = 12
"""Of a key, in hexadecimal: of 100,000 different answers, two have the same key in one of 50,000 files."""


def condensed(cells: Collection[CellResult]) -> Iterator[str]:
    """The lines of the form, which are members of an object of JSON; cells of a call must follow each other.

    The id of every cell must be made of its endpoint and its column.
    """
    stamps = Counter(cell.recorded for cell in cells)
    usual = max(stamps, key=lambda stamp: (stamps[stamp], str(stamp)), default=None)
    answers: dict[str, str] = {}
    calls = [_call(list(group), usual, answers) for _, group in groupby(cells, key=lambda cell: cell.endpoint)]
    yield '"answers": {'
    yield ",\n".join(f'"{key}": {line}' for key, line in sorted(answers.items()))
    yield '},\n"calls": ['
    yield ",\n".join(calls)
    yield f'],\n"recorded": {_line(usual and vars(usual))}'


def expanded(document: Mapping[str, Any], most: int) -> list[CellResult]:
    """The cells of a document with this form; raises ValueError that says what is wrong with it.

    It also does so for more than `most` cells.
    """
    answers, calls = document["answers"], document["calls"]
    if not (isinstance(answers, dict) and isinstance(calls, list)):
        raise ValueError("its answers are not a table, or its calls are not a list")  # noqa: TRY004  # one kind of error
    read = {key: _answer(key, answer, document["recorded"]) for key, answer in answers.items()}
    cells: list[CellResult] = []
    for number, call in enumerate(calls, start=1):
        cells.extend(_cells(number, call, read))
        if len(cells) > most:
            raise ValueError(f"it has more than {most:,} cells, which is the most that is read")
    return cells


def _answer(key: str, answer: object, recorded: object) -> dict[str, Any]:
    try:
        return members({"recorded": recorded, **answer} if isinstance(answer, dict) else answer, OF_ANSWER)
    except ValueError as error:
        raise ValueError(f"the answer {shortened(key)}: {error}") from None


def _cells(number: int, call: object, answers: Mapping[str, Mapping[str, Any]]) -> Iterator[CellResult]:
    try:
        found = members(call, _READERS)
    except ValueError as error:
        raise ValueError(f"call {number}: {error}") from None
    end, columns = found.pop("url"), found.pop("cells")
    for column, key in columns.items():
        if column not in _COLUMNS or key not in answers:
            raise ValueError(f"call {number}: {shortened(f'{column}: {key}')} is not a column with a known answer")
        credential, form = _COLUMNS[column]
        answer = answers[key]
        url = None if answer["url"] is None else answer["url"] + end
        name = f"{found['endpoint']}/{column}"
        yield CellResult(**{**answer, **found, "url": url, "cell": name, "credential": credential, "url_form": form})


def _call(cells: Sequence[CellResult], usual: Recorded | None, answers: dict[str, str]) -> str:
    """The line of a call, whose answers are added to all others."""
    end = _common_end([cell.url for cell in cells if cell.url is not None])
    keys = {f"{cell.credential}-{cell.url_form}": _key(cell, end, usual, answers) for cell in cells}
    call = {**{name: getattr(cells[0], name) for name in _OF_CALL}, "url": end, "cells": keys}
    return json.dumps(call, ensure_ascii=False)  # the columns stay in their order


def _key(cell: CellResult, end: str, usual: Recorded | None, answers: dict[str, str]) -> str:
    """The key of the answer of a cell, which has neither the end of its URL nor the usual stamp."""
    answer = {name: getattr(cell, name) for name in OF_ANSWER}
    if cell.recorded == usual:
        del answer["recorded"]
    else:
        answer["recorded"] = cell.recorded and vars(cell.recorded)
    if cell.url is not None:
        answer["url"] = cell.url.removesuffix(end)
    line = _line(answer)
    key = sha256(line.encode()).hexdigest()[:_DIGITS]
    answers[key] = line
    return key


def _common_end(urls: Iterable[str]) -> str:
    """The longest text that all URLs end with."""
    backwards = zip(*(reversed(url) for url in urls), strict=False)
    same = takewhile(lambda characters: len(set(characters)) == 1, backwards)
    return "".join(characters[0] for characters in same)[::-1]


def _line(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=date.isoformat)
