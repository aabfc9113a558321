"""What makes a live job red, by the exit statuses of its commands, with stand-ins for `pip` and the command itself."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from recipe_runner.component import pipeline
from recipe_runner.github import Job, Settings
from recipe_runner.machine import Machine
from recipe_runner.scripts import Done, run_bitbucket, run_gitlab, run_gitlab_job

ROOT = Path(__file__).parents[2]
RECIPES = ROOT / "recipes"
BY_ACTION = "jobs: {live: {steps: [{uses: OWNER/x@1, with: {mode: live, settings: TOKEN_CONFORMANCE_SITE=mysite}}]}}"
COMMAND = """#!/bin/sh
case "$1" in
  run) [ "$RUN" -gt 1 ] || [ -n "$LOST" ] || { mkdir -p recordings test-results; touch results.jsonl recordings/a
       touch junit.xml test-results/junit.xml; }; exit "$RUN" ;;
  diff) [ -f results.jsonl ] || exit 2; echo compared; exit "$DIFF" ;;
  leaks) exit "$LEAKS" ;;
esac
"""

TOKENS = dict.fromkeys(
    [f"TOKEN_CONFORMANCE_{kind}_TOKEN" for kind in ("UNSCOPED", "SCOPED_JIRA", "SCOPED_CONFLUENCE")], "made up"
)
"""What the recipes require before they ask the tenant."""

Ran = tuple[bool, bool]
"""Whether the job is red, and whether it has kept results."""

Service = Callable[[Machine, Path, Path], Ran]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine where nothing needs to be installed."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, text in {"token-conformance": COMMAND, "pip": "#!/bin/sh\n"}.items():
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    machine = Machine(tmp_path / "machine", tmp_path, programs)
    machine.python.mkdir(parents=True)
    return machine


def github(machine: Machine, repository: Path, folder: Path) -> Ran:
    """Run the job of the GitHub recipe."""
    return _job(machine, repository, folder, RECIPES / "github-actions.yml")


def action(machine: Machine, repository: Path, folder: Path) -> Ran:
    """Run a job that uses the action."""
    (folder / "workflow.yml").write_text(BY_ACTION)
    return _job(machine, repository, folder, folder / "workflow.yml")


def _job(machine: Machine, repository: Path, folder: Path, path: Path) -> Ran:
    contexts = {"github": {"event_name": "schedule"}, "vars": Settings(), "secrets": Settings(TOKENS)}
    job = Job(machine, repository, folder, {"OWNER/x": ROOT}, contexts).run(path, "live")
    return job.failed, bool(job.artifacts)


def gitlab(machine: Machine, repository: Path, folder: Path) -> Ran:
    """Run the job of the GitLab recipe."""
    return _done(run_gitlab(machine, repository, folder, RECIPES / "gitlab-ci.yml", "live"))


def component(machine: Machine, repository: Path, folder: Path) -> Ran:
    """Run the job of the GitLab component."""
    document = pipeline(ROOT / "templates" / "token-conformance.yml", {"mode": "live"})
    return _done(run_gitlab_job(machine, repository, folder, document, *document))


def bitbucket(machine: Machine, repository: Path, folder: Path) -> Ran:
    """Run the step of the Bitbucket recipe."""
    return _done(run_bitbucket(machine, repository, folder, RECIPES / "bitbucket-pipelines.yml", "live"))


def _done(done: Done) -> Ran:
    return bool(done.ended.status), "results.jsonl" in done.artifacts


@pytest.mark.parametrize("service", [github, action, gitlab, component, bitbucket])
@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, (False, True)),
        ({"RUN": "1"}, (False, True)),
        ({"DIFF": "3"}, (False, True)),
        ({"RUN": "1", "DIFF": "1"}, (True, True)),
        ({"DIFF": "2"}, (True, True)),
        ({"RUN": "4"}, (True, False)),
        ({"RUN": "1", "LOST": "yes"}, (True, False)),
        ({"LEAKS": "1"}, (None, False)),
        ({"LEAKS": "3", "DIFF": "1"}, (True, False)),
    ],
    ids=str,
)
def test_a_job_is_red_if_a_cell_got_worse_or_nobody_knows(
    service: Service, variables: dict[str, str], expected: tuple[bool | None, bool], machine: Machine, tmp_path: Path
) -> None:
    """Also if the run lost its results; cells that are not as declared are for the comparison to judge.

    What is not clean is never kept; only GitHub can make a job red after its artifacts were looked at.
    """
    repository, folder = tmp_path / "repository", tmp_path / "runner"
    repository.mkdir()
    folder.mkdir()
    (repository / "README.md").touch()
    ready = replace(machine, variables={"RUN": "0", "DIFF": "0", "LEAKS": "0"} | TOKENS | variables)
    is_red = service in {github, action} if expected[0] is None else expected[0]
    assert (is_red, expected[1]) == service(ready, repository, folder)


@pytest.mark.parametrize("service", [gitlab, bitbucket])
@pytest.mark.parametrize("missing", TOKENS)
def test_a_job_without_one_of_its_tokens_is_red(
    service: Service, missing: str, machine: Machine, tmp_path: Path
) -> None:
    """The run itself would only leave the columns of that token out; nothing is kept."""
    repository, folder = tmp_path / "repository", tmp_path / "runner"
    repository.mkdir()
    folder.mkdir()
    kept = {name: value for name, value in TOKENS.items() if name != missing}
    ready = replace(machine, variables={"RUN": "0", "DIFF": "0", "LEAKS": "0"} | kept)
    assert (True, False) == service(ready, repository, folder)
