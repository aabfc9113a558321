"""The one issue of the nightly recipe, and the comment on a pull request, with a stand-in for `gh`."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from factories import make_result, make_results
from recipe_runner import gh
from recipe_runner.github import Job
from recipe_runner.machine import Machine
from token_conformance.cli import main
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.results.file import dump

RECIPE = Path(__file__).parents[2] / "recipes" / "github-actions.yml"
CELL = "jira-platform/get-issue/scoped-gateway"


@dataclass(frozen=True)
class GitHub:
    """A machine with `gh`, and what GitHub has after jobs have run."""

    machine: Machine
    folder: Path

    def night(self, compared: int, text: str) -> Job:
        """Run the job after a live run that ended its comparison with a status and a text."""
        return self.run("issue", "live-results", text, needs={"live": {"outputs": {"compared": str(compared)}}})

    def run(self, job: str, artifact: str, text: str, **contexts: Any) -> Job:
        """Run a job in an empty folder, with an artifact of an earlier job."""
        kept = self.folder / "kept" / "artifacts" / artifact
        kept.mkdir(parents=True, exist_ok=True)
        (kept / "diff.md").write_text(text, encoding="utf-8")
        repository = self.folder / f"empty-{len(list(self.folder.iterdir()))}"
        repository.mkdir()
        known = {"github": {"event_name": "schedule", "token": "MADE-UP-TOKEN", "repository": "owner/repository"}}
        runner = Job(self.machine, repository, self.folder, contexts=known | contexts, kept=self.folder / "kept")
        return runner.run(RECIPE, job)

    @property
    def state(self) -> Any:
        """What GitHub has."""
        return json.loads((self.machine.folder / "home" / "github.json").read_text())


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    """A GitHub without an issue."""
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / "gh"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -I {gh.__file__} "$@"\n')
    program.chmod(0o755)
    machine = Machine(tmp_path / "machine", tmp_path, programs)
    machine.folder.mkdir()
    machine.python.mkdir()
    (tmp_path / "jobs").mkdir()
    return GitHub(machine, tmp_path / "jobs")


@pytest.fixture
def difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Compares two nights with our own command; returns its exit status and its text."""

    def compare(outcome: Outcome) -> tuple[int, str]:
        for name, each in {"before": Outcome.WORKS, "after": outcome}.items():
            verdict = Verdict.PASSED if each is Outcome.WORKS else Verdict.FAILED
            results = make_results(make_result(CELL, outcome=each, verdict=verdict))
            (tmp_path / name).write_text(dump(results.header, results.cells), encoding="utf-8")
        status = main(["diff", str(tmp_path / "before"), str(tmp_path / "after"), "--format", "markdown"])
        return status, capsys.readouterr().out

    return compare


@pytest.mark.slow
def test_one_issue_is_opened_updated_and_closed(github: GitHub, difference: Callable[..., tuple[int, str]]) -> None:
    """On the nights on which a cell changes, changes again, is the same again, and changes once more."""
    nights = [Outcome.WORKS, Outcome.HIDDEN, Outcome.FORBIDDEN, Outcome.WORKS, Outcome.WORKS, Outcome.EMPTY]
    seen = []
    for outcome in nights:
        status, text = difference(outcome)
        job = github.night(status, text)
        assert not job.failed, job.output
        issues = github.state["issues"]
        seen.append([each["state"] for each in issues])
        if status:
            assert text.rstrip("\n") == issues[-1]["body"].rstrip("\n")
            assert CELL in issues[-1]["body"]
    assert [[], ["open"], ["open"], ["closed"], ["closed"], ["closed", "open"]] == seen


@pytest.mark.parametrize("compared", ["", "2", "70"])
def test_a_night_without_an_answer_changes_nothing(github: GitHub, compared: str) -> None:
    """No tenant was asked, or its results could not be compared: nobody knows whether a cell changed."""
    job = github.run("issue", "live-results", "", needs={"live": {"outputs": {"compared": compared}}})
    assert [] == job.steps


def test_a_long_difference_is_cut_to_what_an_issue_takes(github: GitHub) -> None:
    """Between two characters, also where one of them takes several bytes."""
    job = github.night(1, "Aé" * 50_000)
    assert not job.failed, job.output
    (issue,) = github.state["issues"]
    assert issue["body"].startswith("AéAé")
    assert len(issue["body"].encode()) in {59_999, 60_000}


@pytest.mark.parametrize("is_fork", [False, True])
def test_the_difference_is_posted_to_a_pull_request(github: GitHub, is_fork: bool) -> None:
    """Once, and never for a fork, whose jobs may not write."""
    url = "https://github.example.com/owner/repository/pull/1"
    event = {"pull_request": {"html_url": url, "head": {"repo": {"fork": is_fork}}}}
    known = {"event_name": "pull_request", "token": "MADE-UP-TOKEN", "event": event}
    job = github.run("comment", "results", "nothing changed", github=known)
    assert not job.failed, job.output
    assert ([] if is_fork else [url]) == ([*github.state["comments"]] if job.steps else [])
