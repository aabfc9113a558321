"""A run beside its requests: which are its own, and how it ended, in words for people."""

from dataclasses import replace

import pytest

import made_up
from made_up import SENT, scene
from token_conformance.certify.observation.observation import Ended, Observation
from token_conformance.certify.requirements.trace import traces

RUN = replace(made_up.RUN, must_show=("A", "B", "C", "D"))
SCENE = scene(SENT, RUN)
CALL = "; its last call was GET SITE.atlassian.net/rest/api/3/myself, answered 401"


def _ending(**members: object) -> str:
    (trace,) = traces(replace(SCENE, runs=(replace(RUN, **members),)))  # type: ignore[arg-type]  # members of a run
    return trace.ending


def test_each_run_has_the_requests_that_were_sent_in_its_time() -> None:
    """What came before the first run is the first one's, and the order in the file does not matter."""
    moments = [2.5, -0.1, 0.5, 99.0]
    requests = tuple(replace(SENT, started=moment) for moment in moments)
    runs = (replace(RUN, action="search", started=2.0), RUN)
    found = traces(replace(SCENE, requests=requests, runs=runs))
    assert [("whoami", [-0.1, 0.5]), ("search", [2.5, 99.0])] == [
        (trace.run.action, [request.started for request in trace.requests]) for trace in found
    ]


@pytest.mark.parametrize("scene", [None, replace(SCENE, runs=())])
def test_a_scenario_without_runs_has_no_traces(scene: Observation | None) -> None:
    """It was not run, or its subject has none of its actions."""
    assert [] == traces(scene)


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"stderr": "Traceback:\n  x\nmade.up.NotFoundError: nothing\nbye"}, " (“made.up.NotFoundError: nothing”)"),
        ({"stderr": "  _error: false,\nlast words\n}"}, " (“last words”)"),
        ({"stdout": "some", "stderr": "{}"}, " (“some”)"),
        ({}, " without a word"),
        ({"stderr": f"Error: {'x' * 300}"}, f" (“Error: {'x' * 153}”)"),
    ],
)
def test_a_failure_is_told_by_its_last_words(members: dict[str, object], said: str) -> None:
    """An error's own line says more than what a product puts below it."""
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
def test_every_other_ending_has_its_words(members: dict[str, object], said: str) -> None:
    """A product's author learns what became of the run."""
    assert said == _ending(**members)
