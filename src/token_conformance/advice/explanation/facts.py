"""What a paste shows, in the words of `rules.toml`; every text in it is redacted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from textwrap import dedent

from token_conformance.advice.explanation.exchange import Exchange, Piece
from token_conformance.advice.explanation.failures import failed_calls, failed_of
from token_conformance.advice.explanation.place import form_of, marks_of, product_of
from token_conformance.advice.explanation.reading import exchanges
from token_conformance.advice.explanation.redacted import redacted
from token_conformance.advice.explanation.shape import KINDS, shape
from token_conformance.advice.explanation.structured import as_trace
from token_conformance.redaction.leaks.escapes import TERMINAL

_MOST = 100
_BEGINNING, _END = 20_000, 40_000
"""The characters of a long text that are read."""
_STAMP = re.compile(
    r"(?m)^(?:\[?\d{4}-\d\d-\d\d[T ][\d:.,]{8,20}(?:Z|[+-]\d\d:?\d\d)?\]?|\[\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]"
    r"|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,60} [\w./-]{1,60}(?:\[\d{1,9}\])?:|[\w.-]{1,40} +\|) "
)
"""What a service puts before each line of a log: the time, the program, or the name of a container."""

_QUOTE_IN_TEXT = re.compile(r"\\+(?=\")")

_SCOPED = re.compile(
    r"(?i)\bscoped (?:personal )?(?:api |access )?(?:tokens?|pats?|api keys?)\b"
    r"|\b(?:tokens?|pats?) with (?:(?:the|these|following|all|classic|granular|selected) )*scopes?\b"
)
"""How people call a token with scopes."""

_CODE = re.compile(r"(?m)^[ \t]+File .{1,300}, line \d+.*\n(?: {4,}.*\n)*|^[ \t]+at [\w$.<>/ ]*\(?.{0,300}:\d+.*$")
"""A line of a traceback with the code that it shows, and a line of a stack."""


@dataclass(frozen=True)
class Facts:
    """The exchange that failed, all exchanges in their order, all of the text, and what the credential looks like.

    `credential` has its scheme, its kind if the form tells it, and marks of what is wrong with it, such as `no-email`.
    """

    text: str
    failed: Exchange
    exchanges: Sequence[Exchange] = ()
    credential: frozenset[str] = frozenset()

    @classmethod
    def of(cls, paste: str) -> "Facts":
        """Read a paste; raises UserError, in one line, if all calls are to other services."""
        raw = _plain(_ends(as_trace(paste)))
        text = redacted(raw)
        found = exchanges(text)
        failed = failed_of(found)
        return cls(text, failed, found, _credential(raw, found, failed))

    @property
    def others(self) -> Sequence[Exchange]:
        """The exchanges besides the one that failed."""
        return [one for one in self.exchanges if one is not self.failed]

    @property
    def status(self) -> int | None:
        """The status of the answer."""
        return self.failed.status

    @property
    def headers(self) -> Mapping[str, Piece]:
        """The telling headers of the answer."""
        return self.failed.headers

    @cached_property
    def words(self) -> str:
        """The text without other calls that failed, and without lines of code, whose names no answer says."""
        others = {id(one) for call in self.failed_calls for one in call if self.failed not in call}
        shown = [one.text for one in self.exchanges if id(one) not in others]
        return _CODE.sub("", "\n".join(shown) if others else self.text)

    @cached_property
    def failed_calls(self) -> Sequence[Sequence[Exchange]]:
        """The refused exchanges of each call that failed."""
        return failed_calls(self.exchanges)

    @cached_property
    def form(self) -> str:
        """Where the call goes."""
        return form_of(self.failed)

    @cached_property
    def product(self) -> str:
        """The product of the path."""
        return product_of(self.failed)

    @cached_property
    def marks(self) -> frozenset[str]:
        """What is to be said of the address, the credential, and the exchange as a whole."""
        return marks_of(self.failed) | self._of_exchange()

    def _of_exchange(self) -> frozenset[str]:
        failed, found = self.failed, set(self.credential)
        sent = failed.sent
        if sent is not None and len(sent) > 1 and "authorization" not in sent:
            found.add("no-authorization")
        if sent and "cookie" in sent:
            found.add("cookie-sent")
        found |= self._of_caller() | set(self._of_texts())
        if failed.all_headers:
            found.add("all-headers")
        if failed.path:
            found.add("has-path")
        if any(one.is_good and one.host == failed.host and self._asks_for_login(one) for one in self.others):
            found.add("other-call-works")
        if "x-seraph-loginreason" in failed.headers:
            found.add("login-reason")
        if self.product == "bitbucket":
            found.add("of-bitbucket")
        return frozenset(found)

    def _of_texts(self) -> Iterator[str]:
        """What the paste as a whole says."""
        if self.form == "site" and any(one.is_good and form_of(one) == "gateway" for one in self.others):
            yield "works-at-gateway"
        if _SCOPED.search(self.words):
            yield "scoped-token"
        if self.body_is_html:
            yield "html"

    def _of_caller(self) -> frozenset[str]:
        """Whether the answer names its caller: an account of Cloud, or a user of a server of one's own."""
        headers = self.failed.headers
        user, reason = headers.get("x-ausername"), headers.get("x-seraph-loginreason")
        is_named = user is not None and user.value not in {"", "anonymous"}
        if "x-aaccountid" in headers or is_named or (reason is not None and reason.value == "OK"):
            return frozenset({"resolved"})
        return frozenset({"anonymous-user"} if user is not None and user.value == "anonymous" else ())

    @staticmethod
    def _asks_for_login(one: Exchange) -> bool:
        return "x-aaccountid" in one.headers or one.path.rstrip("/").endswith(("/myself", "/user/current"))

    @cached_property
    def body_is_html(self) -> bool:
        """Whether a web page came back, by its content type or its beginning."""
        kind = self.headers.get("content-type")
        begins = re.search(r"(?i)<(?:!doctype html|html[\s>]|head>|form\s)", self.failed.text)
        return begins is not None or (kind is not None and "text/html" in kind.value and self.status is not None)


def _credential(raw: str, found: Sequence[Exchange], failed: Exchange) -> frozenset[str]:
    """What the credential of the failed exchange looks like; that of all the text if only other lines show one."""
    whole, lines = shape(raw), raw.splitlines()
    begin = sum(one.text.count("\n") + 1 for one in takewhile(lambda one: one is not failed, found))
    own = shape("\n".join(lines[begin : begin + failed.text.count("\n") + 1]))
    return own | (whole & KINDS) if own & {"basic", "bearer"} else whole


def _plain(text: str) -> str:
    """A text without colours, an indent, what is before each line of a log, and marks before quotes."""
    text = _QUOTE_IN_TEXT.sub("", TERMINAL.sub("", text).replace("\r", ""))
    lines = sum(map(bool, map(str.strip, text.splitlines())))
    return dedent(_STAMP.sub("", text) if len(_STAMP.findall(text)) * 3 > lines else text)


def _ends(text: str) -> str:
    """A text without its middle, in whole lines, if it is long: a call is at the beginning, what failed at the end."""
    if len(text) <= _BEGINNING + _END:
        return text
    first = text[:_BEGINNING].rpartition("\n")[0]
    return f"{first}\n{text[-_END:].partition(chr(10))[2]}"


def shown(quote: str) -> str:
    """A quote as one short line."""
    line = " ".join(quote.split())
    return line if len(line) <= _MOST else f"{line[: _MOST - 1]}…"
