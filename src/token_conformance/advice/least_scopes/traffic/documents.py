"""Reads documents of JSON or YAML: HAR files, cassettes, observations, OpenAPI, and collections of clients."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from token_conformance.advice.least_scopes.traffic.collection import (
    is_collection,
    is_export,
    read_collection,
    read_export,
)
from token_conformance.advice.least_scopes.traffic.openapi import is_openapi, read_openapi
from token_conformance.advice.least_scopes.traffic.seen import Seen


def reader_of(document: Any) -> Callable[[Any, Seen], None] | None:
    """What reads a document, recognised by its members; None if it is of no known kind."""
    if isinstance(document, list):
        return _read_requests if any(map(_is_entry, document)) else None
    if not isinstance(document, dict):
        return None
    if is_openapi(document):
        return read_openapi
    if is_collection(document):
        return read_collection
    if is_export(document):
        return read_export
    known = (
        isinstance(document.get("log"), dict),
        isinstance(document.get("entries"), list),
        isinstance(document.get("interactions"), list),
        "scenario" in document and isinstance(document.get("requests"), list),
        _is_entry(document),
    )
    return _read_requests if any(known) else None


def _read_requests(document: Any, seen: Seen) -> None:
    for request in _requests(document):
        method, url, host = (request.get(name) for name in ("method", "url", "host"))
        url = url or request.get("uri") or request.get("path")
        if isinstance(method, str) and isinstance(url, str):
            seen.add(method, url, host if isinstance(host, str) else "")
        else:
            seen.ignored["entries without a request"] += 1


def _requests(document: Any) -> Iterator[Mapping[str, Any]]:
    """The requests of a HAR or a list of its entries, of a cassette, or of an observation."""
    if isinstance(document, dict) and "scenario" in document:
        yield from _objects(document["requests"])
        return
    log = document.get("log", document) if isinstance(document, dict) else document
    rows = log.get("entries", log.get("interactions", [log])) if isinstance(log, dict) else log
    for row in _objects(rows):
        request = row.get("request")
        yield request if isinstance(request, dict) else {}


def _objects(rows: Any) -> Iterable[Mapping[str, Any]]:
    return (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()


def _is_entry(row: Any) -> bool:
    return isinstance(row, dict) and isinstance(row.get("request"), dict)
