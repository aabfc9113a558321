"""Reads a collection of Postman or an export of Insomnia: requests, whose URLs mostly begin with a variable."""

import re
from collections.abc import Iterator
from typing import Any

from token_conformance.advice.least_scopes.traffic.seen import Seen

_VARIABLE = re.compile(r"\A\{\{[^{}]*\}\}(?=/)")
_DEEPEST = 30


def is_collection(document: Any) -> bool:
    """Whether a document is a collection, by its members."""
    return (
        isinstance(document, dict) and isinstance(document.get("info"), dict) and isinstance(document.get("item"), list)
    )


def read_collection(document: Any, seen: Seen) -> None:
    """Count each request; one without a URL is counted as such."""
    for request in _requests(document["item"], _DEEPEST):
        url = request.get("url") if isinstance(request, dict) else request
        url = url.get("raw") if isinstance(url, dict) else url
        method = request.get("method", "GET") if isinstance(request, dict) else "GET"
        if isinstance(method, str) and isinstance(url, str):
            seen.add(method, without_variable(url))
        else:
            seen.ignored["entries without a request"] += 1


def is_export(document: Any) -> bool:
    """Whether a document is an export of Insomnia, by its members."""
    return (
        isinstance(document, dict) and document.get("_type") == "export" and isinstance(document.get("resources"), list)
    )


def read_export(document: Any, seen: Seen) -> None:
    """Count each request; one without a URL is counted as such."""
    for one in document["resources"]:
        if isinstance(one, dict) and one.get("_type") == "request":
            method, url = one.get("method"), one.get("url")
            if isinstance(method, str) and isinstance(url, str) and url:
                seen.add(method, without_variable(url))
            else:
                seen.ignored["entries without a request"] += 1


def without_variable(url: str) -> str:
    """A URL without the variable that it begins with."""
    return _VARIABLE.sub("", url)


def _requests(items: Any, depth: int) -> Iterator[Any]:
    for item in items if isinstance(items, list) and depth else ():
        if isinstance(item, dict):
            if "request" in item:
                yield item["request"]
            yield from _requests(item.get("item"), depth - 1)
