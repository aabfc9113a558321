"""Tests of the sender: one request after the other, slowly, each once, with the token in one header."""

from pathlib import Path

import pytest

from hostile_server import hostile_server
from in_process_edge import basic
from scope_sets import TODAY
from token_conformance.advice.reach.reach import Ground
from token_conformance.advice.reach.search import find_everywhere
from token_conformance.advice.reach.sender import RATE, Sender
from token_conformance.catalogue.answer import Says
from token_conformance.edge.access.own_tokens import OwnToken
from token_conformance.edge.server.edge import Edge
from token_conformance.exchange.limits import HIGHEST_RATE
from token_conformance.exchange.one_get import NoAnswer, OneGet
from token_conformance.model.answer import Answer

URL = "https://api.atlassian.com/ex/jira/x/rest/api/3/issue/1"


class Clock:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """The time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


def test_requests_keep_a_distance() -> None:
    """In any second there are not more requests than the rate, and nobody waits before the first one."""
    clock, sent = Clock(), []

    def send(url: str, _: str | None, *, method: str) -> Answer:
        sent.append(clock.now)
        return Answer(url, 200, {}, method.encode())

    sender = Sender(send, "Basic x", 4, clock=clock, sleep=clock.sleep)  # type: ignore[arg-type]  # one method of it
    for _ in range(3):
        assert sender("GET", URL) is not None
    assert sent == pytest.approx([100.0, 100.25, 100.5])
    assert RATE == 5


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
def test_a_request_has_no_body(method: str, tmp_path: Path) -> None:
    """Each method is sent once, with the credential and without a body or a content type."""
    with (
        hostile_server(
            lambda to: to.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"), tmp_path
        ) as server,
        OneGet(server.proxy, server.ca_file) as send,
    ):
        answer = Sender(send, "Basic bWFkZTp1cA==")(method, URL)
    assert answer is not None
    assert answer.status == 404
    (request,) = server.requests
    head = request.decode().lower()
    assert head.startswith(f"{method.lower()} /ex/jira/x/rest/api/3/issue/1 ")
    assert "authorization: basic" in head
    assert not {"content-type", "transfer-encoding"} & {line.partition(":")[0] for line in head.splitlines()}
    assert [line for line in head.splitlines() if line.startswith("content-length")] in ([], ["content-length: 0"])


def test_no_answer_is_none() -> None:
    """What got no answer says nothing."""
    sender = Sender(lambda url, _, method: NoAnswer(url, "timeout", method), "Basic x")  # type: ignore[arg-type]  # as above
    assert sender("GET", URL) is None


@pytest.mark.slow
@pytest.mark.parametrize("scopes", ["read:jira-work,write:jira-work", "read:page:confluence,read:comment:confluence"])
def test_a_search_over_real_https(scopes: str) -> None:
    """An edge that listens is asked with the token, and each read has the answer of the token's scopes."""
    own = OwnToken.parse(f"mine={scopes}")
    with Edge(own_tokens=[own]) as edge, OneGet(edge.environment()["HTTPS_PROXY"], edge.ca_file) as send:
        credential = basic(own.value, edge.account.email)
        found = find_everywhere(edge.tenant.cloud_id, Sender(send, credential, HIGHEST_RATE), today=TODAY)
    assert [reach.stop for reach in found] == [None, None]
    reads = [one for reach in found for one in reach.every() if one.operation.method == "GET"]
    decided = [one for one in reads if one.ground is not Ground.PUBLISHED]
    assert [one for one in decided if (one.says is Says.YES) != one.operation.is_allowed(own.scopes)] == []
    assert {one.says for one in decided} == {Says.YES, Says.NO}
