"""The JSON of an answer follows the schema that ships in the package, and the Markdown is one table."""

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import token_conformance.advice
from token_conformance.advice.documents import FORMAT
from token_conformance.cli import main

SCHEMA = json.loads(files(token_conformance.advice).joinpath("answer.schema.json").read_text(encoding="utf-8"))
QUESTIONS = [
    ["GET /rest/api/3/myself"],
    ["GET /rest/api/3/search", "--token=unscoped"],
    ["GET /wiki/rest/api/space"],
    ["GET /rest/api/3/nothing"],
    ["GET /rest/api/latest/myself"],
    ["https://api.atlassian.com/graphql"],
    ["https://api.atlassian.com/jsm/ops/api/{cloudId}/v1/schedules", "--token=genie-key"],
    ["https://api.atlassian.com/ex/jira/mysite/rest/api/3/myself"],
    ["https://jira.example.com/rest/api/3/myself"],
    ["curl -u me@example.com:x https://invented.atlassian.net/rest/api/3/user?username=x"],
]


def shown(capsys: pytest.CaptureFixture[str], question: list[str], name: str) -> str:
    """What the command prints."""
    main(["can-i-use", *question, "--format", name])
    return capsys.readouterr().out


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_the_json_follows_the_schema(capsys: pytest.CaptureFixture[str], question: list[str]) -> None:
    """Every kind of answer does."""
    Draft202012Validator(SCHEMA).validate(json.loads(shown(capsys, question, "json")))


def test_the_schema_is_strict() -> None:
    """It is a schema, knows the number of the format, and refuses a member that it does not know."""
    Draft202012Validator.check_schema(SCHEMA)
    assert FORMAT == SCHEMA["properties"]["format"]["const"]
    objects: list[Any] = [SCHEMA, *SCHEMA["properties"].values(), *SCHEMA["$defs"].values()]
    assert all(one["additionalProperties"] is False for one in objects if "properties" in one)


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_the_markdown_is_a_table(capsys: pytest.CaptureFixture[str], question: list[str]) -> None:
    """It starts with the answer, and every row has an answer, a reason and evidence."""
    document = shown(capsys, question, "markdown")
    assert document.startswith(("**Yes: ", "**No: ", "**Unknown: ", "**It depends: "))
    rows = [line.split(" | ") for line in document.splitlines() if line.startswith("| ")]
    assert {4} == {len(row) for row in rows}
    assert {"| Answer", "| ---"} == {row[0] for row in rows[:2]}
    assert all(cell.strip(" |") for row in rows for cell in row)


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_the_text_fits_a_terminal(capsys: pytest.CaptureFixture[str], question: list[str]) -> None:
    """It starts with the answer; a line is longer than 79 characters only if it is one word that cannot be broken."""
    document = shown(capsys, question, "text")
    assert document.startswith(("Yes: ", "No: ", "Unknown: ", "It depends: "))
    assert [] == [line for line in document.splitlines() if len(line) > 79 and " " in line.strip()]
