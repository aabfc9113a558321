"""An action that a run did cannot be declared as unsupported."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.requirements.undeclared import undeclared

Vary = Callable[..., dict[str, Observation]]
MakeRun = Callable[..., object]

REASONS = {"create-issue": "It only reads.", "create-page": "It only reads."}


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ("POST JIRA/rest/api/3/issue 201", "create-issue"),
        ("POST SITE/rest/api/latest/issue 201", "create-issue"),
        ("POST CONF/wiki/api/v2/pages 200", "create-page"),
        ("POST CONF/wiki/rest/api/content 200", "create-page"),
        ("POST JIRA/rest/api/3/issue 401", ""),
        ("POST JIRA/rest/api/3/search/jql 200", ""),
        ("GET CONF/wiki/api/v2/pages 200", ""),
    ],
)
def test_what_was_created_was_declared_as_unsupported(
    correct: dict[str, Observation], make_run: MakeRun, vary: Vary, line: str, action: str
) -> None:
    """One line names the action, the run and the call."""
    observations = vary(correct, "scoped-gateway", make_run("list-projects", line))
    assert [] == list(undeclared(observations))
    observations["scoped-gateway"] = replace(observations["scoped-gateway"], unsupported=REASONS)
    found = list(undeclared(observations))
    assert [action] * bool(action) == [line.split()[1].removesuffix(":") for line in found]
    assert all("is done by list-projects in the scenario scoped-gateway (POST " in line for line in found)
