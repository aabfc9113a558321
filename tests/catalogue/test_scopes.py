"""The scopes that a token needs: enough for every operation, and no scope more."""

from dataclasses import replace
from pathlib import Path

import pytest

from token_conformance.catalogue.operations import Operation, published
from token_conformance.catalogue.scopes import needed_scopes
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


@pytest.mark.parametrize(("app", "count"), [("jira", 10), ("confluence", 8)])
def test_the_listed_endpoints_need_few_scopes(app: str, count: int) -> None:
    """Every operation is allowed, no scope can be left out, and a token may have this number of scopes."""
    operations = [published()[endpoint.operation] for endpoint in Suites(SUITES, Path()).requirements]
    scoped = [each for each in operations if each.app == app and each.classic | each.granular]
    scopes = needed_scopes(scoped)
    assert count == len(scopes)
    assert [] == [each.name for each in scoped if not each.is_allowed(scopes)]
    assert [] == [scope for scope in scopes if all(each.is_allowed(scopes - {scope}) for each in scoped)]
