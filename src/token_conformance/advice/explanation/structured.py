"""Turns what programs write about exchanges into the text of a trace: HAR files, cassettes, and answers of a client.

All other parts read that text, so that there is one reader.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from token_conformance.errors import UserError
from token_conformance.model.bounds import is_nested_within
from token_conformance.model.strict_json import DEEPEST

_LONGEST = 2_000
"""The most characters of a value that are read: a body says what went wrong at its beginning."""
_MOST_HEADERS, _MOST_VALUES = 100, 20
"""The most headers of a request or an answer, and the most values of one, that are read."""

_MOST = 10
"""The most calls of a file that are read: the first ones that failed."""
_ATLASSIAN = re.compile(
    r"atlassian\.(?:net|com)$|bitbucket\.org$|jira\.com$|(?:trello|opsgenie)\.com$|statuspage\.io$|^HOST$|^$"
)
_WORKED = re.compile(r"[123]\d\d")
_PATHS = re.compile(r"/(?:rest|wiki|ex|2\.0)/")


def as_trace(text: str) -> str:
    """The text of a trace for a HAR or a cassette; every other text stays as it is.

    Raises UserError, in one line, if a HAR or cassette has no call to Atlassian.
    """
    start = text.lstrip()[:1]
    if start in {"{", "["} and '"request"' in text and '"response"' in text:
        return _of_json(text)
    if "interactions:" in text and re.search(r"(?m)^\s*-?\s*request:", text):
        return _of_cassette(text)
    return text


def of_response(response: Any) -> str:
    """The text of a trace for an answer of httpx or requests, or of a client with the same attributes.

    It has `status_code`, `headers`, `text`, and `request` with `method`, `url` and `headers`.
    """
    request = response.request
    asked = {"method": request.method, "url": str(request.url), "headers": dict(request.headers)}
    return _trace(asked, _plain(response.status_code), dict(response.headers), _plain(response.text))


def _of_json(text: str) -> str:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return text
    if not is_nested_within(document, DEEPEST):
        return text
    if entries := list(_entries(document)):
        return _join(entries, _har_trace)
    return _of_document(document, text)


def _entries(document: Any) -> Iterator[Mapping[str, Any]]:
    """The entries of a HAR, of a list of entries, or one entry alone."""
    log = document.get("log", document) if isinstance(document, dict) else document
    rows = log.get("entries", [log]) if isinstance(log, dict) else log
    for row in rows if isinstance(rows, list) else ():
        if _is_whole(row):
            yield row


def _har_trace(entry: Mapping[str, Any]) -> str:
    response = entry["response"]
    content = response.get("content")
    body = content.get("text") if isinstance(content, dict) else ""
    error = _plain(response.get("_error") or entry.get("_error"))
    trace = _trace(entry["request"], _status(entry), _har_headers(response.get("headers")), _plain(body))
    return f"{trace}\n{error}" if error else trace


def _har_headers(rows: Any) -> dict[str, str]:
    pairs = rows if isinstance(rows, list) else []
    return {_plain(row.get("name")): _plain(row.get("value")) for row in pairs[:_MOST_HEADERS] if isinstance(row, dict)}


def _of_cassette(text: str) -> str:
    from vcr.serializers import yamlserializer  # noqa: PLC0415  # only a cassette needs it, and it takes long to import

    try:
        document = yamlserializer.deserialize(text)
    except Exception:  # noqa: BLE001  # what is no YAML is read as words
        return text
    return _of_document(document, text)


def _of_document(document: Any, text: str) -> str:
    """The traces of the interactions of a cassette."""
    rows = document.get("interactions") if isinstance(document, dict) else None
    whole = [row for row in (rows if isinstance(rows, list) else []) if _is_whole(row)]
    return _join(whole, _cassette_trace) if whole else text


def _is_whole(row: Any) -> bool:
    """Whether it has a request and a response."""
    return isinstance(row, dict) and isinstance(row.get("request"), dict) and isinstance(row.get("response"), dict)


def _cassette_trace(row: Mapping[str, Any]) -> str:
    response = row["response"]
    body = response.get("body")
    content = body.get("string") if isinstance(body, dict) else response.get("content")
    return _trace(row["request"], _status(row), response.get("headers"), _plain(content))


def _status(row: Mapping[str, Any]) -> str:
    """The status of the answer, which the kinds of files have in three places; empty if there was no answer."""
    response = row["response"]
    status = response.get("status")
    return _plain((status.get("code") if isinstance(status, dict) else status or response.get("status_code")) or None)


def _url(request: Mapping[str, Any]) -> str:
    """The URL of a request, which a HAR and a cassette name differently."""
    return _plain(request.get("url") or request.get("uri"))


def _join(rows: Iterable[Mapping[str, Any]], trace: Callable[[Mapping[str, Any]], str]) -> str:
    """The traces of the first calls to Atlassian that failed, or of the last ones if none did."""
    known = [row for row in rows if _is_atlassian(_url(row["request"]))]
    if not known:
        raise UserError(
            "the paste holds calls to other services only, and none to Atlassian; paste the entry of the failing call"
        )
    bad = [row for row in known if not _WORKED.match(_status(row))]
    return "\n".join(map(trace, bad[:_MOST] or known[-_MOST:]))


def _is_atlassian(url: str) -> bool:
    try:
        parts = urlsplit(url if "://" in url else f"//{url}")
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(_ATLASSIAN.search(host) or _PATHS.search(parts.path))


def _trace(request: Mapping[str, Any], status: str, headers: Any, body: str) -> str:
    """What curl -v would show of an exchange."""
    _, _, rest = _url(request).rpartition("://")
    host, slash, path = rest.partition("/")
    sent = request.get("headers")
    pairs = _har_headers(sent) if isinstance(sent, list) else dict(_pairs(sent))
    method = _plain(request.get("method")).upper() or "GET"
    lines = [f"> {method} {slash}{path} HTTP/1.1", f"> Host: {host}"]
    lines += [f"> {name}: {_line(value)}" for name, value in pairs.items() if name.lower() != "host"]
    lines += [f"< HTTP/1.1 {status}" if status else "* no answer"]
    lines += [f"< {name}: {_line(value)}" for name, value in _pairs(headers)]
    return "\n".join([*lines, "<", body])


def _pairs(headers: Any) -> Iterator[tuple[str, str]]:
    for name, value in islice(headers.items(), _MOST_HEADERS) if isinstance(headers, dict) else ():
        values = value[:_MOST_VALUES] if isinstance(value, list) else [value]
        yield _plain(name), ", ".join(map(_plain, values))


def _plain(value: Any) -> str:
    """The beginning of a single value, and nothing of any other: with aliases, lists of YAML are longer than memory."""
    if isinstance(value, bytes):
        return value[:_LONGEST].decode(errors="replace")
    return str(value)[:_LONGEST] if isinstance(value, str | int | float) else ""


def _line(text: str) -> str:
    return " ".join(text.split())
