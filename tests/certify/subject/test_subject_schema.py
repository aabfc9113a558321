"""The published JSON Schema of a subject file accepts the same files as the linter."""

import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from token_conformance.certify.subject import kinds, lint
from token_conformance.certify.subject.lint import problems_of
from token_conformance.certify.subject.subject import Action, Holder
from token_conformance.model.url import APPS

SCHEMA: dict[str, Any] = json.loads(
    files("token_conformance.certify.subject").joinpath("subject.schema.json").read_text(encoding="utf-8")
)
SUBJECTS = sorted((Path(__file__).parents[3] / "suites" / "integrations" / "subjects").glob("*.toml"))
VALID = re.sub(r"\[install\]\n.*\n", "", SUBJECTS[0].read_text(encoding="utf-8"))


def is_accepted(text: str) -> bool:
    """Whether the schema accepts the text of a file."""
    return bool(Draft202012Validator(SCHEMA).is_valid(tomllib.loads(text)))


def test_the_schema_is_valid() -> None:
    """It follows the rules of its draft of JSON Schema."""
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_knows_the_same_keys() -> None:
    """The tables, keys and actions are the same as the linter's."""
    tables = {name: set(table.get("properties", ())) for name, table in SCHEMA["properties"].items()}
    by_action = {"manual", "unsupported"}
    assert {name: set(keys) - set(Action) for name, keys in lint.TABLES.items()} == tables
    assert [*Action] == SCHEMA["$defs"]["action"]["enum"]
    assert {"#/$defs/byAction"} == {SCHEMA["properties"][name]["$ref"] for name in by_action}
    assert [*lint.REQUIRED] == SCHEMA["properties"]["subject"]["required"]
    assert [*Holder] == SCHEMA["properties"]["subject"]["properties"]["credentials"]["items"]["enum"]
    assert [*APPS] == SCHEMA["properties"]["subject"]["properties"]["app"]["enum"]
    assert kinds.MOST_TEXTS == SCHEMA["properties"]["success"]["properties"]["failure_text"]["maxItems"]
    assert kinds.MOST_START_SECONDS == SCHEMA["properties"]["limits"]["properties"]["start_seconds"]["maximum"]


@pytest.mark.parametrize("path", SUBJECTS, ids=lambda path: path.stem)
def test_every_subject_is_accepted_by_both(path: Path) -> None:
    """The schema and the linter accept every subject of the suite."""
    text = path.read_text(encoding="utf-8")
    assert ([], True) == (problems_of(text, path.name, path.stem), is_accepted(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[subject]", "[subject]\nextra = 1"),
        ("[subject]", "[sucess]\n[subject]"),
        ("version = ", "version = 1 #"),
        ("version = ", "versoin = "),
        ("homepage = ", 'homepage = "ftp://fake.example.com" #'),
        ("name = ", 'name = "a b" #'),
        ("[subject]", '[subject]\napp = "bitbucket"'),
        ("[subject]", '[subject]\ncredentials = "person"'),
        ("[subject]", "[subject]\ncredentials = []"),
        ("[subject]", '[subject]\ncredentials = ["person", "person"]'),
        ("[subject]", '[subject]\ncredentials = ["service-acount"]'),
        ("[configure]", '[configure]\nservice_account = "Bearer"'),
        ("[configure]", '[install]\nnpm = ["@scope/fake"]\n[configure]'),
        ("[configure]", '[install]\npypi = ["=="]\n[configure]'),
        ("[configure]", '[install]\npypi = ["fake==1.*"]\n[configure]'),
        ("[configure]", '[install]\nnpm = ["fake@latest"]\n[configure]'),
        ("[configure]", "[limits]\nstart_seconds = 61\n[configure]"),
        ("[configure]", "[limits]\nstart_seconds = -1\n[configure]"),
        ("[configure]", '[limits]\nstart_seconds = "1"\n[configure]'),
        ("[configure]", '[success]\nfailure_text = [""]\n[configure]'),
        ("[configure]", '[configure]\nnoisier = { A = "b" }'),
        ("common = ", 'common = { "A B" = "c" } #'),
        ("[unsupported]", "[actions.whoami2]\ncommand = ['x']\n[unsupported]"),
        ("[unsupported]", '[unsupported]\nwhoami2 = "x"'),
    ],
)
def test_both_refuse_the_same(old: str, new: str) -> None:
    """If one finds a problem, so does the other."""
    assert ([], True) == (problems_of(VALID, "fake.toml"), is_accepted(VALID))
    assert old in VALID
    changed = VALID.replace(old, new, 1)
    assert (True, False) == (bool(problems_of(changed, "fake.toml")), is_accepted(changed))
