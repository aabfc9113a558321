"""The recipes that users copy into their own CI."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from token_conformance import cli

RECIPES = [path.name for path in Path("recipes").glob("*.yml")]


def _jobs() -> dict[str, dict[str, Any]]:
    jobs: dict[str, dict[str, Any]] = yaml.safe_load(Path("recipes", "github-actions.yml").read_text())["jobs"]
    return jobs


def test_every_action_is_named_by_commit() -> None:
    """A tag can be moved to other code, a commit cannot."""
    actions = [step["uses"] for job in _jobs().values() for step in job["steps"] if "uses" in step]
    assert len(actions) > 5
    assert [] == [action for action in actions if not re.fullmatch(r"[a-z/-]+@[0-9a-f]{40}", action)]


def test_a_job_that_runs_code_of_a_pull_request_may_only_read() -> None:
    """The job that may write a comment checks nothing out and installs nothing."""
    writers = [job for job in _jobs().values() if "write" in job["permissions"].values()]
    assert 1 == len(writers)
    assert ["actions/download-artifact", "gh pr comment"] == [
        step.get("uses", "").split("@")[0] or " ".join(step["run"].split()[:3]) for step in writers[0]["steps"]
    ]


def test_every_job_names_its_permissions() -> None:
    """A job without permissions of its own has none."""
    text = Path("recipes", "github-actions.yml").read_text()
    assert {} == yaml.safe_load(text)["permissions"]
    assert [] == [name for name, job in _jobs().items() if not job["permissions"]]


def test_no_check_out_leaves_a_token_behind() -> None:
    """What the job runs afterwards finds no credential in the git configuration."""
    checkouts = [step for job in _jobs().values() for step in job["steps"] if "checkout" in step.get("uses", "")]
    assert [False, False] == [step["with"]["persist-credentials"] for step in checkouts]


def test_only_the_step_that_asks_the_tenant_has_its_secrets() -> None:
    """What is installed before cannot read them."""
    steps = [step for job in _jobs().values() for step in job["steps"]]
    assert [["Ask the tenant"], []] == [
        [step["name"] for step in steps if "secrets." in str(step)],
        [name for name, job in _jobs().items() if "secrets." in str(job.get("env", ""))],
    ]


def test_recordings_are_scanned_before_they_are_uploaded() -> None:
    """A recording with a secret in it never becomes an artifact."""
    steps = _jobs()["live"]["steps"]
    scan = next(index for index, step in enumerate(steps) if "leaks" in step.get("run", ""))
    upload = next(index for index, step in enumerate(steps) if "upload-artifact" in step.get("uses", ""))
    assert scan < upload
    assert "steps.leaks.outcome == 'success'" in steps[upload]["if"]
    assert set(steps[upload]["with"]["path"].split()) <= {path.rstrip("/") for path in _scanned(steps[scan]["run"])} | {
        "recordings/"
    }


@pytest.mark.parametrize("name", ["gitlab-ci.yml", "bitbucket-pipelines.yml"])
def test_what_must_not_be_uploaded_is_removed(name: str) -> None:
    """These services upload artifacts whatever the last command says."""
    scan = re.search(r"token-conformance leaks (.+) \|\| rm -rf (.+)", Path("recipes", name).read_text())
    assert scan
    assert scan[1] == scan[2]
    assert "recordings" in scan[1].split()


def _scanned(command: str) -> list[str]:
    return shlex.split(command)[2:]


def _commands(program: str) -> list[list[str]]:
    """The arguments with which the recipes call a program, up to what the shell does with its output."""
    lines = [line for name in RECIPES for line in Path("recipes", name).read_text().splitlines()]
    calls = [
        re.split(r"[>|]", line[line.index(program) :])[0] for line in lines if re.search(rf"(^|[ -]){program} ", line)
    ]
    return [shlex.split(call)[1:] for call in calls if not call.startswith("#")]


@pytest.mark.parametrize("arguments", _commands("token-conformance"))
def test_a_recipe_calls_commands_that_exist(arguments: list[str]) -> None:
    """The command line accepts each call."""
    assert cli._parser().parse_args(arguments).module.run


def test_the_recipes_call_the_commands_for_regression() -> None:
    """The reader finds the calls."""
    assert {"annotations", "diff", "leaks", "report"} == {arguments[0] for arguments in _commands("token-conformance")}


@pytest.mark.parametrize("arguments", _commands("pytest"))
def test_a_recipe_calls_pytest_with_options_that_exist(arguments: list[str], pytestconfig: pytest.Config) -> None:
    """No option of a recipe was renamed."""
    _, unknown = pytestconfig._parser.parse_known_and_unknown_args(arguments)
    assert [] == unknown
