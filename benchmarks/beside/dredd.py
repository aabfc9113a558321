"""dredd: an OpenAPI document of each app with a path for each endpoint, once for each token and URL form."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from beside.cells import ReadCell, columns
from beside.peer import OUTPUT, Peer, Place, Seen, Words, seen
from beside.postman import APPS

_CONTENT_TYPES = {"jira": "application/json;charset=UTF-8", "confluence": "application/json"}
"""The header is compared as a text, so a document must have exactly what each app answers."""

_LINE = re.compile(r"^(pass|fail): GET \(200\) (\S+) ", re.MULTILINE)
_COLOUR = re.compile(r"\x1b\[\d+m")
_END = "complete: Tests took"
"""What a run prints last."""

_CELLS = "runs.json"


def document(cells: Iterable[ReadCell], app: str) -> dict[str, Any]:
    """The document of one app; it has one answer for each call, because one is compared."""
    paths = {urlsplit(cell.path).path: {"get": _operation(cell)} for cell in cells if cell.app == app}
    return {"openapi": "3.0.3", "info": {"title": app, "version": "1"}, "paths": paths}


def read_output(output: str, runs: Sequence[dict[str, str]]) -> Seen:
    """What it prints of each cell; a run is the ids of its cells by their paths."""
    parts = _COLOUR.sub("", output).split(_END)
    return seen(line for part, run in zip(parts, runs, strict=False) for line in _said(part, run))


def normal(url: str) -> str:
    """A path with its query, in the one form in which two equal requests are equal."""
    asked = urlsplit(url)
    return json.dumps([asked.path, sorted(parse_qsl(asked.query))])


def _said(part: str, run: dict[str, str]) -> Iterator[tuple[str, bool]]:
    return ((run[normal(url)], word == "pass") for word, url in _LINE.findall(part))


def _operation(cell: ReadCell) -> dict[str, Any]:
    parameters = [
        {"in": "query", "name": name, "required": True, "schema": {"type": "string"}, "example": value}
        for name, value in parse_qsl(urlsplit(cell.path).query)
    ]
    schema = {"type": "array" if isinstance(cell.proof[0], int) else "object"}
    answer = {"description": "The answer.", "content": {_CONTENT_TYPES[cell.app]: {"schema": schema}}}
    return {"parameters": parameters, "responses": {"200": answer}}


def _runs(cells: Sequence[ReadCell]) -> Iterator[tuple[str, str]]:
    return ((app, column) for column in columns(cells) for app in APPS)


def _write(cells: Sequence[ReadCell], place: Place) -> None:
    for app in APPS:
        (place.folder / f"{app}.json").write_text(json.dumps(document(cells, app)), encoding="utf-8")
    runs = [
        {"app": app, "column": column}
        | {"cells": {normal(cell.path): cell.id for cell in cells if (cell.app, cell.column) == (app, column)}}
        for app, column in _runs(cells)
    ]
    (place.folder / _CELLS).write_text(json.dumps(runs), encoding="utf-8")


def _written(place: Place) -> list[dict[str, Any]]:
    return list(json.loads((place.folder / _CELLS).read_text(encoding="utf-8")))


def _commands(place: Place) -> list[list[str]]:
    access, found = place.access, []
    for run in _written(place):
        app, (token, _, form) = run["app"], run["column"].partition("-")
        user = ["--user", f"{access.email}:{access.token(app, token)}"]
        found.append([str(place.programs / "dredd"), f"{app}.json", access.base(app, form), *user])
    return found


def _read(place: Place) -> Seen:
    output = (place.folder / OUTPUT).read_text(encoding="utf-8")
    return read_output(output, [run["cells"] for run in _written(place)])


DREDD = Peer(
    "dredd",
    ("dredd@14.1.0",),
    "npm",
    Words("a run for each, with its base URL", "the one answer in the document, so a refusal is a failure", "a hook"),
    _write,
    _commands,
    _read,
    loader=True,
)
