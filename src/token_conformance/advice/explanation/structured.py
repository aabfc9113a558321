"""Turns what programs write about exchanges into the text of a trace: HAR files, cassettes, and answers of a client.

All other parts read that text, so that there is one reader.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from token_conformance.errors import UserError
from token_conformance.model.bounds import is_nested_within
from token_conformance.model.strict_json import DEEPEST

_BODY = 2_000
"""The most characters of a body that are read: an error says what it is at its beginning."""

_MOST = 10
"""The most calls of a file that are read: the last ones."""
_ATLASSIAN = re.compile(r"atlassian\.(?:net|com)$|bitbucket\.org$|jira\.com$|^HOST$|^$")
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
    return _trace(asked, response.status_code, dict(response.headers), response.text)


def _of_json(text: str) -> str:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return text
    if not is_nested_within(document, DEEPEST):
        return text
    if entries := list(_entries(document)):
        return _join((_har_trace(entry), _url(entry)) for entry in entries)
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
    error = response.get("_error") or entry.get("_error") or ""
    trace = _trace(entry["request"], response.get("status"), _har_headers(response.get("headers")), str(body or ""))
    return f"{trace}\n{error}" if error else trace


def _har_headers(rows: Any) -> dict[str, str]:
    pairs = rows if isinstance(rows, list) else []
    return {str(row.get("name")): str(row.get("value")) for row in pairs if isinstance(row, dict)}


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
    return _join((_cassette_trace(row), _url(row)) for row in whole) if whole else text


def _is_whole(row: Any) -> bool:
    """Whether it has a request and a response."""
    return isinstance(row, dict) and isinstance(row.get("request"), dict) and isinstance(row.get("response"), dict)


def _cassette_trace(row: Mapping[str, Any]) -> str:
    response = row["response"]
    status, body = response.get("status"), response.get("body")
    code = status.get("code") if isinstance(status, dict) else response.get("status_code")
    content = body.get("string") if isinstance(body, dict) else response.get("content")
    shown = content.decode(errors="replace") if isinstance(content, bytes) else str(content or "")
    return _trace(row["request"], code, response.get("headers"), shown)


def _url(row: Mapping[str, Any]) -> str:
    return str(row["request"].get("url") or row["request"].get("uri") or "")


def _join(traces: Iterable[tuple[str, str]]) -> str:
    """The traces of calls to Atlassian, the last ones if there are many."""
    rows = list(traces)
    known = [trace for trace, url in rows if _is_atlassian(url)]
    if rows and not known:
        raise UserError(
            "the paste holds calls to other services only, and none to Atlassian; paste the entry of the failing call"
        )
    bad = [trace for trace in known if not re.search(r"(?m)^< HTTP/1\.1 [123]\d\d", trace)]
    return "\n".join((bad or known)[-_MOST:])


def _is_atlassian(url: str) -> bool:
    try:
        parts = urlsplit(url if "://" in url else f"//{url}")
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(_ATLASSIAN.search(host) or _PATHS.search(parts.path))


def _trace(request: Mapping[str, Any], status: Any, headers: Any, body: str) -> str:
    """What curl -v would show of an exchange."""
    url = str(request.get("url") or request.get("uri") or "")
    _, _, rest = url.rpartition("://")
    host, slash, path = rest.partition("/")
    sent = request.get("headers")
    pairs = _har_headers(sent) if isinstance(sent, list) else dict(_pairs(sent))
    lines = [f"> {str(request.get('method') or 'GET').upper()} {slash}{path} HTTP/1.1", f"> Host: {host}"]
    lines += [f"> {name}: {_line(value)}" for name, value in pairs.items() if name.lower() != "host"]
    lines += [f"< HTTP/1.1 {status}" if status else "* no answer"]
    lines += [f"< {name}: {_line(value)}" for name, value in _pairs(headers)]
    return "\n".join([*lines, "<", body[:_BODY]])


def _pairs(headers: Any) -> Iterator[tuple[str, str]]:
    for name, value in headers.items() if isinstance(headers, dict) else ():
        yield str(name), ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _line(value: Any) -> str:
    return " ".join(str(value).split())
