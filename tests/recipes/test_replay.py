"""The recipes' replays on a push: green if all is as declared, red if a cell or a report is not."""

import subprocess
from pathlib import Path

import pytest

from recipe_runner.github import Job
from recipe_runner.machine import Machine
from recipe_runner.scripts import Done, run_bitbucket, run_gitlab

RECIPES = Path(__file__).parents[2] / "recipes"
CELL = "jira-platform/search-projects/scoped-site"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("recipes")]


def github(machine: Machine, repository: Path) -> Job:
    """Run the job of the GitHub recipe on a push to the main branch."""
    folder = repository.with_name("runner")
    folder.mkdir()
    contexts = {"github": {"event_name": "push", "base_ref": "", "ref_name": "main"}}
    return Job(machine, repository, folder, contexts=contexts).run(RECIPES / "github-actions.yml", "replay")


def scripts(service: str, machine: Machine, repository: Path) -> Done:
    """Run the job of one of the other services."""
    folder = repository.with_name("runner")
    if service == "gitlab":
        ready = Machine(machine.folder, machine.wheels, variables={"CI_DEFAULT_BRANCH": "main"})
        return run_gitlab(ready, repository, folder, RECIPES / "gitlab-ci.yml", "replay")
    return run_bitbucket(machine, repository, folder, RECIPES / "bitbucket-pipelines.yml")


def change_what_is_declared(repository: Path) -> None:
    """Declare another outcome than that of the recording."""
    file = repository / "suites" / "endpoints" / "deviations.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('outcome = "empty"', 'outcome = "hidden"'), encoding="utf-8")


def test_recordings_as_declared_are_green_on_github(machine: Machine, own: Path) -> None:
    """The summary says that nothing changed since the target branch, and the reports are current."""
    job = github(machine, own)
    assert not job.failed, job.output
    assert "nothing changed" in job.summary
    assert {"diff.md", "junit.xml", "results.jsonl"} == set(job.artifacts["results"])


def test_the_first_pull_request_is_green_on_github(machine: Machine, own: Path) -> None:
    """The target branch has no reports yet, so nothing is compared, and there is no difference to post."""
    tree = subprocess.run(["git", "mktree"], cwd=own, input=b"", capture_output=True, check=True).stdout.strip()
    names = ["-c", "user.name=Somebody", "-c", "user.email=me@example.com"]
    words = ["git", *names, "commit-tree", tree.decode(), "-m", "Nothing"]
    empty = subprocess.run(words, cwd=own, capture_output=True, check=True).stdout.strip().decode()
    subprocess.run(["git", "update-ref", "refs/remotes/origin/main", empty], cwd=own, check=True)
    job = github(machine, own)
    assert not job.failed, job.output
    assert "nothing is compared" in job.output
    assert {"junit.xml", "results.jsonl"} == set(job.artifacts["results"])


def test_a_cell_that_is_not_as_declared_is_red_on_github(machine: Machine, own: Path) -> None:
    """It is marked at its line of the deviations file."""
    change_what_is_declared(own)
    job = github(machine, own)
    assert job.failed
    assert "::error file=suites/endpoints/deviations.toml,line=" in job.output
    assert CELL in job.output


@pytest.mark.nightly
@pytest.mark.parametrize("service", ["gitlab", "bitbucket"])
def test_recordings_as_declared_are_green(service: str, machine: Machine, own: Path) -> None:
    """The comparison with the target branch is in the output, and the test report where the service looks for it."""
    done = scripts(service, machine, own)
    assert not done.ended.status, done.ended.output
    assert "Nothing changed" in done.afterwards.output
    assert ["junit.xml"] == [Path(name).name for name in done.reports]


@pytest.mark.nightly
@pytest.mark.parametrize("service", ["gitlab", "bitbucket"])
def test_a_stale_report_is_red(service: str, machine: Machine, own: Path) -> None:
    """Its name is in the output."""
    (own / "reports" / "matrix.md").write_text("old\n")
    done = scripts(service, machine, own)
    assert 1 == done.ended.status
    assert "reports/matrix.md: stale" in done.ended.output
