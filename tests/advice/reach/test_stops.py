"""Tests of searches that end early, and of tokens without scopes."""

import pytest

from scope_sets import CLOUD_ID, TODAY, edge_of, find, model_of, scopes_of
from token_conformance.advice.reach.probes import control_url
from token_conformance.advice.reach.reach import Stop
from token_conformance.advice.reach.search import Ask, find_everywhere
from token_conformance.catalogue.answer import Says
from token_conformance.catalogue.operations import published
from token_conformance.model.answer import Answer


def test_a_token_without_scopes_is_let_through_everywhere() -> None:
    """It is told from one with all scopes by the control request, and reaches what no scope opens."""
    unscoped = find(edge_of(None))
    assert unscoped.stop is Stop.NO_SCOPES
    whole = find(edge_of(frozenset(scope for kind in scopes_of("jira") for scope in kind)))
    assert whole.stop is None
    info = published()["GET /rest/servicedeskapi/info"]
    assert (unscoped.of(info).says, whole.of(info).says) == (Says.YES, Says.NO)
    assert unscoped.of(published()["GET /rest/api/3/search"]).says is Says.NO


def replying(status: int, body: str = "", **headers: str) -> Ask:
    """A gateway that refuses the control request as it should, and gives every probe this answer."""

    def ask(_: str, url: str) -> Answer:
        if url == control_url("jira", CLOUD_ID):
            return model_of(frozenset())("GET", url)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return Answer(url, status, named, body.encode())

    return ask


@pytest.mark.parametrize(
    ("ask", "stop", "sent"),
    [
        (replying(429), Stop.RATE_LIMITED, 2),
        (replying(401, x_failure_category="FAILURE_CLIENT_AUTH"), Stop.REFUSED, 2),
        (replying(404, "No message available"), Stop.NOT_ROUTED, 2),
        (replying(503), Stop.UNCLEAR, 6),
        (replying(410, x_aaccountid="somebody"), Stop.UNCLEAR, 6),
        (lambda *_: None, Stop.UNCLEAR, 1),
        (lambda _, url: Answer(url, 200, {}, b"<html>Log in to this network</html>"), Stop.UNCLEAR, 1),
        (lambda _, url: Answer(url, 403, {}, b"The IP address has been rejected"), Stop.UNCLEAR, 1),
        (lambda _, url: Answer(url, 429, {}, b""), Stop.RATE_LIMITED, 1),
        (lambda _, url: Answer(url, 401, {"x-failure-category": "FAILURE_CLIENT_AUTH"}, b""), Stop.REFUSED, 1),
    ],
    ids=range(10),
)
def test_it_stops(ask: Ask, stop: Stop, sent: int) -> None:
    """It sends nothing more if the credential is refused, if it is too much, or if answers say nothing."""
    reach = find(ask)
    assert (reach.stop, reach.sent) == (stop, sent)
    assert not reach.present | reach.absent
    assert reach.of(published()["GET /rest/api/3/myself"]).says is Says.UNKNOWN


def test_what_was_found_before_a_stop_is_kept() -> None:
    """A limit in the middle leaves the answers that were given."""
    gateway, left = model_of(frozenset()), iter(range(9))

    def ask(method: str, url: str) -> Answer:
        return gateway(method, url) if next(left, None) is not None else Answer(url, 429, {}, b"")

    reach = find(ask)
    assert (reach.stop, reach.sent) == (Stop.RATE_LIMITED, 10)
    assert {one.says for one in reach.every() if one.operation.name in reach.plan.class_of} == {Says.NO, Says.UNKNOWN}


def test_a_silent_operation_is_replaced() -> None:
    """If one operation of a class is gone, another one is asked."""
    asked = []
    gateway = model_of(frozenset())

    def ask(method: str, url: str) -> Answer:
        asked.append(url)
        return Answer(url, 410, {}, b"") if len(asked) == 2 else gateway(method, url)

    reach = find(ask)
    assert (reach.stop, reach.knowledge.met) == (None, 0)
    assert len(set(asked)) == len(asked)


def test_each_app_is_asked_unless_it_would_be_in_vain() -> None:
    """A token of one app has an answer for both, and a credential that was refused is not sent again."""
    found = find_everywhere(CLOUD_ID, model_of(frozenset({"read:page:confluence"})), today=TODAY)
    assert [(one.app, one.stop, bool(one.knowledge.met)) for one in found] == [
        ("jira", None, False),
        ("confluence", None, True),
    ]
    refused = find_everywhere(CLOUD_ID, lambda _, url: Answer(url, 429, {}, b""))
    assert [(one.app, one.stop) for one in refused] == [("jira", Stop.RATE_LIMITED)]
    unscoped = find_everywhere(CLOUD_ID, edge_of(None))
    assert [(one.app, one.stop) for one in unscoped] == [("jira", Stop.NO_SCOPES)]
