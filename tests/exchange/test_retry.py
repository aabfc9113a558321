"""Which requests are sent again over real HTTPS, and which are not."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from factories import make_cell, make_jira_cell, make_live_target
from token_conformance.edge.faults.fault import RequestFault, parse_fault
from token_conformance.edge.faults.intercepted_request import InterceptedRequest
from token_conformance.edge.faults.limit import Limit
from token_conformance.edge.server.edge import Edge
from token_conformance.exchange.client import USER_AGENT, Exchange, RefusedError, Send
from token_conformance.exchange.limits import Limits
from token_conformance.exchange.throttling import RequestCount, Throttle
from token_conformance.model.cell import Cell
from token_conformance.model.outcome import Outcome

GET = make_cell("unscoped-gateway")
POST = make_jira_cell("unscoped-site", "POST /rest/api/3/issue")
DELETE = make_jira_cell("unscoped-site", "DELETE /rest/api/3/issue/SOFT-1")
ISSUE = {"fields": {"project": {"key": "SOFT"}, "issuetype": {"name": "Task"}, "summary": "Created for a test"}}

FaultyEdge = Callable[..., Edge]


@pytest.fixture
def faulty_edge() -> Iterator[FaultyEdge]:
    """Start an edge with faults."""
    with ExitStack() as edges:
        yield lambda *faults: edges.enter_context(Edge(faults=[parse_fault(fault) for fault in faults]))


@pytest.fixture
def patient(tmp_path: Path) -> Callable[[Edge], Exchange]:
    """Create a throttled exchange with limits that are too high to matter."""

    def make(edge: Edge) -> Exchange:
        return Exchange(make_live_target(edge), Throttle(Limits(rate=50), tmp_path))

    return make


Patient = Callable[[Edge], Exchange]


def statuses(edge: Edge) -> list[int | None]:
    """The statuses of the edge's answers, in the order of the requests."""
    return [request.status for request in edge.request_log]


def gap(edge: Edge) -> float:
    """The seconds from the first request to the second one; the edge may notice late that an answer has ended."""
    first, second = edge.request_log[:2]
    return second.started - first.started


@pytest.mark.slow
@pytest.mark.parametrize(("fault", "least"), [("429:0.5", 0.45), ("429-date:2", 0.95)])
def test_retry_after_is_honoured(
    faulty_edge: FaultyEdge, patient: Patient, fault: str, least: float, tmp_path: Path
) -> None:
    """The exchange waits for the seconds or until the date, and the cell gets the next answer."""
    edge = faulty_edge(f"{fault}@first=1")
    with patient(edge) as exchange:
        assert edge.tenant.account_id == Send(exchange, GET)().json()["accountId"]
    assert [429, 200] == statuses(edge)
    assert gap(edge) > least
    assert (2, 1) == (RequestCount(tmp_path).requests, RequestCount(tmp_path).refusals)


@pytest.mark.slow
def test_a_write_is_sent_again_after_429_alone(faulty_edge: FaultyEdge, patient: Patient) -> None:
    """It was refused before it was carried out, so only one issue is created."""
    edge = faulty_edge("429:0.1@first=1")
    with patient(edge) as exchange:
        assert 201 == exchange.send(POST, json=ISSUE).status
    assert [429, 201] == statuses(edge)


@pytest.mark.slow
def test_all_processes_wait_when_one_must_wait(faulty_edge: FaultyEdge, patient: Patient) -> None:
    """An exchange that shares the folder waits too."""
    edge = faulty_edge("429:0.1@first=1")
    with patient(edge) as one, patient(edge) as other:
        assert one._throttle is not None
        assert other._throttle is not None
        before = time.time()
        one._throttle._pause.extend(0.3)
        other.send(POST, json=ISSUE)
    assert edge.request_log[0].started - before > 0.25


