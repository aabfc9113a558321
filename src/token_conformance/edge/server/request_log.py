"""The log of an edge's requests: the latest requests that it received, and the latest foreign ones that it refused.

Neither kind of entry contains a token: a token in a path or query string is masked. The foreign requests show whether a
client sent a credential to a wrong host.
"""

import json
import os
import re
import time
from collections.abc import Container, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from token_conformance.edge.access.credentials import kind_of
from token_conformance.edge.access.tokens import Token
from token_conformance.edge.ruled import rule_of
from token_conformance.errors import UserError
from token_conformance.model.answer import start_of
from token_conformance.redaction.redactor import Redactor

MOST_ENTRIES = 10_000
"""The most entries of a list of requests; the older half is dropped when there are more."""
LONGEST_TEXT = 1_000
"""The most characters of a text in an entry; a client chooses the texts, and one head may have 64 KB of them."""

_CREDENTIAL_HEADERS = ("authorization", "cookie")

_LONGEST_TOKEN = 1_000
"""The most characters of a token that is found where a text is cut off."""

_MASKED_TEXTS = 1_000
"""The texts whose masked form is kept, because clients send the same ones again; each has at most 2,000 characters."""

_CREDENTIAL_PARAMETER = re.compile(
    r"(?<![^&])((?:api_?|access_?|refresh_?|id_?)?token|api_?key|(?:os_)?password|(?:client_)?secret|jwt|authorization)"
    r"=[^&]+",
    re.IGNORECASE,
)
"""A query parameter whose value is a credential by its name. That of `nextPageToken` is not."""

T = TypeVar("T")


class Latest(list[T]):
    """The latest entries, at most `MOST_ENTRIES`: an edge may run for days, and its memory must not grow."""

    def append(self, entry: T) -> None:
        """Add an entry, and drop the older half of the entries if there are too many."""
        super().append(entry)
        if len(self) > MOST_ENTRIES:
            del self[: len(self) // 2]


def shortened(text: str) -> str:
    """The text of an entry without its end if it is too long."""
    return start_of(text, LONGEST_TEXT)


@dataclass(frozen=True)
class ForeignRequest:
    """A request that the edge refused: to another host (421), or to one of Atlassian's over plain http (421).

    One for an https address that came to the proxy without a tunnel is refused with 501.

    `carried_credential` says whether it had an `Authorization` header or any cookie; the values are not stored.
    """

    scheme: str
    host: str
    method: str
    path: str
    carried_credential: bool

    def __str__(self) -> str:
        credential = "with" if self.carried_credential else "without"
        return f"{self.method} {self.scheme}://{self.host}{self.path} ({credential} a credential)"


def carries_credential(header_names: Container[str]) -> bool:
    """Whether any of a request's header names (in lower case) can contain a credential."""
    return any(name in header_names for name in _CREDENTIAL_HEADERS)


@dataclass
class LoggedRequest:
    """A request, from its arrival (`started`) to the end of its answer (`ended`), both in seconds since the epoch.

    `query` is the query string without its question mark. `credential` is a word of `kind_of`, such as `none`,
    `unscoped`, `scoped`, `service-account` or `invalid`. `status` is None until the answer starts, and stays None if an
    answer never starts. `rule` is the id of the rule by which the edge answered, or another word of `edge/ruled.py`; it
    is empty until the answer starts. `ended` is None until the answer has ended.
    """

    started: float
    method: str
    host: str
    path: str
    query: str
    credential: str
    user_agent: str
    status: int | None = None
    rule: str = ""
    ended: float | None = None


class RequestLogger:
    """ASGI middleware that appends each request to `log`, and writes it to `file` when its answer has ended."""

    def __init__(self, app: ASGIApp, tokens: Mapping[str, Token], log: list[LoggedRequest], file: Path | None) -> None:
        self._app = app
        self._tokens = tokens
        self._log = log
        self._file = file
        self._redactor = Redactor()
        for value, token in tokens.items():
            self._redactor.protect_secret(value, "token", token.email)
        self._masked = lru_cache(_MASKED_TEXTS)(self._mask)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on to the application."""
        scope.setdefault("state", {})  # where the rule of the answer is noted, for this request alone
        logged = self._logged(Request(scope))
        self._log.append(logged)

        async def send_and_log(message: Message) -> None:
            if message["type"] == "http.response.start":
                logged.status, logged.rule = message["status"], rule_of(scope)
            await send(message)

        try:
            await self._app(scope, receive, send_and_log)
        finally:
            logged.ended = time.time()
            self._write(logged)

    def _logged(self, request: Request) -> LoggedRequest:
        return LoggedRequest(
            started=time.time(),
            method=shortened(request.method),
            host=shortened(request.headers.get("host", "")),
            path=self._masked(_start(request.scope["path"])),
            query=self._masked(_start(_CREDENTIAL_PARAMETER.sub(r"\1=<token>", _query_of(request)))),
            credential=kind_of(request.headers.get("authorization"), self._tokens),
            user_agent=self._masked(_start(request.headers.get("user-agent", ""))),
        )

    def _mask(self, text: str) -> str:
        """A text without tokens, and not longer than a text may be."""
        return shortened(self._redactor(text))

    def _write(self, logged: LoggedRequest) -> None:
        if self._file is not None:
            with suppress(OSError):  # a full disk must not spoil an answer
                _append(self._file, json.dumps(asdict(logged)) + "\n")


def _start(text: str) -> str:
    """What is kept of a text, with a token that begins in it."""
    return text[: LONGEST_TEXT + _LONGEST_TOKEN]


def _query_of(request: Request) -> str:
    query: bytes = request.scope["query_string"]
    return query.decode("latin-1")


def prepare_log(path: Path) -> None:
    """Create the file of a log, or check that lines can be added to it.

    Raises OSError if it cannot be written, and UserError for a file of something else, which lines would spoil.
    """
    _append(path, "")
    if path.is_file() and not _is_log(path):
        raise UserError(f"{path}: is not a log of requests, so nothing is added to it; name another file with --log")


def _append(path: Path, text: str) -> None:
    with open(path, "a", encoding="utf-8", opener=_open_at_once) as file:  # a Path takes no opener
        file.write(text)


def _open_at_once(path: str, flags: int) -> int:
    """Open the file without waiting for the reader of a named pipe: all requests would wait with it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o666)


def _is_log(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(1) in {b"", b"{"}
