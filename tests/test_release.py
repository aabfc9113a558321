"""The workflow that publishes a version: nobody has run it, so what can be checked of it is checked here."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from recipe_runner.schema import is_valid
from token_conformance._version import __version__

WORKFLOW = Path(".github/workflows/release.yml")
TEXT = WORKFLOW.read_text(encoding="utf-8")
JOBS = yaml.safe_load(TEXT)["jobs"]
_USED = re.compile(r"uses: (\S+)@(\S+) # (\S+)")


def test_it_is_valid_by_the_schema_of_its_service(tmp_path: Path) -> None:
    """The check can fail."""
    assert is_valid(WORKFLOW, "vendor.github-workflows")
    broken = tmp_path / "release.yml"
    broken.write_text(TEXT.replace("timeout-minutes: 15", "timeout-minutes: often"), encoding="utf-8")
    assert not is_valid(broken, "vendor.github-workflows")


def test_every_action_is_pinned_as_in_the_recipes() -> None:
    """A tag of an action can be moved, and a commit cannot."""
    used = _USED.findall(TEXT)
    assert TEXT.count("uses:") == len(used)
    assert all(re.fullmatch("[0-9a-f]{40}", commit) for _, commit, _ in used)
    recipes = {
        name: pin for name, *pin in _USED.findall(Path("recipes/github-actions.yml").read_text(encoding="utf-8"))
    }
    assert [] == [name for name, *pin in used if recipes.get(name, pin) != pin]


def test_only_the_job_that_publishes_has_an_identity_and_it_runs_no_code_of_ours() -> None:
    """It needs no secret, and waits for what protects the environment."""
    assert "secrets." not in TEXT
    assert {"contents": "read"} == JOBS["build"]["permissions"]
    assert {"id-token": "write"} == JOBS["publish"]["permissions"]
    assert "pypi" == JOBS["publish"]["environment"]
    assert all("run" not in step for step in JOBS["publish"]["steps"])


def test_it_says_that_nobody_has_run_it() -> None:
    """Whoever runs it first knows what to expect."""
    assert "# Nobody has run this workflow yet." in TEXT


@pytest.mark.parametrize(("tag", "status"), [(f"v{__version__}", 0), ("v0.0.0", 1), (__version__, 1)])
def test_a_tag_that_is_not_the_version_publishes_nothing(tag: str, status: int) -> None:
    """The step is run as the service would run it."""
    (script,) = [step["run"] for step in JOBS["build"]["steps"] if step.get("name", "").startswith("Refuse a tag")]
    ended = subprocess.run(["bash", "-euo", "pipefail", "-c", script], env={"GITHUB_REF_NAME": tag}, check=False)
    assert status == ended.returncode


def test_every_recipe_installs_this_version() -> None:
    """A recipe that installs an older one would lack what its steps use."""
    folders = (Path("recipes"), Path("templates"))
    texts = [path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.yml")]
    installed = re.findall(r"(?:atlassian-token-conformance==|default: )(\d+\.[\w.]+)", "\n".join(texts))
    assert {__version__} == set(installed)
