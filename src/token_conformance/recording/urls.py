"""Scrubs the URLs in an answer: host and words of the published paths stay, and every other part is replaced."""

import re
from functools import cache
from typing import Protocol
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from token_conformance.catalogue.operations import published
from token_conformance.model.tenant import PLACEHOLDER_TENANT
from token_conformance.model.url import APPS, GATEWAY_HOST

FOREIGN = "<url>"
"""The placeholder of a URL of another host, which may name a person or have a signature."""

_HOSTS = (PLACEHOLDER_TENANT.site_host, GATEWAY_HOST)
_VERSIONED = frozenset({"api", "atlassian-connect"})
_LINK = re.compile(r"https?://\S+|/\S*")
_NAME = re.compile(r"[A-Za-z]\w*")


class Texts(Protocol):
    """Replaces the parts of a URL."""

    def text(self, key: str, value: str, context: str = "") -> str:
        """The text to write instead of a value."""

    def site(self, host: str) -> str:
        """The host with the tenant's site replaced."""


@cache
def words() -> frozenset[str]:
    """The fixed parts of all published paths, and of the gateway's at both hosts, without the versions of APIs."""
    paths = {operation.path for operation in published().operations.values()}
    parts = {part for path in paths for part in path.split("/") if "{" not in part and not part.isdigit()}
    return frozenset(parts | {"", "gateway", "ex", *APPS, "wiki"})


def is_link(value: str) -> bool:
    """Whether a text is a URL or a path."""
    return _LINK.fullmatch(value) is not None


def scrub_link(link: str, texts: Texts) -> str:
    """The URL or path as it is written to a cassette."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return FOREIGN
    host = texts.site(parts.netloc)
    if parts.netloc and host not in _HOSTS:
        return FOREIGN
    return (f"https://{host}" if host else "") + _path(parts.path, texts) + _query(parts, texts)


def _path(path: str, texts: Texts) -> str:
    parts = path.split("/")
    return "/".join(_part(part, before, texts) for before, part in zip(["", *parts], parts, strict=False))


def _part(part: str, before: str, texts: Texts) -> str:
    is_version = before in _VERSIONED and part.isdigit()
    return part if part in words() or is_version else texts.text("", unquote(part), f"/{before}/")


def _query(parts: SplitResult, texts: Texts) -> str:
    pairs = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if _NAME.fullmatch(name)]
    return "".join(
        f"{'&' if number else '?'}{name}={texts.text(name, value, f'{name}=')}"
        for number, (name, value) in enumerate(pairs)
    )
