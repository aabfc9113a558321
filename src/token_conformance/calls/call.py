"""Reads the call of a question: a method and a path, a URL, a `curl` line, or a line of a program.

No value of a query is kept.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from token_conformance.calls.curl_line import CurlLine, is_curl, read_curl
from token_conformance.calls.program.set_later import NOT_SHOWN
from token_conformance.calls.program.snippet import is_of_program, is_snippet, read_snippet
from token_conformance.calls.token_shape import Sent
from token_conformance.catalogue.answer_credential import METHODS
from token_conformance.errors import UserError, nearest, shortened
from token_conformance.redaction.masking import masked

_METHOD = re.compile(r"(?P<method>[A-Za-z]+)\s+(?P<target>\S.*)", re.DOTALL)
_NAME = r"\$\{?\w+\}?|\{\{?[\w .-]+\}?\}|<[\w .-]+>|%\w+%"
_QUOTES = "\"'`"
_REQUEST_LINE = re.compile(r"(?:[\"'`]?\s+HTTP/[\d.]+[\"'`]?(?:\s.*)?|\s*\n[\w-]+:\s.*)\Z", re.DOTALL)
"""The version at the end of a request line and what a log has after it, or the headers below the line."""

_VARIABLE = re.compile(rf"\A(?:(?:https?://)?(?:{_NAME})(?::\d+)?|[A-Z][A-Z0-9_]*)(?=/)")
"""A name for the base of a URL or its host, such as `$JIRA_URL` and `https://{{host}}`, which somebody fills in."""

_TORN = re.compile(r"[^\s\"'`][\"'`]\s*\S|\n\s*\S")
"""What no path has: a quote or the end of a line with something after it."""

_HOST = re.compile(r"[\w<>{}$-]+(?:\.[\w<>{}$-]+)+(?::\d+)?(?=[/?#]|\Z)")
ROOTS = ("rest/", "wiki/", "ex/", "gateway/", "_edge/", "jsm/", "automation/", "graphql", "secure/")
"""The starts of paths that people write without their first slash."""
_HELP = "write a method and a path, such as 'GET /rest/api/3/myself', a URL, or paste a line of curl or of a program"


@dataclass(frozen=True)
class Call:
    """A call: method, host (empty for a path alone), path, names of its query parameters, and what a line sends."""

    method: str
    host: str
    path: str
    parameters: tuple[str, ...] = ()
    sent: Sent | None = None

    @property
    def query(self) -> str:
        """A query string with the names of the parameters alone."""
        return urlencode([(name, "") for name in self.parameters])

    @property
    def url(self) -> str:
        """The URL without query; the path alone if there is no host."""
        return f"https://{self.host}{self.path}" if self.host else self.path

    @property
    def name(self) -> str:
        """The method and URL as the answer shows them: what has the shape of a credential is masked."""
        return f"{self.method} {masked(self.url)}"


def read_call(text: str) -> Call:
    """Read a call; raises UserError, in one line without what the line sends, if it cannot be understood."""
    text = unquoted(text)
    if is_curl(text):
        return _of_curl(read_curl(text))
    if is_snippet(text):
        snippet = read_snippet(text)
        return _call(snippet.method, snippet.url, (), snippet.sent)
    if is_of_program(text):
        raise UserError(NOT_SHOWN)
    text = _REQUEST_LINE.sub("", text.lstrip("\"'`"))
    found = _METHOD.fullmatch(text)
    method = found["method"].upper() if found else "GET"
    target = found["target"] if found else text
    if method not in METHODS:
        remedy = nearest(method, METHODS, _HELP)
        raise UserError(f"{shortened(masked(method))!r}: is not an HTTP method; {remedy}")
    return _call(method, target, (), None)


def unquoted(text: str) -> str:
    """A text without the blanks and commas around it, and without the quotes around it as a whole."""
    text = text.strip().rstrip(",")
    while len(text) > 1 and text[0] == text[-1] and text[0] in _QUOTES:
        text = text[1:-1].strip()
    return text


def _of_curl(line: CurlLine) -> Call:
    if line.method not in METHODS:
        raise UserError("the curl line has a method that is not an HTTP method; correct the value of --request")
    return _call(line.method, line.url, line.parameters, line.sent)


def _call(method: str, target: str, parameters: Iterable[str], sent: Sent | None) -> Call:
    if _TORN.search(target.partition("?")[0]):
        raise UserError(f"{_shown(target)}: cannot be read as a call; {_HELP}")
    target = _VARIABLE.sub("", target.strip().strip("\"'"), count=1)
    if target.startswith(ROOTS):
        target = f"/{target}"
    if target.startswith("/"):
        host, rest = "", target
    else:
        host, rest = _host(target)
    path, _, query = rest.partition("#")[0].partition("?")
    names = [name for name, _ in parse_qsl(query, keep_blank_values=True)]
    return Call(method, host, re.sub(r"/\./", "/", path) or "/", (*names, *parameters), sent)


def _host(target: str) -> tuple[str, str]:
    """The host in lower case, and what follows it; a part in brackets, such as `[site]`, is a name to fill in."""
    written = re.sub(r"\[([A-Za-z][\w -]*)\]", r"\1", target)
    if _HOST.match(written):
        written = f"https://{written}"
    shown = _shown(target)
    try:
        url = urlsplit(written)
        host = url.hostname or ""
    except ValueError as error:
        raise UserError(f"{shown}: cannot be read as a URL; {_HELP}") from error
    if url.scheme not in {"http", "https"} or not host:
        raise UserError(f"{shown}: cannot be read as a call; {_HELP}")
    return host.lower().rstrip("."), url.path + (f"?{url.query}" if url.query else "")


def _shown(target: str) -> str:
    """The first word of a target without its query, if it is like a URL; other words are not quoted."""
    word = re.split(r"[\s?]", target, maxsplit=1)[0]
    return shortened(masked(word)) if set("/.") & set(word) else "CALL"
