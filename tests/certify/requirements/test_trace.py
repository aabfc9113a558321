"""Traces: the requests that belong to a run, and the description of its end."""

from dataclasses import replace

import pytest

import made_up
from made_up import SENT, observation
from token_conformance.certify.observation.observation import Ended, Observation
from token_conformance.certify.requirements.trace import traces

RUN = replace(made_up.RUN, must_show=("A", "B", "C", "D"))
OBSERVATION = observation(SENT, RUN)
CALL = ". Its last call was GET SITE.atlassian.net/rest/api/3/myself, answered 401"


def _ending(**members: object) -> str:
    (trace,) = traces(replace(OBSERVATION, runs=(replace(RUN, **members),)))  # type: ignore[arg-type]  # members of a run
    return trace.ending


def test_each_run_has_the_requests_that_were_sent_in_its_time() -> None:
    """Requests before the first run belong to it, and the order in the file does not matter."""
    moments = [2.5, -0.1, 0.5, 99.0]
    requests = tuple(replace(SENT, started=moment) for moment in moments)
    runs = (replace(RUN, action="search", started=2.0), RUN)
    found = traces(replace(OBSERVATION, requests=requests, runs=runs))
    assert [("whoami", [-0.1, 0.5]), ("search", [2.5, 99.0])] == [
        (trace.run.action, [request.started for request in trace.requests]) for trace in found
    ]


@pytest.mark.parametrize("observation", [None, replace(OBSERVATION, runs=())])
def test_a_scenario_without_runs_has_no_traces(observation: Observation | None) -> None:
    """The scenario was not run, or the subject has none of its actions."""
    assert [] == traces(observation)


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"stderr": "Traceback:\n  x\nmade.up.NotFoundError: nothing\nbye"}, " (“made.up.NotFoundError: nothing”)"),
        ({"stderr": "  _error: false,\nlast words\n}"}, " (“last words”)"),
        ({"stdout": "some", "stderr": "{}"}, " (“some”)"),
        ({}, " without a word"),
        ({"stderr": f"Error: {'x' * 300}"}, f" (“Error: {'x' * 73}…”)"),
        ({"stderr": "curl: (22) error\nError: x,\nerror: {\nerror:x\nnoerrors: x\nlast"}, " (“last”)"),
        ({"stderr": "- npm.Failed! now: x\nlast"}, " (“- npm.Failed! now: x”)"),
    ],
)
def test_a_failure_is_described_by_its_last_error(members: dict[str, object], said: str) -> None:
    """The line of an error says more than the lines below it."""
    assert f"failed{said}{CALL}" == _ending(**members)


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"ended": Ended.TIMED_OUT}, "had not ended after 20 seconds"),
        ({"ended": Ended.TOO_MUCH_OUTPUT}, "put out more than can be kept, and was stopped"),
        ({"ended": Ended.NOT_STARTED, "stderr": "No such file"}, "could not be started (“No such file”)"),
        ({"succeeded": True, "stdout": "A"}, "ended as a success and did not show 'B', 'C', 'D'"),
        ({"succeeded": True}, "ended as a success and did not show 'A', 'B', 'C' and 1 more"),
    ],
)
def test_every_other_ending_is_described(members: dict[str, object], said: str) -> None:
    """The author of a product learns how the run ended."""
    assert said == _ending(**members)


@pytest.mark.parametrize("line", ["." * 999_999, "fail" + ": " * 999_999 + ",", "a." * 999_999, "error" * 400_000])
def test_a_line_of_megabytes_is_described(line: str) -> None:
    """Whether it is an error is known in a time that grows with its length only."""
    assert _ending(stderr=f"{line}\nlast words").startswith("failed (“last words”)")
