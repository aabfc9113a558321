"""The GitHub recipes, run as GitHub runs them: green as expected, red on a worse product and on a stale file.

Every commit runs the action for a good product and the workflow for a worse one; the other pairs run each night.
"""

from pathlib import Path

import pytest

from recipe_runner.github import Job
from recipe_runner.machine import Machine
from vendor_changes import make_stale, make_worse

ROOT = Path(__file__).parents[2]
ACTION = "OWNER/atlassian-token-conformance"

WORKFLOW, BY_ACTION = "github-actions.yml", "github-action.yml"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("recipes")]


def run(recipe: str, machine: Machine, repository: Path) -> Job:
    """Run the job of a recipe in a repository."""
    folder = repository.with_name("runner")
    folder.mkdir()
    return Job(machine, repository, folder, {ACTION: ROOT}).run(ROOT / "recipes" / "certify" / recipe, "certify")


@pytest.mark.parametrize("recipe", [pytest.param(WORKFLOW, marks=pytest.mark.nightly), BY_ACTION])
def test_a_product_is_green_as_expected(recipe: str, machine: Machine, repository: Path) -> None:
    """Nothing is marked, the summary says so, and observations and reports are kept."""
    job = run(recipe, machine, repository)
    assert not job.failed, job.output
    assert "As expected by token-conformance/expected.toml, which has" in job.output
    assert "::error" not in job.output
    assert "As expected by `token-conformance/expected.toml`." in job.summary
    (names,) = job.artifacts.values()
    assert {"certification/mine/run.json", "results.json", "results.md", "results.xml"} <= set(names)


@pytest.mark.parametrize("recipe", [WORKFLOW, pytest.param(BY_ACTION, marks=pytest.mark.nightly)])
def test_a_worse_product_is_red(recipe: str, machine: Machine, repository: Path) -> None:
    """A requirement that the file does not name is an error at no line. The summary shows it, and reports are kept."""
    make_worse(repository)
    job = run(recipe, machine, repository)
    assert job.failed
    assert "::error file=token-conformance/expected.toml,title=worse%3A mine T10::" in job.output
    assert "**Not as expected by `token-conformance/expected.toml`: " in job.summary
    assert "| worse | T10: " in job.summary
    (names,) = job.artifacts.values()
    assert "results.json" in names
    assert {1} == {step.status for step in job.steps if step.status}


@pytest.mark.nightly
@pytest.mark.parametrize("recipe", [WORKFLOW, BY_ACTION])
def test_a_stale_expectation_is_red(recipe: str, machine: Machine, repository: Path) -> None:
    """The line that must go is marked as a warning."""
    make_stale(repository)
    job = run(recipe, machine, repository)
    assert job.failed
    lines = (repository / "token-conformance" / "expected.toml").read_text(encoding="utf-8").splitlines()
    place = f"line={lines.index('[T1]') + 1},title=better%3A mine T1"
    assert f"::warning file=token-conformance/expected.toml,{place}::expected fail, got pass." in job.output
    assert {3} == {step.status for step in job.steps if step.status}
