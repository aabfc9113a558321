"""Reads the operations of an OpenAPI document, such as a part of Atlassian's own, with the paths of its servers."""

from collections.abc import Iterator, Mapping
from typing import Any

from token_conformance.advice.least_scopes.traffic.seen import Seen
from token_conformance.catalogue.answer_credential import METHODS


def is_openapi(document: Mapping[str, Any]) -> bool:
    """Whether it is an OpenAPI or Swagger document."""
    return ("openapi" in document or "swagger" in document) and isinstance(document.get("paths"), dict)


def read_openapi(document: Any, seen: Seen) -> None:
    """Count each operation once, below the first server that is said for it."""
    for path, item in document["paths"].items():
        for method, operation in item.items() if isinstance(item, dict) else ():
            if isinstance(path, str) and isinstance(method, str) and method.upper() in METHODS:
                seen.add(method, _base((operation, item, document)) + path)


def _base(places: tuple[Any, ...]) -> str:
    """The URL of the first server of the operation, its path or the document, without the slash at its end.

    A server may be said without a scheme, as in Atlassian's document of Confluence v1.
    """
    for place in places:
        for url in _servers(place):
            return f"https:{url}".rstrip("/") if url.startswith("//") else url.rstrip("/")
    return ""


def _servers(place: Any) -> Iterator[str]:
    if not isinstance(place, dict):
        return
    servers = place.get("servers")
    for server in servers if isinstance(servers, list) else ():
        if isinstance(server, dict) and isinstance(server.get("url"), str):
            yield server["url"]
    host, base = place.get("host"), place.get("basePath", "")
    if isinstance(host, str) and isinstance(base, str):  # Swagger 2
        yield f"https://{host}{base}"
    elif isinstance(base, str) and base:
        yield base
