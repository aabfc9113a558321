"""Reads a call out of a line of a program, or of another command than curl: its URL, its method and its scheme.

It reads the line, and runs nothing. A method that the line does not show is not guessed.
"""

import re
from dataclasses import dataclass

from token_conformance.calls.token_shape import Sent
from token_conformance.catalogue.answer_credential import METHODS
from token_conformance.errors import UserError

_ROOT = r"(?:https?://|/?(?:rest|wiki|ex|gateway|_edge|jsm|automation|2\.0)/|\$\{?[\w.]|\{[\w.{])"
_LITERAL = re.compile(rf"(?P<quote>[\"'`])(?P<url>{_ROOT}[^\"'`\n]*)(?P=quote)")
"""A text in quotes that begins as a URL, as a path of Atlassian, or with a variable."""

_WORD = re.compile(r"(?<![\w\"'`(=])(?P<url>https?://[^\s\"'`;|&()]+(?:[?&][^\s\"'`;|()]*)?)")
"""A URL without quotes, as commands take it."""

_JOINED = re.compile(r"[\"'`]\s*\+\s*[\w.$\[\]()]+\s*\+\s*[fr]{0,2}[\"'`]")
"""A variable between two texts: `"/issue/" + key + "/comment"`."""

_APPENDED = re.compile(r"(?<=/)(?P<quote>[\"'`])\s*\+\s*[\w.$]+(?!\s*\+)")
_PREPENDED = re.compile(r"[\w.)\]]\s*\+\s*[fr]{0,2}(?=[\"'`])")
_BASE = re.compile(r"\A(?:[$]\{[^{}/]*\}|\{\{?[^{}/]*\}\}?|[$][\w.:]+)(?=/)")
"""A variable at the start of a URL, such as `${this.baseUrl}` and `{base}`."""

_CALLS = re.compile(
    r"(?:^|[\s.=(>])(?P<name>[A-Za-z_$][\w$]*)(?:<[\w\s,]*>)?\s*\(\s*[\w\s.$,:=+{@&]{0,60}[fFrRbBu]{0,2}(?=[\"'`])"
)
"""A function whose argument is a text."""

_COMMANDS = re.compile(
    r"\s*(?:[$>#%]\s+|PS [^>\n]{0,80}>\s*)?(?:[$]?[\w.]+\s*=\s*)?"
    r"(?P<name>Invoke-RestMethod|Invoke-WebRequest|irm|iwr|https?|xhs?|wget)(?:\.exe)?\s+(?=\S)",
    re.IGNORECASE,
)
_VERB = "|".join(METHODS)
_METHOD_NAMED = re.compile(
    r"(?:\b(?:method|type|verb)[\"']?\s*[:=]\s*(?:[\w.]*\.)?[\"'`]?|-Method\s+[\"']?|--method[= ]|-X\s?)"
    rf"(?P<method>{_VERB})\b",
    re.IGNORECASE,
)
_METHOD_ARGUMENT = re.compile(
    rf"[(,]\s*(?:[\"'`](?P<quoted>(?i:{_VERB}))[\"'`]|[\w.]*\.(?:Method)?(?P<named>(?i:{_VERB}))|(?P<bare>{_VERB}))\s*,"
)
_METHOD_WORD = re.compile(rf"\s(?P<method>{_VERB})\s")
_BODY = re.compile(
    r"\b(?:data|json|body|payload|files)\b\s*[:=]|\bbody\b|-Body\b|--post-(?:data|file)|--body-(?:data|file)"
)
_CALLED = re.compile(r"(?P<name>[A-Za-z_$][\w$]*)(?:<[\w\s,]*>)?\s*\(")
_VERB_NAMED = re.compile(
    rf"(?:\w*_)?(?P<method>{_VERB})(?:_?(?:async|json|text|string|bytes|request|as_?\w+|for_?\w+|from_?\w+|string_?async))?",
    re.IGNORECASE,
)
_CHAINED = re.compile(rf"\.(?P<method>{_VERB})\s*\(")
_OPENS = frozenset(
    ("fetch", "axios", "urlopen", "ajax", "got", "ky", "requestjira", "requestconfluence", "file_get_contents")
)
"""Functions that send a GET unless something else is said."""

_WRAPPERS = frozenset(("url", "uri", "str", "string", "encodeuri", "urljoin"))
"""Functions that only make a URL."""

_OPTIONS = re.compile(r"[^,()]{0,80},\s*[A-Za-z_$][\w.$]*\s*\)")
"""A variable after the URL, which may hold the method."""

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
    return (_COMMANDS.match(text) is not None and bool(_url(text))) or (
        _CALLS.search(text) is not None and _LITERAL.search(_joined(text)) is not None
    )


def has_url(text: str) -> bool:
    """Whether a URL or a path of an API is in quotes in a text."""
    return _LITERAL.search(text) is not None


def read_snippet(text: str) -> Snippet:
    """Read such a line; raises UserError, which quotes nothing of it, if its method is not shown."""
    return Snippet(_method(text), _BASE.sub("", _url(text), count=1), _sent(text))


def _joined(text: str) -> str:
    """The line with a name to fill in for each variable that it joins to a text."""
    text = _APPENDED.sub(r"{name}\g<quote>", _JOINED.sub("{name}", text))
    return _PREPENDED.sub("", text)


def _url(text: str) -> str:
    found = _LITERAL.search(_joined(text)) or _WORD.search(text)
    return found["url"] if found else ""


def _method(text: str) -> str:
    for pattern in (_METHOD_NAMED, _METHOD_ARGUMENT, _CHAINED):
        if found := pattern.search(text):
            return str(found[found.lastgroup or 0]).upper()
    if command := _COMMANDS.match(text):
        found = _METHOD_WORD.search(text, command.end() - 1)
        method = found["method"].upper() if found else "GET"
    else:
        method = _of_function(text)
    if not method or (method == "GET" and _BODY.search(text)):
        raise UserError("the line does not show its method; write the call as 'POST /rest/api/3/issue'")
    return method


def _of_function(text: str) -> str:
    """The method that the names of the functions around the URL say; empty if they say none."""
    before, _, after = _around(_joined(text))
    called = [found["name"] for found in _CALLED.finditer(before)]
    names = [name for name in called if name.lower() not in _WRAPPERS]
    verbs = [found["method"].upper() for name in names if (found := _VERB_NAMED.fullmatch(name))]
    if verbs:
        return verbs[-1]
    if called[len(names) :]:
        after = after.partition(")")[2]
    is_whole = names and names[-1].lower() in _OPENS and not _OPTIONS.match(after)
    return "GET" if is_whole else ""


def _around(text: str) -> tuple[str, str, str]:
    """What is before the URL of a line, the URL, and what is after it."""
    found = _LITERAL.search(text)
    return (text[: found.start()], found["url"], text[found.end() :]) if found else (text, "", "")


def _sent(text: str) -> Sent | None:
    if found := _AUTHORIZATION.search(text):
        return Sent(found["scheme"].title())
    return Sent("Basic") if _PAIR.search(text) else None
