"""The example passes every requirement, and each of its wrong variants fails the one requirement that it violates.

So every requirement can fail, and none fails together with another. A variant is observed in the scenarios of its
requirement, one after the other until it fails in one; the other observations are those of the example. If the
variable TOKEN_CONFORMANCE_EVERY_SCENARIO is set, it is observed in every scenario, which takes some minutes.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.observation.observe import observe, observe_all
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.judgement import judge
from token_conformance.certify.requirements.result import Level, Result
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.subject.file import load
from token_conformance.certify.subject.subject import Configuration, Subject
from wrong.table import VARIANTS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
REFERENCE = load(ROOT / "suites/integrations/subjects/reference.toml")
EVERY_SCENARIO = "TOKEN_CONFORMANCE_EVERY_SCENARIO" in os.environ

Observations = dict[str, Observation]


@pytest.fixture(scope="module")
def reference() -> Observations:
    """The observations of the example in every scenario."""
    return observe_everything(REFERENCE)


def observe_everything(subject: Subject) -> Observations:
    """Observe a subject in all scenarios, four at a time."""
    with ThreadPoolExecutor(4) as pool:
        return observe_all(subject, list(SCENARIOS.values()), pool)


def test_passes_every_requirement(reference: Observations) -> None:
    """The example reaches the highest level, and every requirement is observed."""
    judgement = judge(reference)
    assert dict.fromkeys(REQUIREMENTS, Result.PASS) == results(reference)
    assert Level.PLUS is judgement.level


def test_never_takes_a_scoped_token_to_the_site(reference: Observations) -> None:
    """The site gets no scoped token in any scenario."""
    seen = [
        f"{scenario}: {request.method} {request.path}"
        for scenario, observation in reference.items()
        for request in observation.requests
        if request.host == f"{observation.site}.atlassian.net" and request.credential == "scoped"
    ]
    assert [] == seen


def test_every_requirement_has_a_variant() -> None:
    """There is a proof for every requirement that it can fail."""
    assert list(REQUIREMENTS) == list(VARIANTS)


@pytest.mark.parametrize("requirement", VARIANTS)
def test_variant_fails_its_requirement_alone(requirement: str, reference: Observations) -> None:
    """A variant changes the result of the requirement that it violates to `fail`, and no other result."""
    observations = observe_variant(requirement)
    assert results(reference) | {requirement: Result.FAIL} == results(reference | observations)


def observe_variant(requirement: str) -> Observations:
    """The observations of a variant in every scenario, or in those of its requirement until it fails."""
    subject = variant(requirement)
    if EVERY_SCENARIO:
        return observe_everything(subject)
    observations: Observations = {}
    for scenario in REQUIREMENTS[requirement].scenarios:
        observations[scenario] = observe(subject, SCENARIOS[scenario])
        if REQUIREMENTS[requirement].finding(observations).result is Result.FAIL:
            break
    return observations


def variant(requirement: str) -> Subject:
    """The example's subject, with the variant's commands."""
    commands = {
        action: ("{python}", "-m", "wrong", requirement, *words[2:]) for action, words in REFERENCE.commands.items()
    }
    return replace(REFERENCE, commands=commands, configuration=configuration())


def configuration() -> Configuration:
    """The example's configuration, with the path of its modules, and the cloud id, which one variant needs (D1)."""
    folders = (ROOT / "examples", ROOT / "tests/certify/variants")
    original = REFERENCE.configuration
    common = {**original.common, "PYTHONPATH": os.pathsep.join(map(str, folders))}
    return replace(original, common=common, gateway={**(original.site or {}), "CLOUD_ID": "{cloud_id}"})


def results(observations: Observations) -> dict[str, Result]:
    """The result of each requirement."""
    return {finding.requirement: finding.result for finding in judge(observations).findings}
