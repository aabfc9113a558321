"""The log of an edge's requests: every request that it received, and the foreign ones that it refused.

Neither kind of entry contains a token. The foreign requests show whether a client sent a credential to a wrong host.
"""

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
    """A request that the edge refused with 421: to another host, or to one of Atlassian's over plain http.

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

    `credential` is `none`, `unscoped`, `scoped` or `invalid`. `status` is None until the answer starts, and stays None
    if an answer never starts. `ended` is None until the answer has ended.
    """

    started: float
    method: str
    host: str
    path: str
    credential: str
    user_agent: str
    status: int | None = None
    ended: float | None = None


class RequestLogger:
    """ASGI middleware that appends each request to `log`, and writes it to `file` when its answer has ended."""

    def __init__(self, app: ASGIApp, tokens: Mapping[str, Token], log: list[LoggedRequest], file: Path | None) -> None:
        self._app = app
        self._tokens = tokens
        self._log = log
        self._file = file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on to the application."""
        logged = self._logged(Request(scope))
        self._log.append(logged)

        async def send_and_log(message: Message) -> None:
            if message["type"] == "http.response.start":
                logged.status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_and_log)
        finally:
            logged.ended = time.time()
            self._write(logged)

    def _logged(self, request: Request) -> LoggedRequest:
        return LoggedRequest(
            started=time.time(),
            method=request.method,
            host=request.headers.get("host", ""),
            path=request.scope["path"],
            credential=kind_of(request.headers.get("authorization"), self._tokens),
            user_agent=request.headers.get("user-agent", ""),
        )

    def _write(self, logged: LoggedRequest) -> None:
        if self._file is None:
            return
        with suppress(OSError), self._file.open("a", encoding="utf-8") as file:  # a full disk must not spoil an answer
            file.write(json.dumps(asdict(logged)) + "\n")
