"""Tokens are found in every part of a request."""

import asyncio
from base64 import b64encode

import h11
import pytest
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from token_conformance.certify.observation import wire
from token_conformance.certify.observation.observation import Place
from token_conformance.certify.observation.tenants import Tokens
from token_conformance.certify.observation.wire import ReceivedRequest, WireRecorder
from token_conformance.edge.server.bodies import BodyError

EMAIL, TOKEN = "otter.7@example.com", "MADE-UP-TOKEN-0f3a=1A2B3C4D"
BASIC = f"Basic {b64encode(f'{EMAIL}:{TOKEN}'.encode()).decode()}"
TOKENS = Tokens([EMAIL], [TOKEN])
URL = "https://a-site.atlassian.net/rest/api/3/myself"


@pytest.mark.parametrize(
    ("url", "headers", "body", "places"),
    [
        (URL, {}, b"", ()),
        (URL, {"Authorization": BASIC}, b"", (Place.HEADER,)),
        (URL, {"Authorization": f"Bearer {TOKEN}"}, b"", (Place.HEADER,)),
        (f"{URL}?token={TOKEN.replace('=', '%3D')}", {}, b"", (Place.URL,)),
        (f"https://otter:{TOKEN}@a-site.atlassian.net/", {}, b"", (Place.URL,)),
        (
            URL,
            {"Cookie": f"login={TOKEN}", "Referer": f"{URL}?os_password={TOKEN}"},
            b"",
            (Place.COOKIE, Place.REFERER),
        ),
        (URL, {"Authorization": BASIC, "X-Api-Key": TOKEN}, b"", (Place.HEADER, Place.OTHER_HEADER)),
        (URL, {}, f'{{"password": "{TOKEN}"}}'.encode(), (Place.BODY,)),
        (URL, {}, b"\xff\xfe" + TOKEN.encode(), (Place.BODY,)),
    ],
)
def test_places(url: str, headers: dict[str, str], body: bytes, places: tuple[Place, ...]) -> None:
    """Each place that contains a token is named once."""
    assert places == ReceivedRequest("https", "POST", url, Headers(headers), body).places(TOKENS)


@pytest.mark.parametrize(
    ("target", "host", "path"),
    [
        ("http://a-site.atlassian.net/x?y=1", "a-site.atlassian.net", "/x"),
        ("/x?y=1", "other.example.com", "/x"),
        ("http://[no-address/x", "", ""),
    ],
)
def test_a_request_over_plain_http(target: str, host: str, path: str) -> None:
    """The host is in the target or the `Host` header; a target that is not a URL has none."""
    headers = [("Host", "other.example.com"), ("Authorization", BASIC)]
    received = ReceivedRequest.over_plain_http(h11.Request(method="GET", target=target, headers=headers))
    assert ("http", host, path, (Place.HEADER,)) == (
        received.scheme,
        received.host,
        received.path,
        received.places(TOKENS),
    )


def recorder() -> WireRecorder:
    """A recorder of a scenario without conditions."""
    return WireRecorder({}, TOKENS, lambda app: app)


def plain(path: str) -> h11.Request:
    """A request over plain http."""
    return h11.Request(method="GET", target=f"http://a.example.com/{path}", headers=[("Host", "a.example.com")])


def test_a_request_for_https_without_a_tunnel_did_not_come_through() -> None:
    """It shows where the token goes, and neither plain http nor what the client does with TLS."""
    seen = recorder()
    headers = [("Host", "a-site.atlassian.net"), ("Authorization", BASIC)]
    seen.plain(h11.Request(method="GET", target="https://a-site.atlassian.net/x", headers=headers))
    seen.plain(plain("x"))
    untunnelled, over_http = seen.requests
    assert ("https", 501, False) == (untunnelled.scheme, untunnelled.status, untunnelled.came_through)
    assert (Place.HEADER,) == untunnelled.places
    assert ("http", 421, True) == (over_http.scheme, over_http.status, over_http.came_through)


def test_a_trace_that_is_full_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """It never grows further, and it never looks complete."""
    monkeypatch.setattr(wire, "MOST_REQUESTS", 3)
    recorded = recorder()
    for number in range(3):
        recorded.plain(plain(str(number)))
    assert (3, "") == (len(recorded.requests), recorded.incomplete)
    recorded.plain(plain("more"))
    assert (3, "more than 3 requests were sent") == (len(recorded.requests), recorded.incomplete)


def test_long_urls_fill_a_trace_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their characters are counted together."""
    monkeypatch.setattr(wire, "MOST_CHARACTERS", 1_000)
    recorded = recorder()
    for _ in range(3):
        recorded.plain(plain("x" * 400))
    assert 2 == len(recorded.requests)
    assert "the URLs of the requests have more than 1,000 characters" == recorded.incomplete


def test_an_answer_has_ended_before_its_client_can_act() -> None:
    """Else a busy machine would show a shorter wait after 429 than the client's own."""
    recorded = recorder()

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        assert (recorded.requests[0].ended is None) == (message["type"] == "http.response.start")

    scope = {"type": "http", "method": "GET", "path": "/", "raw_path": b"/", "query_string": b"", "headers": []}
    scope |= {"client": ("127.0.0.1", 1), "server": ("a.example.com", 443), "scheme": "https"}

    async def ask() -> None:
        await recorded.in_front_of(PlainTextResponse("no", 429))(scope, receive, send)

    asyncio.run(ask())
    assert 429 == recorded.requests[0].status


@pytest.mark.parametrize(
    ("error", "incomplete"),
    [(BodyError(413, "Too long."), "a body was not read (Too long.)"), (ClientDisconnect(), "")],
)
def test_a_request_whose_body_is_not_complete_is_in_the_trace(error: Exception, incomplete: str) -> None:
    """Its headers may have a token; a body that was not read makes the trace incomplete."""
    recorded = recorder()

    async def receive() -> Message:
        raise error

    async def unused(*_: object) -> None:
        raise AssertionError

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/x",
        "query_string": b"",
        "client": ("127.0.0.1", 1),
        "headers": [(b"host", b"a.example.com"), (b"authorization", BASIC.encode())],
    }

    async def ask() -> None:
        await recorded.in_front_of(unused)(scope, receive, unused)

    with pytest.raises(type(error)):
        asyncio.run(ask())
    [request] = recorded.requests
    assert ("a.example.com", (Place.HEADER,), incomplete) == (request.host, request.places, recorded.incomplete)


def test_what_is_not_http1_meets_no_condition() -> None:
    """A client of HTTP/2 reads none of the scenario's answers, so none of them is recorded."""

    def answering(status: int) -> ASGIApp:
        async def answer(_scope: Scope, _receive: Receive, send: Send) -> None:
            await send({"type": "http.response.start", "status": status, "headers": []})

        return answer

    async def ask(method: str) -> None:
        scope = {"type": "http", "path": "/", "query_string": b"", "headers": [(b"host", b"x")], "client": ("x", 1)}
        await recorder.in_front_of(answering(501))(scope | {"method": method}, nothing, ignore)

    async def nothing() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def ignore(_: Message) -> None:
        pass

    recorder = WireRecorder({}, TOKENS, lambda _: answering(302))
    for method in ("GET", "PRI"):
        asyncio.run(ask(method))
    assert [302, 501] == [request.status for request in recorder.requests]
