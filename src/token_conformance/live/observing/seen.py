"""What is kept of an answer: a status and words of our own. No word of a server gets into it; see `known.toml`."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit

from token_conformance.model.answer import Answer
from token_conformance.model.bounds import MEGABYTE
from token_conformance.model.url import GATEWAY_HOST, SITE_DOMAIN

OTHER = "other"
"""What is written for every value that is not known."""

PRESENT = "*"

LARGEST = MEGABYTE
"""The most bytes of a body that is looked at; of a larger one only that is kept."""

KINDS = ("empty", "json", "html", "xml", "text", "image", "other", "large")
"""The kinds of a body."""

SCALARS = ("text", "number", "boolean", "null")
"""What is written for the values of JSON."""

DEEPEST, MOST_MEMBERS = 4, 30
"""The most levels of JSON that are kept, and the most members of one object."""

_REFUSED = 300
_OTHER_MEMBER = "other"
_STATUSES = range(100, 600)
_LOGIN = re.compile(r"(?:^|\.)(?:id|start)\.atlassian\.com$")


@dataclass(frozen=True)
class Seen:
    """An answer as an evidence file has it: its status, the headers that matter, and what its body is like.

    `shape` is the structure of a JSON body, and `phrases` are the ids of the published sentences that a refusal has.
    """

    status: int
    headers: Mapping[str, str]
    body: str
    shape: Any = None
    phrases: tuple[str, ...] = ()


@cache
def known() -> Mapping[str, Any]:
    """The words that a file can have, from `known.toml`."""
    return tomllib.loads(files(__package__).joinpath("known.toml").read_text(encoding="utf-8"))


def seen(answer: Answer) -> Seen:
    """What is kept of an answer of any content and size."""
    kind = _kind(answer)
    readable = kind not in {"empty", "large", "image", "other"}
    is_refusal = answer.status >= _REFUSED
    return Seen(
        answer.status,
        {name: header(name, answer.headers[name]) for name in known()["headers"] if name in answer.headers},
        kind,
        shape_of(_json(answer.body)) if kind == "json" else None,
        _phrases(answer.body.decode(errors="replace")) if readable and is_refusal else (),
    )


def header(name: str, value: str) -> str:
    """The value of a header in words of our own."""
    if name in known()["present"]:
        return PRESENT
    if name in _HEADERS:
        return _HEADERS[name](value)
    return value if value in known()["values"][name] else OTHER


def is_header(name: str, value: str) -> bool:
    """Whether a file can have this value of this header."""
    if name not in known()["headers"]:
        return False
    return header(name, value) == value or value in _FIXED.get(name, ())


def shape_of(value: Any, depth: int = 0) -> Any:
    """The structure of a value of JSON: known members, and the types of their values; the first element of a list."""
    match value:
        case dict():
            return _members(value, depth)
        case list():
            return [shape_of(value[0], depth + 1)] if value and depth < DEEPEST else []
        case bool():
            return "boolean"
        case None:
            return "null"
        case int() | float():
            return "number"
    return "text"


def is_shape(value: Any, depth: int = 0) -> bool:
    """Whether a value can be the structure of a body."""
    if isinstance(value, dict):
        members = {key: member for key, member in value.items() if (key, member) != (_OTHER_MEMBER, PRESENT)}
        is_known = all(
            key in known()["keys"] and (_is_status(key, member) or is_shape(member, depth + 1))
            for key, member in members.items()
        )
        return is_known and depth <= DEEPEST and len(value) <= MOST_MEMBERS
    if isinstance(value, list):
        return len(value) <= 1 and depth <= DEEPEST and all(is_shape(element, depth + 1) for element in value)
    return value in SCALARS


def has_member(shape: Any, key: str) -> bool:
    """Whether the outermost object of a structure has a member."""
    return isinstance(shape, dict) and key in shape


def _members(value: Mapping[str, Any], depth: int) -> dict[str, Any]:
    if depth >= DEEPEST:
        return {}
    names = [key for key in known()["keys"] if key in value][: MOST_MEMBERS - 1]
    kept = {key: value[key] if _is_status(key, value[key]) else shape_of(value[key], depth + 1) for key in names}
    return kept | ({_OTHER_MEMBER: PRESENT} if len(kept) < len(value) else {})


def _is_status(key: str, value: Any) -> bool:
    return key in known()["status_keys"] and type(value) is int and value in _STATUSES


def _kind(answer: Answer) -> str:
    if not answer.body:
        return "empty"
    if len(answer.body) > LARGEST:
        return "large"
    return "json" if _json(answer.body) is not _NOT_JSON else _kind_of_text(answer)


def _kind_of_text(answer: Answer) -> str:
    media_type = _media_type(answer.headers.get("content-type", ""))
    if media_type.startswith("image/"):
        return "image"
    start = answer.body.lstrip()[:200].lower()
    if start.startswith((b"<!doctype html", b"<html")) or media_type == "text/html":
        return "html"
    if start.startswith(b"<"):
        return "xml"
    return "text" if media_type.startswith("text/") or media_type == "application/json" else "other"


_NOT_JSON = object()


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return _NOT_JSON


def _phrases(text: str) -> tuple[str, ...]:
    """The ids of the known sentences in a text."""
    return tuple(id_ for id_, phrase in known()["phrases"].items() if phrase in text)


def _media_type(value: str) -> str:
    return value.partition(";")[0].strip().lower()


def _content_type(value: str) -> str:
    """The media type and the character set, both as they are known."""
    media_type = _media_type(value)
    if media_type not in known()["media_types"]:
        return OTHER
    charset = re.search(r";\s*charset=\"?([\w-]+)", value, re.IGNORECASE | re.ASCII)
    if charset is None:
        return media_type
    name = charset[1].lower()
    return f"{media_type}; charset={name if name in known()['charsets'] else OTHER}"


def _location(value: str) -> str:
    """Where a redirect leads: to the login, to the site, to the gateway, or elsewhere."""
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        return OTHER
    if _LOGIN.search(host) or parts.path.startswith(("/login", "/secure/login", "/wiki/login")):
        return "login"
    if not host or host.endswith(f".{SITE_DOMAIN}"):
        return "site"
    return "gateway" if host == GATEWAY_HOST else OTHER


def _realm(value: str) -> str:
    """The scheme, and of OAuth whether the realm is the site or its wiki."""
    scheme = value.partition(" ")[0].lower()
    if scheme != "oauth":
        return scheme if scheme in {"basic", "bearer"} else OTHER
    realm = unquote(value).rstrip('"')
    return "oauth, wiki" if realm.endswith("/wiki") else "oauth, site" if realm.endswith(SITE_DOMAIN) else "oauth"


def _allow(value: str) -> str:
    given = {method.strip() for method in value.split(",")}
    return ", ".join(method for method in known()["methods"] if method in given) or OTHER


_HEADERS: Mapping[str, Callable[[str], str]] = {
    "allow": _allow,
    "content-type": _content_type,
    "location": _location,
    "www-authenticate": _realm,
}
"""The headers whose value is translated."""

_FIXED: Mapping[str, tuple[str, ...]] = {
    "location": ("gateway", "login", OTHER, "site"),
    "www-authenticate": ("basic", "bearer", "oauth", "oauth, site", "oauth, wiki", OTHER),
}
"""The translations that are not translated to themselves."""
