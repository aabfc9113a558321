"""A minimal OpenAPI document of the operations that the cells call, with the cells' own values as examples."""

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from beside.cells import ReadCell

_REFUSALS = {
    "400": "The request is not valid.",
    "401": "The authentication is missing or wrong.",
    "403": "The caller lacks the permission.",
    "404": "The thing does not exist, or the caller may not see it.",
}
"""What the published documents say of these operations."""

_LANGUAGE: dict[str, Any] = {
    "in": "header",
    "name": "Accept-Language",
    "schema": {"type": "string"},
    "examples": {"en": {"value": "en"}},
}
"""The parameter of operations that have none, because nothing is sent to an operation without an example."""


def document(cells: Iterable[ReadCell], app: str) -> dict[str, Any]:
    """The document of one app; operations that several endpoints call have an example for each."""
    paths: dict[str, dict[str, Any]] = {}
    for cell in cells:
        if cell.app == app:
            _add(paths, cell)
    return {
        "openapi": "3.0.3",
        "info": {"title": app, "version": "1"},
        "paths": paths,
        "security": [{"basicAuth": []}],
        "components": {"securitySchemes": {"basicAuth": {"type": "http", "scheme": "basic"}}},
    }


def values(cell: ReadCell) -> dict[tuple[str, str], str]:
    """The parameters of a cell's request, by their place (path or query) and name."""
    template = cell.operation.partition(" ")[2]
    asked = urlsplit(cell.path)
    names = re.findall(r"\{(\w+)\}", template)
    pattern = re.sub(r"\\\{\w+\\\}", "([^/]+)", re.escape(template))
    found = re.fullmatch(pattern, asked.path)
    in_path = found.groups() if found else ()
    parameters = {("path", name): unquote(value) for name, value in zip(names, in_path, strict=True)}
    return parameters | {("query", name): value for name, value in parse_qsl(asked.query)}


def _add(paths: dict[str, dict[str, Any]], cell: ReadCell) -> None:
    template = cell.operation.partition(" ")[2]
    operation = paths.setdefault(template, {"get": _operation(cell)})["get"]
    given = values(cell)
    for parameter in operation["parameters"]:
        if value := given.get((parameter["in"], parameter["name"])):
            parameter["examples"][value] = {"value": value}


def _operation(cell: ReadCell) -> dict[str, Any]:
    parameters: list[dict[str, Any]] = [
        {"in": place, "name": name, "required": True, "schema": {"type": "string"}, "examples": {}}
        for place, name in values(cell)
    ] or [_LANGUAGE]
    kind = "array" if isinstance(cell.proof[0], int) else "object"
    content = {"application/json": {"schema": {"type": kind}}}
    answers: dict[str, Any] = {"200": {"description": "The answer.", "content": content}}
    answers |= {status: {"description": text} for status, text in _REFUSALS.items()}
    return {"operationId": cell.endpoint, "parameters": parameters, "responses": answers}


def text(cells: Iterable[ReadCell], app: str) -> str:
    """The document as JSON."""
    return json.dumps(document(cells, app), indent=1)
