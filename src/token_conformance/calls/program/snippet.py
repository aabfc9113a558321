"""Reads a call out of a line of a program, or of another command than curl: its URL, its method and its scheme.

It reads the line, and runs nothing. A method that the line does not show is not guessed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from token_conformance.calls.curl_line import PROMPT
from token_conformance.calls.program.address import LITERAL, Address, addresses_of, joined, prepared, without_variable
from token_conformance.calls.program.code import code_of, without_comments
from token_conformance.calls.program.php_curl import is_php_curl, methods_of
from token_conformance.calls.program.powershell import gets_by_table, is_splatted
from token_conformance.calls.program.served import SERVED, ServedError, is_served, servers_of
from token_conformance.calls.program.set_later import NOT_SHOWN, SEVERAL, method_of, methods_set
from token_conformance.calls.program.statement import BODY, METHOD_VARIABLE, methods_at
from token_conformance.calls.token_shape import Sent
from token_conformance.catalogue.answer_credential import ANY_METHOD
from token_conformance.errors import UserError

_WORD = re.compile(r"(?<![\w\"'`(=])(?P<url>https?://[^\s\"'`;|&()]+(?:[?&][^\s\"'`;|()]*)?)")
"""A URL without quotes, as commands take it."""

_CALLS = re.compile(
    r"(?:^|[\s.=(>:\\@\[])(?P<name>[A-Za-z_$][\w$]*)[!?]?(?:<[\w\s,]*>)?\s*\(\s*[\w\s.$,:=>+{@&]{0,60}[fFrRbBu]{0,2}(?=[\"'`])"
)
"""A function whose argument is a text."""

_COMMANDS = re.compile(
    rf"{PROMPT}(?:[$]?[\w.]+\s*=\s*)?"
    r"(?P<name>Invoke-RestMethod|Invoke-WebRequest|irm|iwr|https?|xhs?|wget)(?:\.exe)?\s+(?=\S)",
    re.IGNORECASE,
)
_METHOD_NAMED = re.compile(
    r"(?:\b(?:method|type|verb)[\"']?\s*[:=]\s*(?:[\w.]*\.)?[\"'`]?|-(?:Custom)?Method\s+[\"']?|--method[= ]|-X\s?)"
    rf"(?P<method>{ANY_METHOD})\b",
    re.IGNORECASE,
)
_METHOD_ARGUMENT = re.compile(
    rf"[(,]\s*(?:[\"'`](?P<quoted>(?i:{ANY_METHOD}))[\"'`]|[\w.]*\.(?:Method)?(?P<named>(?i:{ANY_METHOD}))|(?P<bare>{ANY_METHOD}))\s*,"
)
_METHOD_WORD = re.compile(rf"\s(?P<method>{ANY_METHOD})\s")
_MOST_ADDRESSES = 20
_OVERRIDDEN = re.compile(r"X-HTTP-Method", re.IGNORECASE)
"""A header that changes the method."""

_AUTHORIZATION = re.compile(r"authorization\b[^\n]{0,40}?\b(?P<scheme>basic|bearer)\b", re.IGNORECASE)
_PAIR = re.compile(
    r"\bauth\s*=\s*(?:\(|[\w.]*BasicAuth)|\bauth\s*:\s*\{|\{\s*auth\s*[,}]|\bbasic_?auth\(|\s-a\s|--auth[= ]|--user[= ]"
    r"|-Authentication\s+Basic",
    re.IGNORECASE,
)
"""What gives a user name and a password; of `auth=auth` nobody knows what it holds."""


@dataclass(frozen=True)
class Snippet:
    """What a line calls: its method, its URL or path, and the scheme of its credential, if it shows one."""

    method: str
    url: str
    sent: Sent | None


def is_snippet(text: str) -> bool:
    """Whether a text is a line of a program, or of a command, that has one URL or path of an API in it."""
    if _COMMANDS.match(text) is not None and bool(_of_command(text)):
        return True
    whole = prepared(text) if has_url(joined(text)) else ""
    return _CALLS.search(whole) is not None or (bool(whole) and (is_php_curl(whole) or is_splatted(whole)))


def has_url(text: str) -> bool:
    """Whether a URL or a path of an API is in quotes in a text."""
    return LITERAL.search(text) is not None


def is_of_program(text: str) -> bool:
    """Whether a text, which is no call that can be read, has a URL in quotes where a program has one."""
    found = LITERAL.search(text)
    return found is not None and bool(
        re.search(r"[(={,]", text[: found.start()]) or re.match(r"\s*\.\w", text[found.end() :])
    )


def has_path(text: str) -> bool:
    """Whether such a URL has a path, or is one; a host alone is what a client is made for."""
    return any(not one.is_base for one in addresses_of(text))


def read_snippet(text: str, servers: frozenset[str] = frozenset()) -> Snippet:
    """Read such a line; `servers` are variables that hold a server or a mock, besides those of the text.

    Raises UserError, which quotes nothing of it, if its method is not shown, and ServedError for a route or a mock.
    """
    if _COMMANDS.match(text):
        method, url = _method_of_command(text), _of_command(text)
    else:
        method, url = _of_program(prepared(without_comments(text)), servers)
    return Snippet(method, without_variable(url), _sent(text))


def read_passage(text: str, servers: frozenset[str] = frozenset()) -> Snippet:
    """Read several statements of a program, of which only what belongs to the URL says the method.

    Raises UserError, as `read_snippet` does.
    """
    method, url = _of_program(prepared(without_comments(text)), servers, is_passage=True)
    return Snippet(method, without_variable(url), _sent(text))


def only_serves(text: str, servers: frozenset[str]) -> bool:
    """Whether each address of a text, of which there is one at least, is given to a server or a mock."""
    whole = prepared(without_comments(text))
    found = [one for one in addresses_of(whole) if not one.is_base]
    return bool(found) and not _called(whole, found, servers)


def _of_command(text: str) -> str:
    found = LITERAL.search(joined(text)) or _WORD.search(text)
    return found["url"] if found else ""


def _method_of_command(text: str) -> str:
    if found := _METHOD_NAMED.search(text):
        return found["method"].upper()
    if METHOD_VARIABLE.search(text):
        raise UserError(NOT_SHOWN)
    command = _COMMANDS.match(text)
    found = _METHOD_WORD.search(text, command.end() - 1) if command else None
    method = found["method"].upper() if found else "GET"
    if method == "GET" and BODY.search(text):
        raise UserError(NOT_SHOWN)
    return method


def _of_program(text: str, servers: frozenset[str], *, is_passage: bool = False) -> tuple[str, str]:
    """The method and the address of the one call of a program's text."""
    if _OVERRIDDEN.search(text):
        raise UserError(NOT_SHOWN)
    everything = list(islice(addresses_of(text), _MOST_ADDRESSES + 1))
    if len(everything) > _MOST_ADDRESSES:
        raise UserError(SEVERAL)
    bases = {one.url for one in everything if one.is_base}
    found = _called(text, [one for one in everything if not one.is_base] or everything, servers | servers_of(text))
    if everything and not found:
        raise ServedError(SERVED)
    shown = _methods(text, found)
    if len(shown) > 1:
        raise UserError(SEVERAL)
    method, url = shown.pop() if shown else (_of_words(text, is_passage=is_passage), found[0].url)
    if not url.startswith("/") or not bases:
        return method, url
    if len(bases) > 1:
        raise UserError(SEVERAL)
    return method, bases.pop().rstrip("/") + url


