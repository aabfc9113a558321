"""The scopes that a token needs: enough for every operation, and no scope more."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import product
from pathlib import Path
from random import Random

import pytest

from token_conformance.catalogue.operations import Operation, published
from token_conformance.catalogue.scopes import Prefer, needed_scopes
from token_conformance.suite.collection import Suites

SUITES = Path(__file__).parents[2] / "suites"


def operation(classic: str = "", granular: str = "") -> Operation:
    """An operation with these scope sets."""
    some = published()["GET /rest/api/3/myself"]
    return replace(some, classic=frozenset(classic.split()), granular=frozenset(granular.split()))


@pytest.mark.parametrize(
    ("operations", "expected"),
    [
        ([], ""),
        ([operation()], ""),
        ([operation("read:a"), operation(granular="read:b:x")], "read:a read:b:x"),
        ([operation("read:a", "read:b:x read:c:x")], "read:a"),
        ([operation("read:a", "read:b:x"), operation(granular="read:b:x read:c:x")], "read:b:x read:c:x"),
        ([operation("manage:a", "read:b:x")], "read:b:x"),
        ([operation("write:a", "write:b:x")], "write:a"),
        (
            [operation("manage:a read:b"), operation("read:b manage:c", "read:c:x manage:c"), operation("read:c:x")],
            "manage:a manage:c read:b read:c:x",
        ),
        ([operation("write:a", "read:b:x write:b:x")], "write:a"),
        (
            [operation("read:a", "read:z:x"), operation("read:b", "read:z:x"), operation("read:c", "read:z:x")],
            "read:z:x",
        ),
        ([operation("read:a read:b"), operation("read:b", "read:c:x")], "read:a read:b"),
    ],
)
def test_the_smallest_set_is_found(operations: list[Operation], expected: str) -> None:
    """It contains one set of each operation; of equally small sets, it is the one that allows the least."""
    assert set(expected.split()) == needed_scopes(operations)


@pytest.mark.parametrize(
    ("operations", "expected"),
    [
        ([operation("write:a", "read:b:x write:b:x")], "read:b:x write:b:x"),
        ([operation("write:a", "read:b:x write:b:x"), operation("write:a")], "write:a"),
        ([operation("write:a", "read:b:x"), operation("read:a")], "read:a read:b:x"),
    ],
)
def test_granular_scopes_can_be_preferred(operations: list[Operation], expected: str) -> None:
    """Then a classic scope is taken only if an operation has no granular set, and it is used for others too."""
    assert set(expected.split()) == needed_scopes(operations, Prefer.GRANULAR)


def test_what_a_token_has_already_is_not_needed_again() -> None:
    """A set that is complete but for one scope can cost less than another one."""
    one = operation("write:a", "read:b:x write:b:x")
    assert {"write:b:x"} == needed_scopes([one], Prefer.GRANULAR, frozenset(["read:b:x"]))
    assert set() == needed_scopes([one], have=frozenset(["read:b:x", "write:b:x"]))
    assert {"write:a"} == needed_scopes([one], have=frozenset(["read:b:x"]))


CLASSIC = [f"{verb}:c{number}" for number in range(3) for verb in ("read", "write")]
GRANULAR = [f"{verb}:g{number}:x" for number in range(4) for verb in ("read", "write")]


def random_operations(random: Random, *, overlap: bool) -> list[Operation]:
    """A small catalogue; with an overlap, some names are classic for one operation and granular for another."""
    classic, granular = (CLASSIC + GRANULAR[:2], GRANULAR + CLASSIC[:2]) if overlap else (CLASSIC, GRANULAR)
    return [
        operation(
            " ".join(random.sample(classic, random.randint(0, 3))),
            " ".join(random.sample(granular, random.randint(0, 4))),
        )
        for _ in range(random.randint(1, 7))
    ]


def unions(operations: Iterable[Operation]) -> Iterable[frozenset[str]]:
    """What a token has after each way to choose one set for each operation."""
    sets = [[one for one in (each.classic, each.granular) if one] or [frozenset[str]()] for each in operations]
    return (frozenset[str]().union(*chosen) for chosen in product(*sets))


def by_number(scopes: frozenset[str]) -> list[int]:
    """The cost if only the number of scopes counts."""
    return [len(scopes)]


def by_classic(scopes: frozenset[str]) -> list[int]:
    """The cost if classic scopes are preferred."""
    return [len(scopes), sum(one.startswith("write:") for one in scopes), len(scopes - set(CLASSIC))]


def by_granular(scopes: frozenset[str]) -> list[int]:
    """The cost if granular scopes are preferred."""
    return [len(scopes & set(CLASSIC)), len(scopes), sum(one.startswith("write:") for one in scopes)]


@pytest.mark.parametrize(
    ("prefer", "cost", "overlap"),
    [
        (Prefer.CLASSIC, by_classic, False),
        (Prefer.GRANULAR, by_granular, False),
        (Prefer.CLASSIC, by_number, True),
    ],
)
def test_nothing_is_cheaper_than_the_set_that_is_found(
    prefer: Prefer, cost: Callable[[frozenset[str]], list[int]], *, overlap: bool
) -> None:
    """Trying every choice of 300 random catalogues finds nothing better, and the order of operations is no matter."""
    random = Random(20261129)  # noqa: S311  # cases of a test
    for _ in range(300):
        operations = random_operations(random, overlap=overlap)
        found = needed_scopes(operations, prefer)
        assert min(map(cost, unions(operations))) == cost(found)
        assert all(each.is_allowed(found) for each in operations if each.classic or each.granular)
        assert found == needed_scopes(random.sample(operations, len(operations)), prefer)


@pytest.mark.parametrize("app", ["jira", "confluence"])
def test_the_least_set_of_a_whole_app_is_the_best_of_all(app: str) -> None:
    """Every subset of the app's classic scopes is tried: it decides which operations use their granular set."""
    operations = [each for each in published().operations.values() if each.app == app]
    best = best_by_subsets({(each.classic, each.granular) for each in operations})
    for prefer, cost in best.items():
        found = needed_scopes(operations, prefer)
        assert cost == (len(found) if prefer is Prefer.CLASSIC else (len(found & classic_of(operations)), len(found)))


