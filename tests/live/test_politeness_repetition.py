"""Which requests are sent again, over real HTTPS, and which are not."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from factories import make_cell, make_jira_cell, make_live_target
from token_conformance.edge.faults.fault import parse_fault
from token_conformance.edge.server.edge import Edge
from token_conformance.exchange.client import USER_AGENT, Exchange, RefusedError, Send
from token_conformance.exchange.throttling import Limits, RequestCount, Throttle
from token_conformance.model.cell import Cell
from token_conformance.model.outcome import Outcome

GET = make_cell("unscoped-gateway")
POST = make_jira_cell("unscoped-site", "POST /rest/api/3/issue")
DELETE = make_jira_cell("unscoped-site", "DELETE /rest/api/3/issue/SOFT-1")
ISSUE = {"fields": {"project": {"key": "SOFT"}, "issuetype": {"name": "Task"}, "summary": "Made for a test"}}

FaultyEdge = Callable[..., Edge]


@pytest.fixture
def faulty_edge() -> Iterator[FaultyEdge]:
    """Starts an edge with faults."""
    with ExitStack() as edges:
        yield lambda *faults: edges.enter_context(Edge(faults=[parse_fault(fault) for fault in faults]))


@pytest.fixture
def patient(tmp_path: Path) -> Callable[[Edge], Exchange]:
    """Makes a polite exchange whose limits are out of the way."""

    def make(edge: Edge) -> Exchange:
        return Exchange(make_live_target(edge), Throttle(Limits(rate=50), tmp_path))

    return make


Patient = Callable[[Edge], Exchange]


def statuses(edge: Edge) -> list[int | None]:
    """How the edge answered the requests, in their order."""
    return [seen.status for seen in edge.seen]


def gap(edge: Edge) -> float:
    """The seconds from the end of the first answer to the second request."""
    first, second = edge.seen[:2]
    return second.started - (first.ended or 0)


@pytest.mark.parametrize("fault", ["429:1", "429-date:2"])
def test_retry_after_is_honoured(faulty_edge: FaultyEdge, patient: Patient, fault: str, tmp_path: Path) -> None:
    """Given in seconds or as a date, the time is waited out, and the cell has the answer that comes then."""
    edge = faulty_edge(f"{fault}@first=1")
    with patient(edge) as exchange:
        assert edge.tenant.account_id == Send(exchange, GET)().json()["accountId"]
    assert [429, 200] == statuses(edge)
    assert gap(edge) > 0.95
    assert (2, 1) == (RequestCount(tmp_path).requests, RequestCount(tmp_path).refusals)


def test_a_write_is_sent_again_after_429_alone(faulty_edge: FaultyEdge, patient: Patient) -> None:
    """It was refused before it did anything, and so makes one issue."""
    edge = faulty_edge("429:1@first=1")
    with patient(edge) as exchange:
        assert 201 == exchange.send(POST, json=ISSUE).status
    assert [429, 201] == statuses(edge)


def test_all_processes_wait_when_one_is_told_to(faulty_edge: FaultyEdge, patient: Patient) -> None:
    """An exchange that shares the folder holds back too."""
    edge = faulty_edge("429:1@first=1")
    with patient(edge) as one, patient(edge) as other:
        assert one._politeness is not None
        assert other._politeness is not None
        one._politeness._pause.order(0.3)
        ordered = time.time()
        other.send(POST, json=ISSUE)
    assert edge.seen[0].started - ordered > 0.25


@pytest.mark.parametrize("fault", ["503", "reset", "half-body"])
def test_a_get_is_sent_again_after_what_may_pass(faulty_edge: FaultyEdge, patient: Patient, fault: str) -> None:
    """Reading twice does no harm."""
    edge = faulty_edge(f"{fault}@first=1")
    with patient(edge) as exchange:
        assert 200 == exchange.send(GET).status
    assert 2 == len(edge.seen)


@pytest.mark.parametrize("cell", [POST, DELETE])
@pytest.mark.parametrize("fault", ["500:processed", "503", "reset:processed"])
def test_no_write_is_repeated_blindly(faulty_edge: FaultyEdge, patient: Patient, cell: Cell, fault: str) -> None:
    """It may have been carried out, although its answer was lost."""
    edge = faulty_edge(f"{fault}@first=1")
    with patient(edge) as exchange, pytest.raises(RefusedError) as refusal:
        Send(exchange, cell)(json=ISSUE)
    assert {Outcome.SERVER_ERROR, Outcome.UNREACHABLE} >= {refusal.value.outcome}
    assert 1 == len(edge.seen)


def test_no_write_is_repeated_after_a_time_out(
    faulty_edge: FaultyEdge, patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A late answer may be one of a write that was carried out."""
    monkeypatch.setattr("token_conformance.exchange.client.TIMEOUT_SECONDS", 0.2)
    edge = faulty_edge("slow:0.5")
    with patient(edge) as exchange, pytest.raises(RefusedError, match="ReadTimeout") as refusal:
        Send(exchange, POST)(json=ISSUE)
    assert Outcome.UNREACHABLE is refusal.value.outcome
    assert 1 == len(edge.seen)


def test_a_refused_certificate_is_not_tried_again(faulty_edge: FaultyEdge, patient: Patient, tmp_path: Path) -> None:
    """It would be refused again, and the user is told at once."""
    with patient(faulty_edge("wrong-certificate")) as exchange, pytest.raises(RefusedError, match="CERTIFICATE_VERIFY"):
        Send(exchange, GET)()
    assert 1 == RequestCount(tmp_path).requests


def test_what_stays_refused_is_rate_limited_in_the_end(
    faulty_edge: FaultyEdge, patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a bounded number of requests the cell ends with that outcome, as one exchange."""
    monkeypatch.setattr("token_conformance.exchange.retry._BACKOFF_WHEN_REFUSED", lambda _: 0.01)
    edge = faulty_edge("429")
    with patient(edge) as exchange, pytest.raises(RefusedError) as refusal:
        (send := Send(exchange, GET))()
    assert (Outcome.RATE_LIMITED, 1) == (refusal.value.outcome, send.calls)
    assert [429] * 5 == statuses(edge)


def test_a_wait_beyond_the_bound_is_not_begun(faulty_edge: FaultyEdge, patient: Patient) -> None:
    """Who asks for an hour gets the cell's end at once."""
    edge = faulty_edge("429:3600")
    with patient(edge) as exchange, pytest.raises(RefusedError) as refusal:
        Send(exchange, GET)()
    assert Outcome.RATE_LIMITED is refusal.value.outcome
    assert [429] == statuses(edge)


def test_every_request_names_the_project(faulty_edge: FaultyEdge, patient: Patient) -> None:
    """Repeated or not, whoever runs the tenant can tell whose it is."""
    edge = faulty_edge("500@first=1")
    with patient(edge) as exchange:
        exchange.send(GET)
    assert [USER_AGENT] * 2 == [seen.user_agent for seen in edge.seen]
    assert USER_AGENT.startswith("atlassian-token-conformance/")
