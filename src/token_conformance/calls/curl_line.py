"""Reads a pasted `curl` line: its method, URL and kind of credential. It keeps no value of a token or a parameter.

Only what curl itself would send counts: the line ends at a pipe, a redirection or the next command.
"""

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from token_conformance.calls.token_shape import Sent, sent_by_header, sent_by_user
from token_conformance.errors import UserError

PROMPT = (
    r"\s*(?:[$>#%]\s+|(?:PS )?[A-Za-z]:\\[^>\n\"]{0,80}>\s*|PS [^>\n]{0,80}>\s*"
    r"|(?:\([\w.-]{1,30}\) )?\[?[\w.-]{1,40}@[\w.-]{1,60}[: ][^\n$#\"']{0,60}[$#]\s+)?"
)
"""What a shell writes before a command."""

_CURL = re.compile(rf"{PROMPT}(?:[A-Za-z_]\w*=\S*\s+)*(?:sudo\s+)?curl(?:\.exe)?\s")
_CONTINUED = re.compile(r"[\\^`][ \t]*\r?\n")
_ENDS = re.compile(r"(?:[|&;]+|\d?>.*|<.*)")
_SHORT_WITH_VALUE = frozenset("XduHoAebcFTmwxKEyYzCrUDPtQ")
_LONG_WITH_VALUE = frozenset(
    """request data data-raw data-binary data-urlencode data-ascii json header user url url-query output user-agent
    referer cookie cookie-jar form form-string upload-file max-time connect-timeout write-out proxy proxy-user config
    cert key cacert capath retry retry-delay retry-max-time range resolve interface max-redirs limit-rate dump-header
    oauth2-bearer variable aws-sigv4 pass ciphers connect-to continue-at stderr trace trace-ascii netrc-file
    unix-socket noproxy tls-max proto""".split()  # noqa: SIM905  # a list of 50 strings is 50 lines
)
_NAMES = {"X": "request", "d": "data", "H": "header", "u": "user", "F": "form", "T": "upload-file", "I": "head"}
_NAMES |= {"G": "get", "n": "netrc", "b": "cookie"}
_BODIES = {"data", "data-raw", "data-binary", "data-urlencode", "data-ascii", "json", "form", "form-string"}
_URL = re.compile(r"https?://|/|[\w.<>{}$-]+\.(?:net|com|org|io)(?:[/:?]|$)|\$|\{\{|<", re.IGNORECASE)


@dataclass
class CurlLine:
    """What a line sends: its method, URL, the names of query parameters that it adds, and its credential, if any."""

    method: str = "GET"
    url: str = ""
    parameters: list[str] = field(default_factory=list)
    sent: Sent | None = None


def is_curl(text: str) -> bool:
    """Whether a text is a `curl` line, perhaps with a prompt or variables before it."""
    return _CURL.match(text) is not None


def read_curl(text: str) -> CurlLine:
    """Read a `curl` line; raises UserError, which quotes nothing of the line, if it has no URL or an open quote."""
    try:
        words = shlex.split(_CONTINUED.sub(" ", _CURL.sub("", text, count=1)))
    except ValueError as error:
        raise UserError("the curl line has a quote that is not closed; paste the whole line") from error
    options = list(_options(words))
    urls = [value for name, value in options if name == "url" or (not name and _URL.match(value))]
    if not urls:
        raise UserError("the curl line has no URL; paste the whole line, with the URL or --url")
    return CurlLine(_method(options), urls[0], list(_parameters(options)), _sent(options))


def _options(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The options with their values, by their long names; a word that is no option has no name."""
    rest = iter(words)
    for word in rest:
        if _ENDS.fullmatch(word):
            return
        if word.startswith("--"):
            name, has_value, value = word[2:].partition("=")
            yield name, value if has_value else next(rest, "") if name in _LONG_WITH_VALUE else ""
        elif word.startswith("-") and len(word) > 1:
            yield from _short(word[1:], rest)
        else:
            yield "", word


def _short(letters: str, rest: Iterator[str]) -> Iterator[tuple[str, str]]:
    """The options of a word such as `-sSX`; the value of the last one is what follows."""
    for index, letter in enumerate(letters):
        name = _NAMES.get(letter, letter)
        if letter in _SHORT_WITH_VALUE:
            yield name, letters[index + 1 :] or next(rest, "")
            return
        yield name, ""


def _method(options: Sequence[tuple[str, str]]) -> str:
    names = {name for name, _ in options}
    asked = [value.upper() for name, value in options if name == "request" and value]
    if asked:
        return asked[-1]
    if "head" in names:
        return "HEAD"
    if "upload-file" in names:
        return "PUT"
    return "POST" if names & _BODIES and "get" not in names else "GET"


def _parameters(options: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The names of query parameters: those of `--url-query`, and with `-G` those of the data."""
    in_query = {"url-query"} | (_BODIES if any(name == "get" for name, _ in options) else set())
    for name, value in options:
        if name in in_query:
            yield from (key for key, _ in parse_qsl(value, keep_blank_values=True))


def _sent(options: Sequence[tuple[str, str]]) -> Sent | None:
    for name, value in options:
        if name == "user":
            return sent_by_user(value)
        if name == "oauth2-bearer":
            return sent_by_header(f"Bearer {value}")
        if name == "netrc":
            return Sent("Basic")
        if name == "header" and value.lower().startswith("authorization:"):
            return sent_by_header(value.partition(":")[2].strip())
    return None
