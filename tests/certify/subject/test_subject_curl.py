"""The script around curl, in both URL forms: what its user asks for is what its user sees."""

import shutil
from pathlib import Path

import pytest

from token_conformance.certify.observation.observe import observe
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.subject.file import load
from token_conformance.project import SUBJECTS

CURL = Path(__file__).parents[3] / SUBJECTS / "curl.toml"

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")


@pytest.mark.parametrize("scenario", ["unscoped-site", "scoped-gateway"])
def test_every_action_shows_what_was_asked_for(scenario: str) -> None:
    """A token that fits the URL form lets each action succeed and show all of it."""
    runs = observe(load(CURL), SCENARIOS[scenario]).runs
    assert [] == [(run.action, run.missing, run.output) for run in runs if not run.succeeded or run.missing]


def test_a_refused_token_ends_the_script() -> None:
    """At the gateway, where no caller is anonymous, a token that nobody owns makes each action fail."""
    runs = observe(load(CURL), SCENARIOS["invalid-gateway"]).runs
    assert [] == [run.action for run in runs if run.succeeded]
