"""The recipes that users copy into their own CI."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from token_conformance import cli

RECIPES = {
    "github-actions.yml": "vendor.github-workflows",
    "gitlab-ci.yml": "vendor.gitlab-ci",
    "bitbucket-pipelines.yml": "vendor.bitbucket-pipelines",
}


def _check(path: Path, schema: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("name", "schema"), RECIPES.items())
def test_a_recipe_is_valid_by_the_schema_of_its_service(name: str, schema: str) -> None:
    """The service accepts the copied file."""
    checked = _check(Path("recipes", name), schema)
    assert 0 == checked.returncode, checked.stdout


@pytest.mark.parametrize(("name", "schema"), RECIPES.items())
def test_a_broken_recipe_is_noticed(name: str, schema: str, tmp_path: Path) -> None:
    """The check can fail."""
    broken = tmp_path / name
    text = Path("recipes", name).read_text()
    broken.write_text(re.sub(r"(timeout-minutes|rules|max-time):.*", r"\1: often", text, count=1))
    assert 1 == _check(broken, schema).returncode


def test_every_recipe_is_checked() -> None:
    """A new recipe needs a schema."""
    assert set(RECIPES) == {path.name for path in Path("recipes").iterdir()}


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
    assert {"annotations", "diff", "report"} == {arguments[0] for arguments in _commands("token-conformance")}


@pytest.mark.parametrize("arguments", _commands("pytest"))
def test_a_recipe_calls_pytest_with_options_that_exist(arguments: list[str], pytestconfig: pytest.Config) -> None:
    """No option of a recipe was renamed."""
    _, unknown = pytestconfig._parser.parse_known_and_unknown_args(arguments)
    assert [] == unknown
