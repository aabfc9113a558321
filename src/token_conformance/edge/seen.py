"""What reached the edge, kept so that a run's rate, retries and manners can be measured; no token is kept."""

import json
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from token_conformance.edge.accounts import Token
from token_conformance.edge.credentials import kind_of


@dataclass
class Seen:
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


class Observer:
    """Notes in `seen` each request that goes through to another application, and in a file once it has ended."""

    def __init__(self, app: ASGIApp, tokens: Mapping[str, Token], seen: list[Seen], file: Path | None) -> None:
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

    def _note(self, request: Request) -> Seen:
        return Seen(
            started=time.time(),
            method=request.method,
            host=request.headers.get("host", ""),
            path=request.scope["path"],
            credential=kind_of(request.headers.get("authorization"), self._tokens),
            user_agent=request.headers.get("user-agent", ""),
        )

    def _write(self, seen: Seen) -> None:
        if self._file is None:
            return
        with suppress(OSError), self._file.open("a", encoding="utf-8") as file:  # a full disk is no answer's fault
            file.write(json.dumps(asdict(seen)) + "\n")
