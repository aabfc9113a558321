"""Finds the method and the address of the call that a text speaks of, however a client writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from token_conformance.advice.explanation.redacted import SITE
from token_conformance.calls.program.passage import passage
from token_conformance.calls.program.snippet import is_snippet, read_passage
from token_conformance.catalogue.answer_credential import ANY_METHOD, METHODS
from token_conformance.catalogue.known import find_operation
from token_conformance.errors import UserError
from token_conformance.model.url import SITE_DOMAIN, GatewayPath

_ANY = rf"(?P<method>{ANY_METHOD})"
_TO_FILL_IN = r"\{\{?[\w .-]{1,40}\}?\}|<[\w .-]{1,40}>(?=[./])"
_OF_URL = rf"(?:[^\s\"'<>\\`\]){{}},|]|{_TO_FILL_IN})"
_URL = rf"(?P<url>https?://{_OF_URL}{{3,2000}})"
_HOST_NAME = rf"(?:[\w-]|{_TO_FILL_IN}){{1,63}}"
_BARE = rf"(?P<url>(?:https?://)?{_HOST_NAME}(?:\.[\w-]{{1,63}}){{1,6}}(?::\d{{1,5}})?/{_OF_URL}{{1,2000}})"
_PATH = r"(?P<url>/(?:[\w.~%{}:+-]{0,200}/){0,12}[\w.~%{}:+?=&-]{0,400})"
_NOT_HERE = r"(?<!realm=\")(?<!realm=)(?<!login-url=)(?<!self\": \")(?<!self\":\")(?<!location: )(?<!referer: )"
_WAYS = [
    rf"(?m)^[>\s]{{0,6}}{_ANY} (?P<url>\S{{1,2000}}) HTTP/[\d.]+",
    rf"\"{_ANY} (?P<url>\S{{1,2000}}) HTTP/[\d.]+\"",
    rf"(?<![\w-])(?<!endpoint ){_ANY}[\"':,=(\s]{{1,4}}{_BARE}",
    rf"(?<![\w-])(?<!endpoint ){_ANY}[\"':,=(\s]{{1,4}}{_PATH}",
    rf"(?i)\b(?:url|uri|endpoint)(?:[\"']?\s{{0,3}}[:=]\s{{0,3}}|[ (:]{{1,3}})(?:URL\()?[\"'<(]{{0,2}}{_BARE}",
    rf"{_NOT_HERE}{_URL}",
    rf"(?<![\w./-])(?P<url>[\w-]{{1,63}}\.atlassian\.(?:net|com)(?::\d+)?/{_OF_URL}{{1,2000}})",
    rf"(?i)\b(?:url|uri|path)(?:[\"']?\s{{0,3}}[:=]\s{{0,3}}|[ (:]{{1,3}})[\"'<(]{{0,2}}{_PATH}",
    (
        r"(?<![\w./-])(?P<url>/(?:rest|wiki|ex|gateway|_edge|jsm|automation|2\.0|secure|admin/rest|agile)/"
        rf"{_OF_URL}{{1,2000}})"
    ),
]
_PATTERNS = [re.compile(way) for way in _WAYS]
_METHOD = re.compile(rf"(?i)[\"']?\bmethod[\"']?\s{{0,3}}[:=]\s{{0,3}}[\"']?({ANY_METHOD})\b")
_NAMED_STATUS = re.compile(r"(?i)\bstatus(?:_?code)?[\"']?\s{0,3}[:=]\s{0,3}[\"']?[1-5]\d\d\b")
_BASE = re.compile(
    r"(?i)(?:^|[\s>])\bhost[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?P<a>[\w.-]{1,200}(?::\d+)?)"
    r"|base_?url[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?P<b>https?://[^\s\"',]{1,200})"
    r"|(?P<c>https?://[\w.-]{1,200}:\d+)(?= \")"
)
_HOST = re.compile(
    rf"(?P<site>https?://{re.escape(SITE)})(?=[\s/:\"'])"
    r"|(?i:\b(?:url|server|site|instance|host|base|connect\w*|jira|confluence|address|endpoint)\b[^\n]{0,30}?)"
    r"(?P<server>https?://HOST)(?=[\s/:\"'])"
)
"""A site, or another host in words that name it as the place of the call: programs also show their own home pages."""
_PARTS = re.compile(r"(?:(?P<scheme>https?)://)?(?P<host>[^/:?#\s]{0,255})(?::(?P<port>\d{1,5}))?(?P<path>/[^?#]*)?")
_API = re.compile(r"/(?:rest|wiki|ex|gateway|_edge|jsm|automation|graphql|admin|scim|2\.0|api|secure|browse|jira|v1)\b")
_OWN = re.compile(
    r"(?:^|\.)(?:atlassian\.net|bitbucket\.org|(?:api|mcp|id|auth)\.atlassian\.com|api\.trello\.com|opsgenie\.com|statuspage\.io)$"
)
_MASKED_HOST = re.compile(r"(?i)(?:[*x.#•…_-]|redacted|masked|hidden)+")
_OTHERS = re.compile(
    r"(?:^|\.)(?:developer|support|community|status|confluence|jira|www)\.atlassian\.com$|^(?:www\.)?atlassian\.com$"
)
_PAGES = re.compile(r"/(?:manage-profile|secure/Dashboard)")
_CURL = re.compile(r"\s*(?:[$>%#+]\s+)?curl(?:\.exe)?\s[^\n]{0,2000}?https?://")
_GIT = re.compile(r"\.git(?:/|$)|info/refs")
_END = ".,;:!?*"
_PREFIX = re.compile(r"(?:/ex/[^/]+/[^/]+(?=/))?(?:/wiki(?=/))?")


@dataclass(frozen=True)
class Address:
    """A method and the parts of a URL, each empty if it is not shown, with the words that show them."""

    method: str
    host: str
    path: str
    port: str
    has_scheme: bool
    quote: str


def address_of(text: str) -> Address | None:
    """The call that a text speaks of; the surest way of writing it counts, and of its places the last."""
    for is_wanted in (_has_path, _is_call):  # a base address alone is better than nothing
        for pattern in _PATTERNS:
            if found := [one for one in pattern.finditer(text) if is_wanted(one)]:
                return _address(found[-1], text)
    return None


def is_request(line: str) -> bool:
    """Whether a line begins or notes a request: a method and an address, or a `curl` line."""
    if _CURL.match(line):
        return True
    return any(_is_call(found) for pattern in _PATTERNS[:4] for found in pattern.finditer(line))


def is_record(line: str) -> bool:
    """Whether a line is an exchange in a log of names and values: it names a method, an address and a status."""
    return all(pattern.search(line) for pattern in (_NAMED_STATUS, _METHOD, _PATTERNS[4]))


def _has_path(found: re.Match[str]) -> bool:
    return _is_call(found) and len(_split(found["url"])["path"] or "") > 1


def _is_call(found: re.Match[str]) -> bool:
    parts = _split(found["url"])
    host, path = parts["host"] or "", parts["path"] or ""
    if _OTHERS.search(host) or _PAGES.match(path):
        return False
    if not host:
        return bool(_API.match(path)) or "method" in found.groupdict()
    return bool(_OWN.search(host) or _API.search(path) or _GIT.search(path))


def _address(found: re.Match[str], text: str) -> Address:
    parts = _split(found["url"])
    host, port = _known_host(parts["host"] or ""), parts["port"] or ""
    has_scheme = bool(parts["scheme"]) or not host
    path = _whole(parts["path"] or "", text[found.end("url") :])
    method = found.groupdict().get("method") or _of_program(text, found)
    if not method and (named := _METHOD.search(text)):
        method = named[1].upper()
    if not host and (base := next(_bases(text), None)):
        of_base = _split(base)
        host, port = of_base["host"] or "", of_base["port"] or ""
        path = (of_base["path"] or "").rstrip("/") + path
    quote = f"{method} {found['url'].partition('?')[0].rstrip(_END)}".strip()
    return Address(
        method,
        host if host.isupper() or host == SITE else host.lower(),
        path,
        port.replace("443", ""),
        has_scheme,
        quote,
    )


def _whole(path: str, follows: str) -> str:
    """A path; of one that the text has cut off, only the base, because nobody knows its end."""
    is_cut = path.endswith(("...", "…")) or re.match(r"[ ]?(?:\.{3}|…)", follows)
    path = path.rstrip(_END + "…")
    parts = GatewayPath.split(path)
    at_site = parts.at_site if parts else path
    if not is_cut or any(find_operation(method, at_site) for method in METHODS):
        return path
    return _PREFIX.match(path)[0]  # type: ignore[index]  # it matches every path


def _of_program(text: str, found: re.Match[str]) -> str:
    """The method that the lines of a program around an address say for it; empty if they say none."""
    statement = passage(text.split("\n"), text.count("\n", 0, found.start("url")))
    try:
        read = read_passage(statement) if is_snippet(statement) else None
    except UserError:
        return ""
    return read.method if read and read.url.endswith(found["url"]) else ""


def _known_host(host: str) -> str:
    """A host as the text has it; that of a site whose name is to be filled in, and empty if somebody has hidden it."""
    if _MASKED_HOST.fullmatch(host):
        return ""
    return SITE if host.lower().endswith(f".{SITE_DOMAIN}") else host


def _bases(text: str) -> Iterator[str]:
    for found in _BASE.finditer(text):
        base = found["a"] or found["b"] or found["c"]
        if "." in base or base.startswith("HOST"):
            yield base
    for found in _HOST.finditer(text):
        yield found["site"] or found["server"]


def _split(url: str) -> re.Match[str]:
    return next(_PARTS.finditer(url))  # every part may be empty, so it matches every text
