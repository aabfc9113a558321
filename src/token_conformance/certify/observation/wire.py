"""The recorder of every request to the edge and its proxy: where it carries a token, and how it was answered."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlsplit

import h11
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from token_conformance.certify.observation.observation import Place, WireRequest
from token_conformance.certify.observation.tenants import Tokens
from token_conformance.certify.scenarios.rewriting import body_of
from token_conformance.edge.access.credentials import credential_of
from token_conformance.edge.access.tokens import Token
from token_conformance.edge.ruled import NOT_MODELLED, rule_of
from token_conformance.edge.server import http2, untunnelled
from token_conformance.edge.server.bodies import BodyError
from token_conformance.edge.server.untunnelled import is_untunnelled

MOST_REQUESTS = 20_000
"""The most requests of a trace: about what a fast client sends in the longest time of all actions of a scenario."""
MOST_CHARACTERS = 10_000_000
"""The most characters of the URLs in a trace."""

LONGEST_SENTENCE = 500
"""The most characters of what the model says of an answer that it does not know."""

_PLACES = {"authorization": Place.HEADER, "cookie": Place.COOKIE, "referer": Place.REFERER}


@dataclass(frozen=True)
class ReceivedRequest:
    """A request as the edge received it; the `url`, but not the `host`, includes a user name and password."""

    scheme: str
    method: str
    url: str
    headers: Headers
    body: bytes = b""

    @classmethod
    def over_tls(cls, request: Request, body: bytes) -> Self:
        """Read a request that the edge received over TLS."""
        host = request.headers.get("host", "").lower().removesuffix(":443")
        query = f"?{request.url.query}" if request.url.query else ""
        return cls("https", request.method, f"https://{host}{request.scope['path']}{query}", request.headers, body)

    @classmethod
    def over_plain_http(cls, request: h11.Request) -> Self:
        """Read a request that the proxy received without TLS; its body is not read."""
        headers = Headers(raw=[(name.lower(), value) for name, value in request.headers])
        target = request.target.decode("latin-1")
        url = target if "//" in target else f"http://{headers.get('host', '')}{target}"
        scheme = "https" if is_untunnelled(request) else "http"
        return cls(scheme, request.method.decode("latin-1"), url, headers)

    @property
    def host(self) -> str:
        """The host, with its port unless that is the default of https."""
        return self._part(1).rpartition("@")[2]

    @property
    def path(self) -> str:
        """The path of the URL."""
        return self._part(2)

    @property
    def query(self) -> str:
        """The query string, without its question mark."""
        return self._part(3)

    def places(self, tokens: Tokens) -> tuple[Place, ...]:
        """Every place that contains a token, each once, in the order of `Place`."""
        found = {_PLACES.get(name, Place.OTHER_HEADER) for name, value in self.headers.items() if tokens.are_in(value)}
        if tokens.are_in(self.url):
            found.add(Place.URL)
        if tokens.are_in(self.body.decode("utf-8", "replace")):
            found.add(Place.BODY)
        return tuple(place for place in Place if place in found)

    def _part(self, number: int) -> str:
        try:
            return urlsplit(self.url)[number]
        except ValueError:  # a host in brackets that is not an IPv6 address
            return ""


@dataclass
class WireRecorder:
    """Records the requests to one edge in the order of their arrival, and counts connections without a request.

    `known` are the tokens that the edge accepts, `secret` are all tokens of the scenario. `conditions` wraps the edge's
    application in the scenario's conditions.
    """

    known: Mapping[str, Token]
    secret: Tokens
    conditions: Callable[[ASGIApp], ASGIApp]
    requests: list[WireRequest] = field(default_factory=list)
    incomplete: str = ""
    """Why the requests are not the whole trace; nothing can be concluded from it then. Empty if they are."""
    _characters: int = 0
    _handshakes: int = 0
    _connections: set[object] = field(default_factory=set)
    _start: float = field(default_factory=time.monotonic)

    @property
    def untrusted(self) -> int:
        """The number of TLS connections that the client gave up before a request."""
        return max(0, self._handshakes - len(self._connections))

    def now(self) -> float:
        """Seconds since the scenario's start."""
        return round(time.monotonic() - self._start, 3)

    def in_front_of(self, app: ASGIApp) -> ASGIApp:
        """An application that records each request and passes it on to the conditions and the edge."""
        conditioned = self.conditions(app)

        async def recorded(scope: Scope, receive: Receive, send: Send) -> None:
            self._connections.add(scope["client"])
            body, receive = await self._body(scope, receive)
            index = len(self.requests)
            self._append(self._record(ReceivedRequest.over_tls(Request(scope), body)))
            if self.incomplete:
                raise BodyError(503, f"The local model answers no more: {self.incomplete}.")
            try:
                answering = app if scope["method"] == http2.METHOD else conditioned
                await answering(scope, receive, self._recording_send(index, scope, send))
            finally:
                if self.requests[index].status is not None and self.requests[index].ended is None:
                    self._update(index, ended=self.now())

        return recorded

    def handshake(self) -> None:
        """Count a TLS handshake."""
        self._handshakes += 1

    def plain(self, request: h11.Request) -> None:
        """Record a request over plain http, which the proxy answers with 421, or one that lacks a tunnel (501)."""
        recorded = self._record(ReceivedRequest.over_plain_http(request))
        status, sentence = (501, untunnelled.SENTENCE) if is_untunnelled(request) else (421, "")
        self._append(replace(recorded, ended=recorded.started, status=status, not_modelled=sentence))

    async def _body(self, scope: Scope, receive: Receive) -> tuple[bytes, Receive]:
        """The body of a request; a request whose body does not arrive as a whole is recorded without it."""
        try:
            return await body_of(scope, receive)
        except (BodyError, ClientDisconnect) as error:
            self._append(self._record(ReceivedRequest.over_tls(Request(scope), b"")))
            if isinstance(error, BodyError):
                self.incomplete = self.incomplete or f"a body was not read ({error})"
            raise

    def _append(self, request: WireRequest) -> None:
        """Add a request to the trace, unless it is full."""
        self._characters += sum(map(len, (request.host, request.method, request.path, request.query)))
        if len(self.requests) >= MOST_REQUESTS:
            self.incomplete = f"more than {MOST_REQUESTS:,} requests were sent"
        elif self._characters > MOST_CHARACTERS:
            self.incomplete = f"the URLs of the requests have more than {MOST_CHARACTERS:,} characters"
        else:
            self.requests.append(request)

    def _record(self, received: ReceivedRequest) -> WireRequest:
        mask = self.secret.mask
        return WireRequest(
            started=self.now(),
            ended=None,
            scheme=received.scheme,
            host=mask(received.host),
            method=received.method,
            path=mask(received.path),
            query=mask(received.query),
            credential=credential_of(received.headers.get("authorization"), self.known),
            places=received.places(self.secret),
            status=None,
        )

    def _recording_send(self, index: int, scope: Scope, send: Send) -> Send:
        async def recording(message: Message) -> None:
            if message["type"] == "http.response.start":
                location = self.secret.mask(Headers(raw=message["headers"]).get("location", ""))
                self._characters += len(location)
                self._update(index, status=message["status"], location=location)
            elif rule_of(scope) == NOT_MODELLED and not self.requests[index].not_modelled:
                self._update(index, not_modelled=self._sentence(message["body"]))
            if message["type"] == "http.response.body" and not message.get("more_body"):
                self._update(index, ended=self.now())  # a client that has it may act before this thread goes on
            await send(message)

        return recording

    def _sentence(self, body: bytes) -> str:
        """The model's own sentence in the body of its answer."""
        return self.secret.mask(body.decode("utf-8", "replace").strip())[:LONGEST_SENTENCE]

    def _update(self, index: int, **changes: object) -> None:
        self.requests[index] = replace(self.requests[index], **changes)  # type: ignore[arg-type]  # fields of WireRequest
