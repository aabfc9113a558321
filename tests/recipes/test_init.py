"""The workflow that `token-conformance init` writes: valid, green if all is as declared, and red if a cell is not."""

import subprocess
import sys
from pathlib import Path

import pytest

import own_suite
from recipe_runner.github import Job
from recipe_runner.machine import Machine
from recipe_runner.schema import is_valid
from token_conformance.cli import main

WORKFLOW = Path(".github", "workflows", "token-conformance.yml")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the example in a folder of its own."""
    folder = tmp_path / "repository"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    assert 0 == main(["init", "conformance"])
    (folder / ".git").rmdir()
    return folder


def test_the_workflow_is_valid_by_the_schema_of_its_service(repository: Path) -> None:
    """GitHub accepts it."""
    assert is_valid(repository / WORKFLOW, "vendor.github-workflows")


@pytest.mark.slow
@pytest.mark.nightly
@pytest.mark.xdist_group("recipes")
def test_the_workflow_is_green_as_declared_and_red_otherwise(machine: Machine, repository: Path) -> None:
    """What is not as declared is marked at the path that the file has in the repository."""
    suite = repository / "conformance"
    record = [sys.executable, "-m", "token_conformance.cli", "run", "--record-mode=once"]
    subprocess.run(record, cwd=suite, check=True, capture_output=True)
    (suite / "results.jsonl").unlink()
    own_suite.commit(repository)
    green = Job(machine, repository, _folder(repository, "green")).run(repository / WORKFLOW, "replay")
    assert not green.failed, green.output
    assert "8 cells: 7 passed, 1 known." in green.output
    deviations = suite / "suites" / "endpoints" / "deviations.toml"
    deviations.write_text(deviations.read_text(encoding="utf-8").replace('"hidden"', '"empty"'), encoding="utf-8")
    red = Job(machine, repository, _folder(repository, "red")).run(repository / WORKFLOW, "replay")
    assert red.failed
    assert "::error file=conformance/suites/endpoints/deviations.toml,line=" in red.output


def _folder(repository: Path, name: str) -> Path:
    folder = repository.with_name(name)
    folder.mkdir()
    return folder
