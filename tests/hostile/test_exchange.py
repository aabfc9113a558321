"""Any bytes of a response are an answer or a refusal, and never an error of another kind."""

import gzip
import ssl
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import httpcore
import httpx
from hypothesis import strategies as st

from properties import given
from token_conformance.exchange.client import Exchange, RefusedError
from token_conformance.exchange.transport import BoundedTransport
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.target import CASSETTES
from token_conformance.model.tenant import SEEDED

PROJECTS = Endpoint(Product.JIRA_PLATFORM, "list-projects", "GET /rest/api/3/project")
ISSUE = Endpoint(Product.JIRA_PLATFORM, "get-issue", "GET /rest/api/3/issue/{issueIdOrKey}")
EXCHANGE = Exchange(replace(CASSETTES, tenant=SEEDED))

_NAMES = st.sampled_from(
    [b"Content-Type", b"Content-Encoding", b"Content-Length", b"Transfer-Encoding", b"Location", b"Set-Cookie"]
)
_VALUES = st.sampled_from(
    [
        b"gzip",
        b"deflate, gzip",
        b"chunked",
        b"br",
        b"0",
        b"5",
        b"-1",
        b"text/html; charset=utf-7",
        b"application/json; charset=no-such",
        b"https://example.com:99999/",
        b"//[",
        b"a" * 70_000,
    ]
) | st.binary(max_size=12)
_BODIES = st.binary(max_size=30) | st.builds(
    lambda body, end: gzip.compress(body)[:end], st.binary(), st.integers(0, 40)
)


def _response(status: int, reason: bytes, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> bytes:
    lines = [b"HTTP/1.1 %d %s" % (status, reason), *(b"%s: %s" % header for header in headers)]
    return b"\r\n".join([*lines, b"", body])


_RESPONSES = st.binary(max_size=80) | st.builds(
    _response,
    st.integers(100, 999),
    st.binary(max_size=4),
    st.lists(st.tuples(_NAMES | st.binary(max_size=4), _VALUES), max_size=5),
    _BODIES,
)


class _Wire(BoundedTransport):
    """The transport of an exchange, which reads its response from given bytes."""

    def __init__(self, response: bytes) -> None:
        super().__init__(_TLS, None)
        pool: Any = self._pool
        pool._pool._network_backend._network = httpcore.MockBackend([response])


_TLS = ssl.create_default_context()


def _send(transport: httpx.BaseTransport, credential: Credential) -> Answer:
    EXCHANGE._transport = transport
    return EXCHANGE.send(Cell(PROJECTS, credential, UrlForm.SITE))


@given(response=_RESPONSES)
def test_any_bytes_are_an_answer_or_unreachable(response: bytes) -> None:
    """A response that cannot be read means that the target was not reached."""
    outcome = None
    try:
        answer = _send(_Wire(response), Credential.SCOPED)
    except RefusedError as refusal:
        outcome = refusal.outcome
    else:
        assert "https://conformance-edge.atlassian.net/rest/api/3/project" == answer.url
        assert 100 <= answer.status <= 999
    assert outcome in {None, Outcome.UNREACHABLE}


def test_the_bytes_are_read() -> None:
    """The transport of these tests hands its bytes over."""
    assert b"[]" == _send(_Wire(_response(200, b"OK", [], b"[]")), Credential.SCOPED).body


_COOKIES = st.lists(
    st.sampled_from([b"cloud.session.token=value; Path=/; Secure", b"a=1; Domain=atlassian.net", b"a=\xff; Max-Age=9"])
    | st.binary(max_size=20).map(lambda value: value.translate(None, b"\r\n\0")),
    min_size=1,
    max_size=4,
)


@given(cookies=_COOKIES, status=st.integers(200, 599))
def test_no_cookie_is_sent_by_the_next_cell(cookies: list[bytes], status: int) -> None:
    """The session of one answer would authenticate the next request, also that of a stranger."""
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(
            status, headers=[(b"set-cookie", cookie) for cookie in cookies], stream=httpx.ByteStream(b"")
        )

    for credential in (Credential.UNSCOPED, Credential.NONE):
        _send(httpx.MockTransport(answer), credential)
    assert [] == [request for request in sent if "cookie" in request.headers]


@given(key=st.text().filter(lambda key: key not in {"", ".", ".."}))
def test_a_path_parameter_stays_one_segment(key: str) -> None:
    """A slash or a question mark in a key does not change the operation; an empty one, `.` and `..` are refused."""
    url = httpx.URL(EXCHANGE.url(Cell(ISSUE, Credential.SCOPED, UrlForm.GATEWAY), {"issueIdOrKey": key}))
    assert 9 == len(url.raw_path.split(b"/")), url
    assert f"/ex/jira/{SEEDED.cloud_id}/rest/api/3/issue/{key}" == url.path