def classic_of(operations: Iterable[Operation]) -> frozenset[str]:
    """The scopes that are classic for some operation."""
    return frozenset(scope for each in operations for scope in each.classic)


def best_by_subsets(choices: set[tuple[frozenset[str], frozenset[str]]]) -> dict[Prefer, object]:
    """The least costs: the number of scopes, and the number of classic scopes with that of all."""
    forced = frozenset[str]().union(*(classic for classic, granular in choices if not granular))
    free = sorted(frozenset[str]().union(*(classic for classic, granular in choices if granular)) - forced)
    sizes = []
    for taken in product([False, True], repeat=len(free)):
        classic = forced.union(name for name, is_taken in zip(free, taken, strict=True) if is_taken)
        rest = (granular for needed, granular in choices if not (needed and needed <= classic))
        every = classic.union(*rest)
        sizes.append((len(every & (forced | set(free))), len(every)))
    return {Prefer.CLASSIC: min(size for _, size in sizes), Prefer.GRANULAR: min(sizes)}


@pytest.mark.parametrize(("app", "count"), [("jira", 10), ("confluence", 8)])
def test_the_listed_endpoints_need_few_scopes(app: str, count: int) -> None:
    """Every operation is allowed, no scope can be left out, and a token may have this number of scopes."""
    operations = [published()[endpoint.operation] for endpoint in Suites(SUITES, Path()).requirements]
    scoped = [each for each in operations if each.app == app and each.classic | each.granular]
    scopes = needed_scopes(scoped)
    assert count == len(scopes)
    assert [] == [each.name for each in scoped if not each.is_allowed(scopes)]
    assert [] == [scope for scope in scopes if all(each.is_allowed(scopes - {scope}) for each in scoped)]