@pytest.fixture
def _short_backoff(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait hardly at all after a failure."""
    monkeypatch.setattr("token_conformance.exchange.retry._BACKOFF_WHEN_FAILED", lambda _: 0.01)


@pytest.mark.usefixtures("_short_backoff")
@pytest.mark.parametrize("fault", ["503", "reset", "half-body"])
def test_a_get_is_sent_again_after_a_transient_failure(faulty_edge: FaultyEdge, patient: Patient, fault: str) -> None:
    """It changes nothing."""
    edge = faulty_edge(f"{fault}@first=1")
    with patient(edge) as exchange:
        assert 200 == exchange.send(GET).status
    assert 2 == len(edge.request_log)


@pytest.mark.parametrize("cell", [POST, DELETE])
@pytest.mark.parametrize("fault", ["500:processed", "503", "reset:processed"])
def test_no_write_is_sent_again_after_a_failure(
    faulty_edge: FaultyEdge, patient: Patient, cell: Cell, fault: str
) -> None:
    """It may have been carried out although its answer was lost."""
    edge = faulty_edge(f"{fault}@first=1")
    with patient(edge) as exchange, pytest.raises(RefusedError) as refusal:
        Send(exchange, cell)(json=ISSUE)
    assert {Outcome.SERVER_ERROR, Outcome.UNREACHABLE} >= {refusal.value.outcome}
    assert 1 == len(edge.request_log)


async def _never_answer(request: InterceptedRequest) -> None:
    """Wait until the client gives up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def test_no_write_is_sent_again_after_a_time_out(patient: Patient) -> None:
    """The write may have been carried out although its answer was late; only the answer has little time here."""
    with Edge(faults=[RequestFault(_never_answer, Limit(method="POST"))]) as edge:
        with patient(edge) as exchange:
            exchange.send(GET)  # opens the connection
            exchange._timeout["read"] = 0.1
            with pytest.raises(RefusedError, match="ReadTimeout") as refusal:
                Send(exchange, POST)(json=ISSUE)
        assert Outcome.UNREACHABLE is refusal.value.outcome
        assert ["GET", "POST"] == [request.method for request in edge.request_log]


def test_a_refused_certificate_is_not_tried_again(faulty_edge: FaultyEdge, patient: Patient, tmp_path: Path) -> None:
    """It would be refused again, so the user learns of it at once."""
    with patient(faulty_edge("wrong-certificate")) as exchange, pytest.raises(RefusedError, match="CERTIFICATE_VERIFY"):
        Send(exchange, GET)()
    assert 1 == RequestCount(tmp_path).requests


def test_a_request_that_is_always_refused_is_rate_limited(
    faulty_edge: FaultyEdge, patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a limited number of requests the cell ends with that outcome, as one exchange."""
    monkeypatch.setattr("token_conformance.exchange.retry._BACKOFF_WHEN_REFUSED", lambda _: 0.01)
    edge = faulty_edge("429")
    with patient(edge) as exchange, pytest.raises(RefusedError) as refusal:
        (send := Send(exchange, GET))()
    assert (Outcome.RATE_LIMITED, 1) == (refusal.value.outcome, send.calls)
    assert [429] * 5 == statuses(edge)


def test_a_wait_above_the_maximum_is_not_started(faulty_edge: FaultyEdge, patient: Patient) -> None:
    """If the server asks for an hour, the cell ends at once."""
    edge = faulty_edge("429:3600")
    with patient(edge) as exchange, pytest.raises(RefusedError) as refusal:
        Send(exchange, GET)()
    assert Outcome.RATE_LIMITED is refusal.value.outcome
    assert [429] == statuses(edge)


@pytest.mark.usefixtures("_short_backoff")
def test_every_request_names_the_project(faulty_edge: FaultyEdge, patient: Patient) -> None:
    """The administrators of the tenant can identify the sender, of retries too."""
    edge = faulty_edge("500@first=1")
    with patient(edge) as exchange:
        exchange.send(GET)
    assert [USER_AGENT] * 2 == [request.user_agent for request in edge.request_log]
    assert USER_AGENT.startswith("atlassian-token-conformance/")
