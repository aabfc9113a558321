"""The recipe that publishes the page and its results at an address that stays the same."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from recipe_runner.github import Job
from recipe_runner.machine import Machine

RECIPE = Path(__file__).parents[2] / "recipes" / "pages" / "github-actions.yml"


def test_only_the_job_that_publishes_may_write() -> None:
    """It runs one action of GitHub, and nothing that was installed or checked out."""
    document: Any = yaml.safe_load(RECIPE.read_text(encoding="utf-8"))
    assert {} == document["permissions"]
    assert {"page": {"contents": "read"}, "publish": {"pages": "write", "id-token": "write"}} == {
        name: job["permissions"] for name, job in document["jobs"].items()
    }
    assert ["actions/deploy-pages"] == [step["uses"].split("@")[0] for step in document["jobs"]["publish"]["steps"]]


@pytest.mark.slow
@pytest.mark.xdist_group("recipes")
def test_the_committed_results_are_published(machine: Machine, own: Path, tmp_path: Path) -> None:
    """The page is at the address itself, and the results are beside it as they are committed."""
    folder = tmp_path / "runner"
    folder.mkdir()
    job = Job(machine, own, folder).run(RECIPE, "page")
    assert not job.failed, job.output
    site = folder / "artifacts" / "github-pages" / "site"
    assert "search-projects" in (site / "index.html").read_text(encoding="utf-8")
    assert json.loads((own / "reports" / "results.json").read_text()) == json.loads((site / "results.json").read_text())
    published = Job(replace(machine, folder=tmp_path), own, folder, kept=folder).run(RECIPE, "publish")
    assert not published.failed
