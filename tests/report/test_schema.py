"""The published JSON schema of results."""

import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from factories import make_call
from token_conformance.model.cell import Credential, Product, UrlForm
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.results.file import Header, dump_condensed
from token_conformance.results.record import CellResult
from token_conformance.results.writer import ResultsWriter

SCHEMA = Path("reports/schema/results-3.schema.json")
VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_text()), format_checker=FormatChecker())


def test_the_schema_is_valid() -> None:
    """The schema is valid according to its metaschema."""
    Draft202012Validator.check_schema(VALIDATOR.schema)


def test_the_committed_results_are_valid() -> None:
    """The published document follows the schema."""
    VALIDATOR.validate(json.loads(Path("reports/results.json").read_text()))


def test_a_condensed_document_is_valid(cell: Callable[..., CellResult]) -> None:
    """With answers that have the usual stamp, another one and none, and of a cell without an exchange."""
    cells = [cell(), make_call(), make_call("catalogue/jsm/get-a/scoped-site", recorded=None, url=None, outcome=None)]
    document = json.loads(dump_condensed(Header(suite="0.1.0", target="edge"), cells))
    VALIDATOR.validate(document)
    (key, answer), *_ = document["answers"].items()
    assert not VALIDATOR.is_valid(document | {"answers": {key: answer | {"cell": "x"}}})
    assert not VALIDATOR.is_valid(document | {"calls": [{}]})


def test_every_line_of_a_run_is_valid(cell: Callable[..., CellResult], tmp_path: Path) -> None:
    """Header, footer, and cells with every verdict."""
    path = tmp_path / "results.jsonl"
    writer = ResultsWriter(path, Header(suite="0.1.0", target="edge", world="requested", shard="1/2"))
    for number, verdict in enumerate(Verdict):
        writer.write(cell(f"jira-platform/e{number}/scoped-site", verdict=verdict, outcome=None, status=None))
    writer.close()
    for line in path.read_text().splitlines():
        VALIDATOR.validate(json.loads(line))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("product", Product),
        ("credential", Credential),
        ("url_form", UrlForm),
        ("verdict", Verdict),
    ],
)
def test_the_schema_has_every_word(key: str, words: type[StrEnum]) -> None:
    """A new word must also be added to the schema."""
    assert set(words) == set(_properties("cell")[key]["enum"])


def test_the_schema_has_every_outcome_and_grade() -> None:
    """No outcome and no grade is missing."""
    definitions: dict[str, Any] = VALIDATOR.schema["$defs"]  # type: ignore[index]  # it is an object, not true
    assert set(Outcome) == set(definitions["outcome"]["enum"])
    assert set(Grade) == set(_properties("deviation")["grade"]["enum"])


def test_an_open_cell_says_why(cell: Callable[..., CellResult]) -> None:
    """Its sides and its effect are in place of a deviation."""
    declared = {"standing": "open", "sides": "nothing is published", "effect": "Nobody knows."}
    record = json.loads(cell(verdict=Verdict.OPEN, expected=None, deviation=declared).to_json())
    assert VALIDATOR.is_valid(record)
    assert not VALIDATOR.is_valid(record | {"deviation": declared | {"outcome": "works"}})


@pytest.mark.parametrize(
    "change", [{"outcome": "fine"}, {"surplus": 1}, {"status": 42}, {"cell": "a/b"}, {"body": "x" * 301}]
)
def test_a_wrong_record_is_invalid(cell: Callable[..., CellResult], change: dict[str, object]) -> None:
    """The schema rejects wrong values and unknown keys."""
    record = json.loads(cell().to_json())
    assert VALIDATOR.is_valid(record)
    assert not VALIDATOR.is_valid(record | change)


def _properties(name: str) -> dict[str, Any]:
    properties: dict[str, Any] = VALIDATOR.schema["$defs"][name]["properties"]  # type: ignore[index]  # an object
    return properties
