"""The addresses in a text of a program: URLs and paths in quotes, also where a variable holds or begins them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from token_conformance.calls.program.code import code_of
from token_conformance.catalogue.answer_credential import ANY_METHOD

_ROOT = r"(?:https?://|/?(?:rest|wiki|ex|gateway|_edge|jsm|automation|2\.0)/|(?:[$#]\{?@{0,2}[\w.]|\{[\w.{]|\\\([\w.]|%[sv])(?=[^\"'`\n]*/))"
_TEXT = rf"(?P<quote>[\"'`])(?P<url>{_ROOT}[^\"'`\n]*)(?P=quote)"
LITERAL = re.compile(_TEXT)
"""A text in quotes that begins as a URL, as a path of Atlassian, or with a variable."""

_PLUS = r"(?:[+.]|<>|\.\.)"
"""What joins texts in one language or another."""

_JOINED = re.compile(rf"[\"'`]\s*{_PLUS}\s*[\w.$@\[\]()]+\s*{_PLUS}\s*[fr$@]{{0,2}}[\"'`]")
"""A variable between two texts: `"/issue/" + key + "/comment"`."""

_APPENDED = re.compile(rf"(?<=/)(?P<quote>[\"'`])\s*{_PLUS}\s*[\w.$@]+(?!\s*(?:{_PLUS}|\())")
_PREPENDED = re.compile(rf"[\w)\]]\s*{_PLUS}\s*[fr$@]{{0,2}}(?=[\"'`])")
_PIPED = re.compile(rf"(?P<text>{_TEXT})\s*\|>\s*(?P<name>[\w.]+[!?]?)\((?P<more>\s*\))?")
"""An address that is piped into a call, as its first argument."""

_FILLED_IN = re.compile(r"[$#]\{[^{}]*\}|\\\((?:[^()]|\([^()]*\))*\)")
"""A value within a text, which can have the signs of a query or a fragment in it."""

_BASE = re.compile(r"\A(?:\\\([^()/]*\)|[$#]\{[^{}/]*\}|\{\{?[^{}/]*\}\}?|[$][\w.:]+|%[sv])(?=/)")
"""A variable at the start of a URL, such as `${this.baseUrl}` and `{base}`."""

_STATEMENT = r"(?:^[ \t]*|[;{]\s{0,9})(?:[\w<>]+[ \t]+){0,4}"
_ASSIGNED = re.compile(
    rf"{_STATEMENT}(?P<name>[$]?[A-Za-z_]\w*)(?:\s*:\s*\w+[?]?)?\s*:?=\s*"
    rf"(?P<value>(?:new\s+)?(?:[\w.:]*(?:URI|URL|Uri|Sprintf|format|create|parse)\()?[\w$@]{{0,2}}{_TEXT})",
    re.MULTILINE,
)
"""A variable that holds an address."""

DEFINITION = re.compile(
    r"^[ \t]*(?:(?:export|default|public|private|protected|internal|static|async|final|override|suspend|pub)[ \t]+)*"
    r"(?:(?:def|func|function|fun|fn|class|sub)\b|[\w<>\[\]?,.]+\s+\w+\s*\([^()\"']*\)\s*(?:throws[\w\s,.]+)?\{?\s*$|.*=>\s*\{?\s*$)",
    re.MULTILINE,
)
"""The beginning of a function, in which a name can be something else."""

_METHOD_ASSIGNED = re.compile(
    rf"{_STATEMENT}(?P<name>[$]?[A-Za-z_]\w*)(?:\s*:\s*\w+[?]?)?\s*:?=\s*(?P<value>([\"'])(?:{ANY_METHOD})\3)",
    re.MULTILINE,
)
"""A variable that holds a method."""

_MOST_KEPT = 32
"""How many texts are kept as they are prepared."""

_MOST_VARIABLES, _MOST_USES = 4, 10
_CONVERTED = r"(?:\.(?:String|toString|ToString|to_s|to_string|path|request_uri|AbsoluteUri)(?:\(\))?)?"
_WITHOUT_BRACKETS = re.compile(rf"(?<=\.)(?P<method>{ANY_METHOD})[ \t]+(?=[\"'])", re.IGNORECASE)
"""A call of Ruby without brackets: `RestClient.get "https://..."`."""

_HOST_ALONE = re.compile(r"https?://[^/\"'`]+/?")


@dataclass(frozen=True)
class Address:
    """An address, and where its text in quotes begins and ends."""

    url: str
    begin: int
    end: int

    @property
    def is_base(self) -> bool:
        """Whether it is a host without a path, which a client is made for."""
        return _HOST_ALONE.fullmatch(self.url) is not None


@lru_cache(_MOST_KEPT)
def prepared(text: str) -> str:
    """A text with brackets around the argument of a call that has none, and with each variable's address in its place.

    A variable that is joined to a text is a name to fill in.
    """
    text = _WITHOUT_BRACKETS.sub(r"\g<method>(", joined(text))
    for found in islice(_ASSIGNED.finditer(text), _MOST_VARIABLES):
        text = _replaced(text, found["name"], f"{found['quote']}{found['url']}{found['quote']}")
    for found in islice(_METHOD_ASSIGNED.finditer(text), _MOST_VARIABLES):
        text = _replaced(text, found["name"], found["value"], r"(?<=\()(?:\s*ctx\s*,)?\s*")
    return text


def joined(text: str) -> str:
    """A text with a name to fill in for each variable that it joins to a text in quotes."""
    text = _PIPED.sub(_called, text)
    text = _APPENDED.sub(r"{name}\g<quote>", _JOINED.sub("{name}", text))
    return _PREPENDED.sub("", text)


def addresses_of(text: str) -> Iterator[Address]:
    """The addresses of a text."""
    return (Address(found["url"], found.start(), found.end()) for found in LITERAL.finditer(text))


def without_variable(url: str) -> str:
    """An address without the variable that it begins with, and with a name for each of the others."""
    return _FILLED_IN.sub("{name}", _BASE.sub("", url, count=1))


def _called(found: re.Match[str]) -> str:
    """The call that an address is piped into, with the address as its argument."""
    return f"{found['name']}({found['text']}{')' if found['more'] else ', '}"


def _replaced(text: str, name: str, value: str, after: str = "") -> str:
    """A text with a value where its variable is used, unless it gets another one; `after` is a pattern before a use."""
    bare, word = code_of(text).bare, re.escape(name)
    given = list(re.finditer(rf"{_STATEMENT}{word}(?:\s*:\s*\w+[?]?)?\s*(?:[:+.]?=(?![=>])|<<)", bare, re.MULTILINE))
    if len(given) != 1:
        return text
    begin = given[0].end()
    end = next((one.start() for one in DEFINITION.finditer(bare, begin)), len(bare))
    used = re.compile(rf"(?P<kept>{after})(?<![\w.$>-]){word}{_CONVERTED}(?![\w(]|\s*(?:[.:+=]|->|<<))")
    uses = list(islice(used.finditer(bare, begin, end), _MOST_USES + 1))
    if len(uses) > _MOST_USES:
        return text
    parts, last = list[str](), 0
    for found in uses:
        parts += [text[last : found.end("kept")], value]
        last = found.end()
    return "".join([*parts, text[last:]])
