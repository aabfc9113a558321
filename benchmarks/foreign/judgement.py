"""What each test of a foreign suite shows of the edge, by the requests that were answered while it ran."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

from token_conformance.edge.operations import find_operation
from token_conformance.edge.ruled import NOT_MODELLED
from token_conformance.model.url import site_path

_SCOPE_CHECK = "G2"


class Shows(StrEnum):
    """What a test shows, in the order of the table's columns.

    A test that passes although the edge said 501 has not tested what it is about: its client hid the answer.
    """

    TRULY = "passed truly"
    IN_SPITE = "passed with a 501"
    UNKNOWN = "501"
    WRONG = "wrong"
    SCOPE = "scope"
    OWN = "own"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Request:
    """A request that the edge answered, by its log."""

    started: float
    method: str
    path: str
    query: str
    status: int
    rule: str

    @property
    def operation(self) -> str:
        """The published operation, or the request itself."""
        path = site_path(self.path)
        found = find_operation(self.method, path)
        return found.name if found else f"{self.method} {path}"

    def __str__(self) -> str:
        query = f"?{self.query}" if self.query else ""
        return f"{self.status} {self.method} {self.path}{query}"


@dataclass(frozen=True)
class ForeignTest:
    """One test with its outcome (passed, failed or skipped), and the requests of its set-up and itself."""

    name: str
    outcome: str
    reason: str
    requests: tuple[Request, ...]

    @property
    def unknown(self) -> Request | None:
        """The first request that was answered 501."""
        return next((request for request in self.requests if request.rule == NOT_MODELLED), None)


def read_requests(log: Path) -> list[Request]:
    """The requests of an edge's log."""
    names = ("started", "method", "path", "query", "status", "rule")
    lines = map(json.loads, log.read_text(encoding="utf-8").splitlines())
    return [Request(**{name: line[name] for name in names}) for line in lines]


def read_tests(times: Path, requests: Iterable[Request]) -> list[ForeignTest]:
    """The tests that a plugin has written down, each with the requests since the end of the one before it.

    So a test has the requests of its own set-up; of the tests that a failed set-up kept from running, the first has
    them.
    """
    lines = map(json.loads, times.read_text(encoding="utf-8").splitlines())
    tests = sorted(lines, key=lambda line: line["started"])
    ends = [0.0, *(line["ended"] for line in tests)]
    return [
        _test(line, [request for request in requests if start < request.started <= end])
        for (start, end), line in zip(pairwise(ends), tests, strict=True)
    ]


def _test(line: Mapping[str, Any], requests: Sequence[Request]) -> ForeignTest:
    return ForeignTest(line["name"], line["outcome"], line["reason"], tuple(requests))


def judge(tests: Iterable[ForeignTest], own: Mapping[str, str]) -> list[tuple[ForeignTest, Shows]]:
    """What each test shows. `own` has a reason for the tests that fail by themselves, by a part of their names.

    A test that fails without a request of its own, for the same reason as one before it, shares a set-up
    that failed, and shows the same.
    """
    judged: list[tuple[ForeignTest, Shows]] = []
    earlier: dict[str, Shows] = {}
    for test in tests:
        shows = _shows(test, own, earlier.get(test.reason))
        if test.outcome == "failed":
            earlier.setdefault(test.reason, shows)
        judged.append((test, shows))
    return judged


def _shows(test: ForeignTest, own: Mapping[str, str], shared: Shows | None) -> Shows:
    if test.outcome == "skipped":
        return Shows.SKIPPED
    if test.outcome == "passed":
        return Shows.IN_SPITE if test.unknown else Shows.TRULY
    if any(part in test.name for part in own):
        return Shows.OWN
    return _failure(test) if test.requests else shared or Shows.OWN


def _failure(test: ForeignTest) -> Shows:
    if test.unknown:
        return Shows.UNKNOWN
    refused = any(request.rule == _SCOPE_CHECK for request in test.requests)
    return Shows.SCOPE if refused else Shows.WRONG