def _called(text: str, found: Iterable[Address], servers: frozenset[str]) -> list[Address]:
    """The addresses of a text that are not given to a server or a mock."""
    code = code_of(text)
    return [one for one in found if not is_served(code, one.begin, servers)]


def _methods(text: str, found: Sequence[Address]) -> set[tuple[str, str]]:
    """Each method that the text says, with its address."""
    urls = {one.url for one in found}
    if is_php_curl(text):
        methods = methods_of(text)
        if not methods or len(urls) > 1:
            raise UserError(NOT_SHOWN if len(urls) == 1 else SEVERAL)
        return {(method, url) for method in methods for url in urls}
    shown = methods_at(text, found)
    return shown | {(method, url) for method in methods_set(text) for url in urls}


def _of_words(text: str, *, is_passage: bool) -> str:
    """The method that a text says anywhere by its name or as an argument."""
    named = {method_of(found) for one in (_METHOD_NAMED, _METHOD_ARGUMENT) for found in one.finditer(text)}
    if len(named) > 1:
        raise UserError(SEVERAL)
    if named and is_passage:
        raise UserError(NOT_SHOWN)
    if named:
        return named.pop()
    if gets_by_table(text):
        return "GET"
    raise UserError(NOT_SHOWN)


def _sent(text: str) -> Sent | None:
    if found := _AUTHORIZATION.search(text):
        return Sent(found["scheme"].title())
    return Sent("Basic") if _PAIR.search(text) else None
