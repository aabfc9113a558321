"""Tests of the search against a model of the gateway: what it finds, with how many requests, and when it stops."""

import random
from itertools import product

import pytest

from scope_sets import SETS, TODAY, edge_of, find, model_of, scopes_of
from token_conformance.advice.reach.classes import scope_sets as scope_sets_of
from token_conformance.advice.reach.plan import plan_of
from token_conformance.advice.reach.reach import Reach
from token_conformance.advice.reach.search import most_requests
from token_conformance.catalogue.answer import Says
from token_conformance.catalogue.operations import Operation, published
from token_conformance.model.answer import Answer

APPS = ("jira", "confluence")


def check(scopes: frozenset[str], reach: Reach, *, writes: bool) -> None:
    """Assert that no answer is wrong, and that every operation that was to be asked is decided."""
    asked = {one.name for found in reach.plan.probes(writes=writes).values() for one in found}
    settled = reach.plan.settled
    for one in reach.every():
        truth = Says.YES if one.operation.is_allowed(scopes) else Says.NO
        if one.operation.name in settled:
            assert one.says is settled[one.operation.name].says
        elif one.operation.name in asked:
            assert one.says is truth, (sorted(scopes), one)
        else:
            assert one.says in {truth, Says.UNKNOWN}, (sorted(scopes), one)
    assert reach.present <= scopes
    assert not reach.absent & scopes


def quarter(app: str, *, writes: bool) -> float:
    """A quarter of one request for each operation that is meant."""
    return sum(one.app == app and (writes or one.method == "GET") for one in published().operations.values()) / 4


@pytest.mark.parametrize("scopes", SETS[:10], ids=range(10))
def test_reads_are_exact(scopes: frozenset[str]) -> None:
    """Reads alone decide every read, decide nothing wrong, and take at most a quarter of a request an operation."""
    for app in APPS:
        reach = find(model_of(scopes), app)
        check(scopes, reach, writes=False)
        assert reach.sent <= quarter(app, writes=False)


@pytest.mark.slow
@pytest.mark.nightly
@pytest.mark.parametrize("writes", [False, True], ids=["reads", "writes"])
def test_every_kind_of_token(writes: bool) -> None:
    """The same of 200 tokens, also with writes that can change nothing."""
    for scopes in SETS:
        for app in APPS:
            reach = find(model_of(scopes), app, writes=writes)
            check(scopes, reach, writes=writes)
            assert reach.sent <= quarter(app, writes=writes)


@pytest.mark.parametrize("scopes", SETS[10:13], ids=range(3))
def test_writes_are_exact_if_they_are_probed(scopes: frozenset[str]) -> None:
    """With writes, every class that can be asked without changing anything is decided."""
    check(scopes, find(model_of(scopes), writes=True), writes=True)


@pytest.mark.parametrize("scopes", SETS[:4], ids=range(4))
def test_the_edge_says_the_same(scopes: frozenset[str]) -> None:
    """The search finds at the edge what its rules say, with its own words and statuses."""
    check(scopes, find(edge_of(scopes)), writes=False)


@pytest.mark.slow
@pytest.mark.parametrize(("count", "writes"), [(36, False), (12, True)], ids=["reads", "writes"])
def test_many_tokens_at_the_edge(count: int, writes: bool) -> None:
    """The edge answers probes of reads and of writes as the rules say, for tokens of every kind."""
    for scopes in SETS[:count]:
        for app in APPS:
            check(scopes, find(edge_of(scopes), app, writes=writes), writes=writes)


def test_the_edge_is_not_changed_by_writes() -> None:
    """A token that may do everything gets no success for a request that is not a read."""
    edge = edge_of(frozenset(scope for app in APPS for kind in scopes_of(app) for scope in kind))
    answers = []

    def ask(method: str, url: str) -> Answer | None:
        answer = edge(method, url)
        answers.append((method, answer.is_success))
        return answer

    find(ask, writes=True)
    assert {method for method, _ in answers} >= {"PUT", "POST"}
    assert not [method for method, is_success in answers if is_success and method != "GET"]


def mixes(operation: Operation, scopes: frozenset[str]) -> bool:
    """Another possible rule of the gateway: a part of each of the two sets is enough."""
    sets = scope_sets_of(operation)
    return operation.is_allowed(scopes) or (len(sets) > 1 and all(len(one) > 1 and scopes & one for one in sets))


@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize("writes", [False, True], ids=["reads", "writes"])
def test_no_conclusion_depends_on_a_mix(app: str, writes: bool) -> None:
    """If the gateway takes a part of each set, the answers are as right as if it does not."""
    chance = random.Random(16)  # noqa: S311  # no secret
    plan = plan_of(app, TODAY)
    mixable = sorted({scope for one in plan.classes if one.may_mix for scopes in one.sets for scope in scopes})
    for _ in range(2):
        scopes = frozenset(chance.sample(mixable, len(mixable) // 2))
        for one in find(model_of(scopes, mixes), app, writes=writes).every():
            truth = Says.YES if mixes(one.operation, scopes) else Says.NO
            assert one.says in {truth, Says.UNKNOWN} or one.operation.name in plan.settled


def test_the_most_requests_are_said() -> None:
    """The number that is said before is never exceeded while every answer says something."""
    for app, writes in product(APPS, (False, True)):
        most = most_requests(app, writes=writes, today=TODAY)
        assert find(model_of(frozenset()), app, writes=writes).sent <= most
