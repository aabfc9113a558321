"""What the tools say, read from their reports."""

import json
from pathlib import Path
from typing import Any

import pytest

from beside import bruno, dredd, httpyac, postman, recording, schemathesis, tavern, this_project
from beside.peer import Seen, seen
from beside_cells import cells

COLUMNS = ["unscoped-site", "scoped-site"]
GOOD, BAD, UNANSWERED = "a/good/scoped-site", "a/bad/scoped-site", "a/unanswered/scoped-site"
SAID = Seen(frozenset({GOOD, BAD, UNANSWERED}), frozenset({BAD, UNANSWERED}))


def test_one_failure_is_enough() -> None:
    """A cell that is named twice is right only if it passed twice."""
    said = seen([("a", True), ("a", False), ("b", True)])
    assert (frozenset("ab"), frozenset("a"), frozenset("b")) == (said.ran, said.failed, said.passed)


def test_newman() -> None:
    """A request that was not answered has no assertion, or an error."""

    def execution(name: str, assertions: list[dict[str, Any]], **more: object) -> dict[str, Any]:
        return {"item": {"name": name}, "cursor": {"iteration": 1}, "assertions": assertions, **more}

    wrong = {"assertion": "content", "error": {"message": "expected false"}}
    executions = [execution("a/good", [{"assertion": "status"}]), execution("a/bad", [{"assertion": "status"}, wrong])]
    executions.append(execution("a/unanswered", [{"assertion": "status"}], requestError={"code": "ECONNREFUSED"}))
    assert SAID == postman.read_report({"run": {"executions": executions}}, COLUMNS)
    assert not postman.read_report({"run": {"executions": [execution("a/b", [])]}}, COLUMNS).passed


def test_bruno() -> None:
    """A request that was not answered has an error."""

    def result(name: str, *states: str, error: str | None = None) -> dict[str, Any]:
        return {"name": name, "error": error, "testResults": [{"status": state} for state in states]}

    results = [result("a good", "pass", "pass"), result("a bad", "pass", "fail"), result("a unanswered", error="no")]
    assert SAID == bruno.read_report([{"iterationIndex": 1, "results": results}], COLUMNS)


def test_httpyac() -> None:
    """A request that was not answered has no test."""

    def request(name: str, *states: str) -> dict[str, Any]:
        return {"title": name, "testResults": [{"status": state} for state in states]}

    requests = [request(GOOD, "SUCCESS"), request(BAD, "SUCCESS", "FAILED"), {"title": UNANSWERED}]
    assert SAID == httpyac.read_report({"requests": requests})


def test_pytest_recording() -> None:
    """The bars in an id are slashes."""
    ids = {cell: f"test_reads.py::test_read[{cell.replace('/', '|')}]" for cell in SAID.ran}
    lines = ["", f"PASSED {ids[GOOD]}", f"FAILED {ids[BAD]} - assert 200 == 401", f"ERROR {ids[UNANSWERED]} - no"]
    assert SAID == recording.read_report(lines)


def test_tavern() -> None:
    """The name of a test is the cell."""
    file = "test_reads.tavern.yaml::"
    lines = [
        f"PASSED {file}{GOOD}",
        f"FAILED {file}{BAD} - tavern.TestFailError",
        f"ERROR {file}{UNANSWERED}",
        "1 failed",
    ]
    assert SAID == tavern.read_report(lines)


def report(**changed: Any) -> dict[str, Any]:
    """A report of schemathesis in which everything is right, with changes."""
    operations = {"tested": 1, "selected": 1, "errored": 0}
    return {
        "operations": operations,
        "failures": [],
        "warnings": {"missing_auth": [], "other": ["GET /x/{key}"]},
    } | changed


@pytest.mark.parametrize(
    ("changed", "failed"),
    [
        ({}, 0),
        ({"failures": [{"operations": ["GET /x/{key}"]}]}, 4),
        ({"failures": [{"operations": ["GET /y"]}]}, 0),
        ({"warnings": {"missing_auth": ["GET /x/{key}"]}}, 4),
        ({"warnings": {"missing_test_data": ["GET /x/{key}"]}}, 4),
    ],
)
def test_schemathesis(changed: dict[str, Any], failed: int) -> None:
    """A failure and a warning name an operation, and so its cells."""
    said = schemathesis.read_report(report(**changed), cells())
    assert (4, failed) == (len(said.ran), len(said.failed))


@pytest.mark.parametrize(
    "operations", [{"tested": 0, "selected": 1, "errored": 0}, {"tested": 1, "selected": 1, "errored": 1}]
)
def test_schemathesis_must_have_tested_everything(operations: dict[str, int]) -> None:
    """Otherwise an operation without an example, or without a network, would count as right."""
    with pytest.raises(ValueError, match="not tested"):
        schemathesis.read_report(report(operations=operations), cells())


def test_dredd() -> None:
    """Each run prints its paths alone, so the order of the runs says the column."""
    paths = {dredd.normal("/x?q=a+%3D+1"): "a/good", dredd.normal("/y"): "a/bad"}
    runs = [{path: f"{cell}/{column}" for path, cell in paths.items()} for column in COLUMNS]
    good, bad = "pass: GET (200) /x?q=a%20%3D%201 duration: 1ms", "\x1b[31mfail\x1b[39m: GET (200) /y duration: 1ms"
    printed = [good, "fail: statusCode: no", bad, "complete: Tests took 1ms"]
    said = dredd.read_output("\n".join([*printed, *printed]), runs)
    assert {f"a/bad/{column}" for column in COLUMNS} == said.failed
    assert {f"a/good/{column}" for column in COLUMNS} == said.passed
    assert not dredd.read_output("no network", runs).ran


def test_this_project() -> None:
    """A known deviation is right, and is told all the same."""
    kinds = [(GOOD, "passed", "works"), (BAD, "known", "empty"), (UNANSWERED, "improved", "works")]
    written = [
        {"kind": "cell", "cell": cell, "verdict": verdict, "outcome": outcome} for cell, verdict, outcome in kinds
    ]
    lines = [json.dumps(line) for line in [{"kind": "header"}, *written]]
    assert {UNANSWERED} == this_project.read_results(lines).failed
    assert {BAD} == this_project.read_outcomes(lines).failed
    assert 1 == this_project.count_improved(lines)


def test_requests_are_the_lines_of_the_log(tmp_path: Path) -> None:
    """No log yet is no request."""
    from beside.edge import RunningEdge  # noqa: PLC0415  # it is needed here alone

    edge = RunningEdge(None, tmp_path / "log.jsonl")  # type: ignore[arg-type]  # nobody asks it for access
    assert 0 == edge.requests()
    edge.log.write_text("{}\n{}\n", encoding="utf-8")
    assert 2 == edge.requests()
