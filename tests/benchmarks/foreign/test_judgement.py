"""What each test of a foreign suite shows of the edge."""

import json
from pathlib import Path
from typing import Any

import pytest

from foreign.judgement import ForeignTest, Shows, judge, read_requests, read_tests


def a_test(tmp_path: Path, outcome: str, *answers: tuple[int, str], reason: str = "") -> ForeignTest:
    """A test during which the edge answered so, with the status and rule of each answer."""
    (one,) = several(tmp_path, [{"outcome": outcome, "reason": reason}], [(1.5, *answer) for answer in answers])
    return one


def several(tmp_path: Path, tests: list[dict[str, Any]], answers: list[tuple[float, int, str]]) -> list[ForeignTest]:
    """Tests that each take the second of their position, and the answers at their times."""
    times, log = tmp_path / "tests.jsonl", tmp_path / "requests.jsonl"
    given = {"name": "t", "reason": ""}
    lines = [given | {"started": at, "ended": at + 1.0} | test for at, test in enumerate(tests, 1)]
    times.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    sent = {"method": "GET", "path": "/rest/api/3/myself", "query": "", "host": "made-up"}
    requests = [sent | {"started": at, "status": status, "rule": rule} for at, status, rule in answers]
    log.write_text("".join(f"{json.dumps(line)}\n" for line in requests), encoding="utf-8")
    return read_tests(times, read_requests(log))


@pytest.mark.parametrize(
    ("outcome", "answers", "shows"),
    [
        ("passed", [(200, "S4")], Shows.TRULY),
        ("passed", [], Shows.TRULY),
        ("passed", [(200, "S4"), (501, "not-modelled")], Shows.IN_SPITE),
        ("failed", [(401, "G2"), (501, "not-modelled")], Shows.UNKNOWN),
        ("failed", [(200, "S4"), (401, "G2")], Shows.SCOPE),
        ("failed", [(200, "S4")], Shows.WRONG),
        ("failed", [], Shows.OWN),
        ("skipped", [(200, "S4")], Shows.SKIPPED),
    ],
)
def test_a_test_shows_what_it_was_answered(
    tmp_path: Path, outcome: str, answers: list[tuple[int, str]], shows: Shows
) -> None:
    """A pass that contains a 501 is no pass, and a failure is the edge's by its worst answer."""
    test = a_test(tmp_path, outcome, *answers)
    assert [(test, shows)] == judge([test], {})


def test_a_known_failure_is_the_suites_own(tmp_path: Path) -> None:
    """Whatever it was answered, but only if its name is given."""
    test = a_test(tmp_path, "failed", (200, "S4"))
    assert [Shows.OWN, Shows.WRONG] == [judge([test], own)[0][1] for own in ({"t": "reads the clock"}, {"x": ""})]


def test_a_shared_setup_fails_all_its_tests(tmp_path: Path) -> None:
    """The later ones send nothing, and fail for the same reason."""
    failed = {"outcome": "failed", "reason": "no board"}
    tests = several(tmp_path, [failed, failed, failed | {"reason": "other"}], [(1.5, 501, "not-modelled")])
    assert [Shows.UNKNOWN, Shows.UNKNOWN, Shows.OWN] == [shows for _, shows in judge(tests, {})]


def test_requests_between_tests_belong_to_the_next_one(tmp_path: Path) -> None:
    """They are of its set-up."""
    tests = several(tmp_path, [{"outcome": "passed"}, {"outcome": "passed"}], [(0.5, 200, ""), (2.5, 501, "")])
    assert [[200], [501]] == [[request.status for request in test.requests] for test in tests]


@pytest.mark.parametrize("base", ["", "/ex/jira/00000000-c10d-4000-8000-000000000001"])
def test_a_request_is_named_by_its_operation(tmp_path: Path, base: str) -> None:
    """At both URL forms alike."""
    (test,) = several(tmp_path, [{"outcome": "passed"}], [(1.5, 200, "")])
    request = type(test.requests[0])(1.5, "GET", f"{base}/rest/api/3/project/MADE", "", 200, "")
    assert "GET /rest/api/3/project/{projectIdOrKey}" == request.operation
