"""The recipes that users copy into their own CI."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from token_conformance import cli
from token_conformance._version import __version__
from token_conformance.live.variables import VARIABLES

CALL = re.compile(r"(?:^|(?:\|\||&&) )token-conformance ")
RECIPES = [path for folder in ("", "shards", "sites") for path in Path("recipes", folder).glob("*.yml")]


def _jobs() -> dict[str, dict[str, Any]]:
    jobs: dict[str, dict[str, Any]] = yaml.safe_load(Path("recipes", "github-actions.yml").read_text())["jobs"]
    return jobs


def test_every_action_is_named_by_commit() -> None:
    """A tag can be moved to other code, a commit cannot."""
    actions = [step["uses"] for job in _jobs().values() for step in job["steps"] if "uses" in step]
    assert len(actions) > 5
    assert [] == [action for action in actions if not re.fullmatch(r"[a-z/-]+@[0-9a-f]{40}", action)]


def test_a_job_that_runs_code_of_a_pull_request_may_only_read() -> None:
    """The jobs that may write a comment or an issue check nothing out and install nothing."""
    writers = {name: job for name, job in _jobs().items() if "write" in job["permissions"].values()}
    assert {"comment": {"pull-requests": "write"}, "issue": {"issues": "write"}} == {
        name: job["permissions"] for name, job in writers.items()
    }
    steps = [step for job in writers.values() for step in job["steps"]]
    assert {"actions/download-artifact"} == {step["uses"].split("@")[0] for step in steps if "uses" in step}
    assert [] == [step["run"] for step in steps if "pip" in step.get("run", "")]


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
    text = " ".join(Path("recipes", name).read_text().split())
    scan = re.search(
        r"\[ -f results.jsonl \] && token-conformance leaks ([\w./ -]+) \|\| rm -rf ([\w./ -]+?) artifacts:", text
    )
    assert scan
    assert scan[1] == scan[2]
    assert "recordings" in scan[1].split()


def _scanned(command: str) -> list[str]:
    return shlex.split(command)[2:]


def _texts(value: Any) -> Iterator[str]:
    """All texts of a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _commands() -> list[list[str]]:
    """The arguments with which the recipes call the command, up to what the shell does with its output."""
    documents = [yaml.safe_load(path.read_text()) for path in RECIPES]
    lines = [line.strip() for text in _texts(documents) for line in text.replace("\\\n", "").splitlines()]
    calls = [re.split(r"[>|#]", line[found.end() :])[0] for line in lines if (found := CALL.search(line))]
    return [shlex.split(call) for call in calls]


@pytest.mark.parametrize("arguments", _commands())
def test_a_recipe_calls_commands_that_exist(arguments: list[str]) -> None:
    """The command line accepts each call."""
    assert cli._parser().parse_args(arguments).module.run


def test_the_recipes_call_the_commands_for_regression() -> None:
    """The reader finds the calls."""
    assert {"annotations", "diff", "leaks", "merge", "report", "run"} == {arguments[0] for arguments in _commands()}


@pytest.mark.parametrize("arguments", [words[1:] for words in _commands() if words[0] == "run"])
def test_a_recipe_calls_pytest_with_options_that_exist(arguments: list[str], pytestconfig: pytest.Config) -> None:
    """No option of a recipe was renamed."""
    _, unknown = pytestconfig._parser.parse_known_and_unknown_args(arguments)
    assert [] == unknown


def test_every_setting_of_a_live_run_has_a_line() -> None:
    """In the order of docs/live.md; tokens and addresses are secrets, the others are variables of the repository."""
    (env,) = [step["env"] for step in _jobs()["live"]["steps"] if step.get("name") == "Ask the tenant"]
    kinds = {name: "secrets" if name.endswith(("_TOKEN", "_EMAIL")) else "vars" for name in env}
    assert [variable.name for variable in VARIABLES] == list(env)
    assert {name: f"${{{{ {kind}.{name} }}}}" for name, kind in kinds.items()} == env


@pytest.mark.parametrize("path", [*Path("recipes").rglob("*.yml")], ids=str)
def test_the_recipes_install_this_version_and_every_package_by_its_hash(path: Path) -> None:
    """Nothing else is installed: no tool of the tests, and nothing that is not pinned. A release changes them."""
    installs = re.findall(r"pip install [^'\n]*", path.read_text(encoding="utf-8"))
    assert set(installs) <= {
        "pip install --require-hashes --only-binary :all: -r token-conformance/requirements.txt",
        f"pip install --no-deps --only-binary :all: atlassian-token-conformance=={__version__}",
    }
    assert path.name == "github-action.yml" or installs
