"""What reached the edge but was meant for nobody behind it, kept so that a stray credential is noticed."""

import json
import time
from collections.abc import Container, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from token_conformance.edge.access.credentials import kind_of
from token_conformance.edge.access.tokens import Token

_CREDENTIAL_HEADERS = ("authorization", "cookie")


@dataclass(frozen=True)
class ForeignRequest:
    """A request that the edge refused with 421: another host, or Atlassian's over plain http.

    `carried_credential` says that it had an `Authorization` header or any cookie; neither is kept.
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
    """Whether any of a request's header names (in lower case) can hold a credential."""
    return any(name in header_names for name in _CREDENTIAL_HEADERS)


@dataclass
class LoggedRequest:
    """A request, from its arrival to the end of its answer (both in seconds since the epoch).

    `credential` is `none`, `unscoped`, `scoped` or `invalid`. `status` is None while there is no answer, and stays so
    if there never is one; `ended` is None until then.
    """

    started: float
    method: str
    host: str
    path: str
    credential: str
    user_agent: str
    status: int | None = None
    ended: float | None = None


class RequestLog:
    """Notes in `seen` each request that goes through to another application, and in a file once it has ended."""

    def __init__(self, app: ASGIApp, tokens: Mapping[str, Token], seen: list[LoggedRequest], file: Path | None) -> None:
        self._app = app
        self._tokens = tokens
        self._seen = seen
        self._file = file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on."""
        seen = self._note(Request(scope))
        self._seen.append(seen)

        async def observed(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen.status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, observed)
        finally:
            seen.ended = time.time()
            self._write(seen)

    def _note(self, request: Request) -> LoggedRequest:
        return LoggedRequest(
            started=time.time(),
            method=request.method,
            host=request.headers.get("host", ""),
            path=request.scope["path"],
            credential=kind_of(request.headers.get("authorization"), self._tokens),
            user_agent=request.headers.get("user-agent", ""),
        )

    def _write(self, seen: LoggedRequest) -> None:
        if self._file is None:
            return
        with suppress(OSError), self._file.open("a", encoding="utf-8") as file:  # a full disk is no answer's fault
            file.write(json.dumps(asdict(seen)) + "\n")
