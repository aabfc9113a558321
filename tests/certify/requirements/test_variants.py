"""A subject that does all but one thing right fails exactly one requirement."""

from collections.abc import Callable

import pytest

from requirement_cases import CASES
from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.judgement import judge
from token_conformance.certify.requirements.requirement import Observations
from token_conformance.certify.requirements.result import Level, Result
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS


def test_a_subject_that_meets_every_requirement_reaches_plus(correct: Observations) -> None:
    """Every requirement is observed and passes."""
    judgement = judge(correct)
    assert [] == [found for found in judgement.findings if found.result is not Result.PASS]
    assert Level.PLUS is judgement.level


@pytest.mark.parametrize(("requirement", "scenario", "words", "members"), CASES)
def test_one_wrong_thing_fails_exactly_its_requirement(  # noqa: PLR0917  # fixtures and a case
    correct: dict[str, Observation],
    make_run: Callable[..., object],
    vary: Callable[..., dict[str, Observation]],
    requirement: str,
    scenario: str,
    words: list[str],
    members: dict[str, object],
) -> None:
    """The sentence names the action and what to change, and the level of the requirement is not reached."""
    judgement = judge(vary(correct, scenario, make_run(*words, **members)))
    failed = [found for found in judgement.findings if found.result is Result.FAIL]
    assert [(requirement, (scenario,))] == [(found.requirement, found.scenarios) for found in failed]
    assert [(scenario, words[0])] == [(check.scenario, check.action) for check in failed[0].checks]
    assert failed[0].sentence.startswith(f"`{words[0]}` ")
    assert failed[0].sentence.endswith(failed[0].checks[0].remedy or REQUIREMENTS[requirement].remedy)
    assert judgement.level != Level.PLUS
    assert (judgement.level is None) == (REQUIREMENTS[requirement].level is Level.CORE)


def test_every_requirement_has_a_variant() -> None:
    """Each requirement can be failed."""
    assert list(REQUIREMENTS) == list(dict.fromkeys(variant[0] for variant in CASES))


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_scenarios_and_requirements_name_each_other(requirement: str) -> None:
    """The scenarios of a requirement are those that name the requirement."""
    named = [scenario.id for scenario in SCENARIOS.values() if requirement in scenario.requirements]
    assert sorted(named) == sorted(REQUIREMENTS[requirement].scenarios)
