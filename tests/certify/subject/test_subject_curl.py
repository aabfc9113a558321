"""The script that uses curl, with both URL forms: its user sees what the user asks for."""

import shutil
from pathlib import Path

import pytest

from token_conformance.certify.observation.observe import observe
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.subject.file import load
from token_conformance.project import SUBJECTS

CURL = Path(__file__).parents[3] / SUBJECTS / "curl.toml"

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")


@pytest.mark.slow
@pytest.mark.parametrize("scenario", ["unscoped-site", "scoped-gateway"])
def test_every_action_shows_what_was_asked_for(scenario: str) -> None:
    """With a token that works at the URL form, each action succeeds and shows everything."""
    runs = observe(load(CURL), SCENARIOS[scenario]).runs
    assert [] == [(run.action, run.missing, run.output) for run in runs if not run.succeeded or run.missing]


@pytest.mark.slow
def test_a_refused_token_ends_the_script() -> None:
    """At the gateway, which accepts no anonymous caller, each action fails with an invalid token."""
    runs = observe(load(CURL), SCENARIOS["invalid-gateway"]).runs
    assert [] == [run.action for run in runs if run.succeeded]
