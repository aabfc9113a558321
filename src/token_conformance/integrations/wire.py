"""The recorder in front of the edge and at its door: every request, where its token stood, and what was answered."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import h11
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from token_conformance.certify.scenarios.conditions.rewriting import body_of
from token_conformance.edge.accounts import Token
from token_conformance.edge.credentials import kind_of
from token_conformance.integrations.arrival import Arrival
from token_conformance.integrations.observation import WireRequest
from token_conformance.integrations.tokens import Tokens
from token_conformance.model import Credential


@dataclass
class Wire:
    """A witness of one edge: `requests` in the order of their arrival, and how many connections had none.

    `known` are the tokens that the edge knows, `secret` all that must be found; `conditions` is put between the edge
    and the recorder.
    """

    known: Mapping[str, Token]
    secret: Tokens
    conditions: Callable[[ASGIApp], ASGIApp]
    requests: list[WireRequest] = field(default_factory=list)
    _handshakes: int = 0
    _connections: set[object] = field(default_factory=set)
    _start: float = field(default_factory=time.monotonic)

    @property
    def untrusted(self) -> int:
        """How many TLS connections were given up before any request."""
        return max(0, self._handshakes - len(self._connections))

    def now(self) -> float:
        """Seconds since the scenario's start."""
        return round(time.monotonic() - self._start, 3)

    def in_front_of(self, app: ASGIApp) -> ASGIApp:
        """Record what passes, with the conditions behind."""
        behind = self.conditions(app)

        async def recorded(scope: Scope, receive: Receive, send: Send) -> None:
            self._connections.add(scope["client"])
            body, receive = await body_of(scope, receive)
            place = len(self.requests)
            self.requests.append(self._record(Arrival.over_tls(Request(scope), body)))
            try:
                await behind(scope, receive, self._noting(place, send))
            finally:
                if self.requests[place].status is not None:
                    self._note(place, ended=self.now())

        return recorded

    def handshake(self) -> None:
        """Count one."""
        self._handshakes += 1

    def plain(self, request: h11.Request) -> None:
        """Record what came over plain http, and is answered 421 by the door."""
        recorded = self._record(Arrival.over_plain_http(request))
        self.requests.append(replace(recorded, ended=recorded.started, status=421))

    def _record(self, arrival: Arrival) -> WireRequest:
        mask = self.secret.mask
        return WireRequest(
            started=self.now(),
            ended=None,
            scheme=arrival.scheme,
            host=mask(arrival.host),
            method=arrival.method,
            path=mask(arrival.path),
            query=mask(arrival.query),
            credential=Credential(kind_of(arrival.headers.get("authorization"), self.known)),
            places=arrival.places(self.secret),
            status=None,
        )

    def _noting(self, place: int, send: Send) -> Send:
        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                location = self.secret.mask(Headers(raw=message["headers"]).get("location", ""))
                self._note(place, status=message["status"], location=location)
            await send(message)

        return noting

    def _note(self, place: int, **seen: object) -> None:
        self.requests[place] = replace(self.requests[place], **seen)  # type: ignore[arg-type]  # fields of WireRequest
