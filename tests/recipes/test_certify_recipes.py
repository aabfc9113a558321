"""The recipes and the action for the repository of a product: pinned, and with no right but to read."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

RECIPES = Path("recipes", "certify")
WORKFLOWS = [RECIPES / "github-actions.yml", RECIPES / "github-action.yml"]
PINNED = re.compile(r"[a-z/-]+@[0-9a-f]{40}|OWNER/atlassian-token-conformance@COMMIT")


def steps(path: Path) -> list[dict[str, Any]]:
    """The steps of a workflow or an action."""
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    jobs = document.get("jobs", {}).values() or [document["runs"]]
    return [step for job in jobs for step in job["steps"]]


@pytest.mark.parametrize("path", [*WORKFLOWS, Path("action.yml")])
def test_every_action_is_named_by_commit(path: Path) -> None:
    """By the same one as in the recipe for the suites; a tag can be moved to other code, a commit cannot."""
    used = {step["uses"] for step in steps(path) if "uses" in step}
    assert used
    assert [] == [action for action in used if not PINNED.fullmatch(action)]
    known = Path("recipes", "github-actions.yml").read_text(encoding="utf-8")
    assert [] == [action for action in used if action not in known and "OWNER" not in action]


@pytest.mark.parametrize("path", WORKFLOWS)
def test_a_job_may_only_read(path: Path) -> None:
    """It runs what a pull request brings, has no secret, and leaves no credential in the git configuration."""
    document: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {} == document["permissions"]
    assert [{"contents": "read"}] == [job["permissions"] for job in document["jobs"].values()]
    assert "secrets." not in str(document)
    assert [False] == [
        step["with"]["persist-credentials"] for step in steps(path) if "checkout" in step.get("uses", "")
    ]


@pytest.mark.parametrize("path", [*WORKFLOWS, Path("action.yml")])
def test_no_value_becomes_a_part_of_a_script(path: Path) -> None:
    """An expression inside a script could bring commands; it is given by a variable."""
    assert [] == [step["run"] for step in steps(path) if "${{" in step.get("run", "")]


def test_every_input_and_output_of_the_action_is_described() -> None:
    """The marketplace and editors show these texts."""
    document: Any = yaml.safe_load(Path("action.yml").read_text(encoding="utf-8"))
    named = {**document["inputs"], **document["outputs"]}
    assert [] == [name for name, one in named.items() if not one["description"].strip().endswith((".", ")."))]
    page = Path("docs", "ci.md").read_text(encoding="utf-8")
    section = page.partition("## The GitHub action")[2].partition("\n## ")[0]
    table = re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE)
    assert list(named) == table
