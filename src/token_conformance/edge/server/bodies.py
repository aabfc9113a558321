"""Bounds on the requests that the edge reads and keeps, and on how much of an answer waits for a slow client."""

import asyncio
from collections import Counter
from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from token_conformance.edge.ruled import BOUND, note_rule
from token_conformance.model.bounds import MEGABYTE

LONGEST_HEAD = 65_536
"""The most bytes of the target and the headers of a request."""
BODY_SECONDS = 300.0
"""The longest time from the first to the last byte of a body."""
_DRAIN_SECONDS = 2.0
"""How long the rest of a refused body is read: most clients read the answer only after they have sent everything."""
_PIECE = 65_536
"""The most bytes of an answer that are handed over at once: the next ones are not, until the client has read."""
_READS = frozenset({"GET", "HEAD"})
_READS_BY_POST = ("/search", "/search/jql")


@dataclass(frozen=True)
class Bound:
    """The most megabytes of one body of a kind, and of all bodies that are being received or were kept together."""

    kind: str
    one: int
    all: int


FORM = Bound("a form", 128, 512)
"""A form has the files of attachments, of which 100 MB are ordinary."""
OTHER = Bound("a body that is not a form", 8, 64)
"""Parsed JSON takes many times the bytes of its text."""


class BodyError(Exception):
    """A request that the edge does not read: the message is the line of its answer, `status` the answer's status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class BoundedBodies:
    """ASGI middleware that answers 413, 408, 431 or 507 to a request that exceeds a bound."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._held: Counter[Bound] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on to the application."""
        body = _Body(scope, receive, self._held)
        answer = _Answer(send)
        try:
            _check_head(scope)
            await self._app(scope, body.receive, answer.send)
        except BodyError as error:
            if answer.status is not None:
                raise  # the answer has begun, so the connection can only be closed
            await body.drain()
            note_rule(scope, BOUND)
            await _refusal(error)(scope, receive, answer.send)
        except ClientDisconnect:  # in the middle of its body: nobody waits for an answer
            pass
        finally:
            if not answer.is_kept(scope):
                body.release()


class _Body:
    """The body of one request. Its bytes are held, in the account of all bodies of its kind, until it is released."""

    def __init__(self, scope: Scope, receive: Receive, held: Counter[Bound]) -> None:
        headers = Request(scope).headers
        self._bound = FORM if headers.get("content-type", "").startswith("multipart/form-data") else OTHER
        self._declared = int(headers.get("content-length", 0))
        self._receive = receive
        self._held = held
        self._size = 0
        self._deadline: float | None = None
        self._is_complete = False

    async def receive(self) -> Message:
        """The next message of the server; raises BodyError when the body exceeds a bound."""
        if self._is_complete:
            return await self._receive()
        self._take(0, self._declared)
        loop = asyncio.get_running_loop()
        self._deadline = self._deadline or loop.time() + BODY_SECONDS
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._receive()
        except TimeoutError:
            raise BodyError(408, f"The local model waits at most {BODY_SECONDS:.0f} seconds for a body.") from None
        self._take(len(message.get("body", b"")))
        self._is_complete = not message.get("more_body", False)
        return message

    async def drain(self) -> None:
        """Read what is left, for some seconds at most, and drop it."""
        try:
            async with asyncio.timeout(_DRAIN_SECONDS):
                while not self._is_complete:
                    self._is_complete = not (await self._receive()).get("more_body", False)
        except TimeoutError:
            pass

    def release(self) -> None:
        """Give back what the body holds, because nothing of it is kept."""
        self._held[self._bound] -= self._size
        self._size = 0

    def _take(self, received: int, declared: int = 0) -> None:
        self._size += received
        self._held[self._bound] += received
        kind = self._bound.kind
        if max(self._size, declared) > self._bound.one * MEGABYTE:
            raise BodyError(413, f"The local model reads at most {self._bound.one} MB of {kind}.")
        if self._held[self._bound] > self._bound.all * MEGABYTE:
            what = f"The local model holds at most {self._bound.all} MB of requests with {kind}"
            raise BodyError(507, f"{what}; start it again to empty it.")


class _Answer:
    """The answer to one request, which is handed over in pieces."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status: int | None = None

    async def send(self, message: Message) -> None:
        """Send one message of the application."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
        body = message.get("body", b"")
        for start in range(0, len(body) - _PIECE, _PIECE):
            await self._send({**message, "body": body[start : start + _PIECE], "more_body": True})
        last = (len(body) - 1) // _PIECE * _PIECE if body else 0
        await self._send({**message, "body": body[last:]} if body else message)

    def is_kept(self, scope: Scope) -> bool:
        """Whether the tenant may have kept something of the request."""
        reads = scope["method"] in _READS or scope["path"].endswith(_READS_BY_POST)
        return not reads and self.status is not None and 200 <= self.status < 300  # noqa: PLR2004  # success


def _check_head(scope: Scope) -> None:
    lengths = (len(name) + len(value) for name, value in scope["headers"])
    if sum(lengths, len(scope["raw_path"]) + len(scope["query_string"])) > LONGEST_HEAD:
        raise BodyError(431, f"The local model reads at most {LONGEST_HEAD:,} bytes of a target and headers.")


def _refusal(error: BodyError) -> PlainTextResponse:
    return PlainTextResponse(f"{error}\n", error.status, {"Connection": "close"})
