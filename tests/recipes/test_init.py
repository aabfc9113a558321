"""The workflow that `token-conformance init` writes."""

from pathlib import Path

import pytest

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
