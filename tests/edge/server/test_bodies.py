"""Bodies and heads that are too large or too slow: each is refused in one line that names the bound."""

import asyncio
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from token_conformance.edge.server import bodies
from token_conformance.edge.server.bodies import FORM, OTHER, BoundedBodies
from token_conformance.model.bounds import MEGABYTE

Sent = list[Message]


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the number of bytes of the body, and keep nothing."""
    size = 0
    async for part in Request(scope, receive).stream():
        size += len(part)
    await PlainTextResponse(str(size))(scope, receive, send)


async def unread(scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse a caller without reading the body."""
    await PlainTextResponse("no", 401)(scope, receive, send)


def ask(
    app: BoundedBodies, parts: list[bytes], *, kind: str = "application/json", pause: float = 0.0, **scope: Any
) -> tuple[int, str]:
    """Send a body in parts; returns the status and the text of the answer."""
    sent: Sent = []
    left = list(parts)

    async def receive() -> Message:
        await asyncio.sleep(pause)
        part = left.pop(0) if left else b""
        return {"type": "http.request", "body": part, "more_body": bool(left)}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-type", kind.encode()), *scope.pop("headers", [])]
    known = {"type": "http", "method": "POST", "path": "/x", "raw_path": b"/x", "query_string": b"", "headers": headers}
    asyncio.run(app({**known, **scope}, receive, send))
    start, *bodies_ = sent
    return start["status"], b"".join(message["body"] for message in bodies_).decode().strip()


MULTIPART = "multipart/form-data; boundary=x"
PART = bytes(MEGABYTE)


@pytest.mark.parametrize(("kind", "most"), [("application/json", OTHER.one), (MULTIPART, FORM.one)])
def test_the_most_bytes_of_a_body_are_read(kind: str, most: int) -> None:
    """A form may have an attachment of 100 MB; one byte more than the bound is refused."""
    assert (200, str(most * MEGABYTE)) == ask(BoundedBodies(echo), [PART] * most, kind=kind, method="PUT", path="/a")
    status, line = ask(BoundedBodies(echo), [PART] * most + [b"x"], kind=kind)
    name = "a form" if kind == MULTIPART else "a body that is not a form"
    assert (413, f"The local model reads at most {most} MB of {name}.") == (status, line)


def test_a_declared_body_is_refused_before_it_is_read() -> None:
    """Nothing of it is passed on."""
    headers = [(b"content-length", b"9000000000")]
    assert 413 == ask(BoundedBodies(echo), [b"x"], headers=headers)[0]


def test_a_body_that_nobody_reads_is_not_looked_at() -> None:
    """A caller without a credential gets the answer of the product."""
    assert (401, "no") == ask(BoundedBodies(unread), [b"x"], headers=[(b"content-length", b"9000000000")])


def test_what_is_kept_is_bounded() -> None:
    """The bodies of writes that succeeded are counted, those of reads and of refusals are not."""
    app = BoundedBodies(echo)
    for method, path in (("GET", "/x"), ("POST", "/rest/api/3/search/jql"), ("POST", "/x")):
        for _ in range(9):
            assert 200 == ask(app, [PART] * 7, method=method, path=path)[0]
    status, line = ask(app, [PART] * 7)
    expected = "The local model holds at most 64 MB of requests with a body that is not a form"
    assert (507, f"{expected}; start it again to empty it.") == (status, line)
    assert 200 == ask(app, [PART])[0]
    assert 200 == ask(app, [PART] * 100, kind=MULTIPART)[0]


def test_a_slow_body_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is that of the whole body, not of the wait for its next byte."""
    monkeypatch.setattr(bodies, "BODY_SECONDS", 0.2)
    monkeypatch.setattr(bodies, "_DRAIN_SECONDS", 0.1)
    line = "The local model waits at most 0 seconds for a body."
    assert (408, line) == ask(BoundedBodies(echo), [b"x"] * 100, pause=0.01)


@pytest.mark.parametrize(
    "scope",
    [
        {"headers": [(b"x", b"y" * 70_000)]},
        {"headers": [(b"x", b"y")] * 40_000},
        {"raw_path": b"/" + b"x" * 70_000},
        {"query_string": b"x" * 70_000},
    ],
)
def test_a_long_head_is_refused(scope: dict[str, Any]) -> None:
    """Whatever is long in it."""
    line = "The local model reads at most 65,536 bytes of a target and headers."
    assert (431, line) == ask(BoundedBodies(echo), [b""], **scope)


def test_a_long_answer_is_handed_over_in_pieces() -> None:
    """A slow client does not make the server hold a whole attachment for it."""

    async def long(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("x" * 200_000 + "y")(scope, receive, send)

    sent: Sent = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    scope = {"type": "http", "method": "GET", "path": "/x", "raw_path": b"/x", "query_string": b"", "headers": []}
    asyncio.run(BoundedBodies(long)(scope, receive, send))
    assert [65_536, 65_536, 65_536, 3_393] == [len(message["body"]) for message in sent[1:]]
    assert [True, True, True, False] == [message.get("more_body", False) for message in sent[1:]]
    assert b"x" * 200_000 + b"y" == b"".join(message["body"] for message in sent[1:])
