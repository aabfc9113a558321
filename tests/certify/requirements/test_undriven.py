"""An action whose requests never come through the door, while others of the product do, is not observed."""

from collections.abc import Callable

import pytest

from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.requirements.judgement import judge
from token_conformance.certify.requirements.result import Result

Vary = Callable[..., dict[str, Observation]]
MakeRun = Callable[..., object]

REFUSED = {"fails": True, "says": "ConnectionError: name not known"}
ENDINGS = {"an error": REFUSED, "nothing": {"fails": True, "says": ""}}
ACTION = "get-issue"


def everywhere(correct: dict[str, Observation], vary: Vary, run: object) -> dict[str, Observation]:
    """The observations with that run in each scenario that ran its action."""
    for scenario, observation in correct.items():
        if any(made.action == ACTION for made in observation.runs):
            correct = vary(correct, scenario, run)
    return correct


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_nothing_is_blamed_on_it(
    correct: dict[str, Observation], vary: Vary, make_run: MakeRun, ending: dict[str, object]
) -> None:
    """No requirement fails or warns; what every action must show is not observed, and says what to try."""
    judgement = judge(everywhere(correct, vary, make_run(ACTION, **ending)))
    assert [] == [found.sentence for found in judgement.findings if found.result in {Result.FAIL, Result.WARN}]
    finding = judgement.finding("T1")
    assert (Result.NOT_OBSERVED, None) == (finding.result, judgement.level)
    assert f"`{ACTION}` was not judged: it failed in every scenario" in finding.sentence
    assert "run the product with --jail." in finding.sentence


def test_one_request_in_any_scenario_is_enough(correct: dict[str, Observation], vary: Vary, make_run: MakeRun) -> None:
    """An action that gives up by itself with one kind of token is judged for that."""
    observations = vary(correct, "scoped-gateway", make_run(ACTION, **REFUSED))
    assert Result.FAIL is judge(observations).finding("T2").result


def test_a_success_without_a_request_is_wrong(correct: dict[str, Observation], vary: Vary, make_run: MakeRun) -> None:
    """What an action claims is judged without any request."""
    observations = everywhere(correct, vary, make_run(ACTION, says="all is well"))
    assert Result.FAIL is judge(observations).finding("T1").result


def test_what_it_shows_is_still_judged(correct: dict[str, Observation], vary: Vary, make_run: MakeRun) -> None:
    """A token in the output needs no request."""
    observations = everywhere(correct, vary, make_run(ACTION, fails=True, says="could not use <token>"))
    assert Result.FAIL is judge(observations).finding("L1").result
