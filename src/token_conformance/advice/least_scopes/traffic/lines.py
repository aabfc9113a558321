"""Reads text that has one request a line: access logs, logs of clients, and lines of JSON such as those of the edge."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from token_conformance.advice.least_scopes.traffic.listed import like_a_call
from token_conformance.advice.least_scopes.traffic.seen import Seen
from token_conformance.advice.least_scopes.traffic.shell import has_command
from token_conformance.catalogue.answer_credential import ANY_METHOD
from token_conformance.model.answer import NotJsonError
from token_conformance.model.strict_json import parse_json

_QUOTED = re.compile(r"\"(?P<method>[A-Z]{3,10}) (?P<url>[^\s\"]+)(?: HTTP/[\d.]+\"|\" \d{3}\b)")
"""A request as the formats `common` and `combined`, load balancers and the logs of urllib3 write it."""

_PLAIN = re.compile(rf"(?<=[\s=:\"'])(?P<method>{ANY_METHOD}|CONNECT)\s+(?P<url>(?:https?://|/)[^\s\"']+)")
"""A request after something else, such as a time."""

_FIRST = re.compile(rf"(?P<method>{ANY_METHOD})\s+(?P<url>\S+)\s+\d{{3}}\b")
"""A request at the beginning of a line, with the status of its answer."""

_NAMED = re.compile(r"\b(?:method|verb|request_method)=\"?(?P<method>[A-Z]{3,10})\b")
_NAMED_URL = re.compile(r"\b(?:url|uri|path|request_uri|target)=\"?(?P<url>(?:https?://|/)[^\s\"]+)")
_NAMED_HOST = re.compile(r"\b(?:host|http_host|server_name)=\"?(?P<host>[\w.-]+)")
"""The parts of a request in a log of names and values (`logfmt`)."""

_BASE = re.compile(r"https?://[^\s/\"]+(?= \Z)")
_SAMPLE = 50
_LONGEST = 10_000
"""The most characters of a line that are read: a server takes no longer URL."""

_NAMES: Mapping[str, tuple[str, ...]] = {
    "method": ("method", "request_method", "verb"),
    "url": ("url", "uri", "path", "request_uri", "target"),
    "host": ("host", "http_host", "server_name"),
}
"""The names under which logs in JSON have the parts of a request."""


def is_log(lines: Sequence[str]) -> bool:
    """Whether most of the first lines have a request of a log in them, or some line has and none begins with a call."""
    first = list(islice(filter(None, map(str.strip, lines)), _SAMPLE))
    if sum(map(_is_of_log, first)) * 2 > len(first):
        return True
    return any(map(_is_of_log, lines)) and not any(map(like_a_call, lines))


def read_log(lines: Iterable[str], seen: Seen) -> None:
    """Count the request of each line; what a refused request needs counts too, because a scope may be what it lacks."""
    for whole in lines:
        line = whole[:_LONGEST]
        if found := _QUOTED.search(line):
            base = _BASE.search(line, 0, found.start())
            seen.add(found["method"], found["url"], _host_of(base[0]) if base else "")
        elif named := _named(line):
            seen.add(*named)
        elif found := _FIRST.match(line) or _PLAIN.search(line):
            seen.add(found["method"], found["url"])
        elif line.strip():
            seen.ignored["lines without a request"] += 1


def is_json_lines(lines: Iterable[str]) -> bool:
    """Whether the first line is an object of JSON that has a request, or that other lines follow."""
    first = list(islice(filter(None, map(str.strip, lines)), 2))
    record = _object(first[0]) if first and first[0].startswith("{") else None
    return record is not None and (len(first) > 1 or _request(record) is not None)


def read_json_lines(lines: Iterable[str], seen: Seen) -> None:
    """Count the request of each line that has one."""
    for line in filter(None, map(str.strip, lines)):
        found = _request(_object(line) or {})
        if found:
            seen.add(*found)
        else:
            seen.ignored["lines without a request"] += 1


def _is_of_log(whole: str) -> bool:
    """Whether a line has a request, and is neither a comment nor an item of a list of calls."""
    line = whole[:_LONGEST]
    if _QUOTED.search(line) or _FIRST.match(line) or _named(line):
        return True
    return (
        bool(_PLAIN.search(line)) and not line.startswith(("#", "//")) and not (like_a_call(line) or has_command(line))
    )


def _named(line: str) -> tuple[str, str, str] | None:
    """The method, URL and host of a line of names and values; None if one of the first two is not there."""
    method, url, host = _NAMED.search(line), _NAMED_URL.search(line), _NAMED_HOST.search(line)
    return (method["method"], url["url"], host["host"] if host else "") if method and url else None


def _host_of(base: str) -> str:
    return base.partition("//")[2]


def _object(line: str) -> Mapping[str, Any] | None:
    try:
        value = parse_json(line)
    except NotJsonError:
        return None
    return value if isinstance(value, dict) else None


def _request(record: Mapping[str, Any], depth: int = 2) -> tuple[str, str, str] | None:
    """Method, URL and host of a record, or of a record in it; they can be in one text, as in a log of nginx."""
    method, url, host = (next(_texts(record, names), "") for names in _NAMES.values())
    if method and url:
        return method, url, host
    whole = record.get("request")
    if isinstance(whole, str) and (found := _QUOTED.search(f'"{whole}" 000')):
        return found["method"], found["url"], host
    inner = (value for value in record.values() if isinstance(value, dict))
    return next(filter(None, (_request(one, depth - 1) for one in inner)), None) if depth else None


def _texts(record: Mapping[str, Any], names: Iterable[str]) -> Iterator[str]:
    return (value for name in names if isinstance(value := record.get(name), str))
