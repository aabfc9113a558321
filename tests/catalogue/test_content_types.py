"""The content types that operations read: every row is of published operations, and the others read JSON."""

import csv
from importlib.resources import files

import pytest

from for_each import for_each
from token_conformance.catalogue.content_types import Check, ContentTypes, content_types
from token_conformance.catalogue.operations import published
from token_conformance.model.grade import Grade

TABLE = files("token_conformance.catalogue").joinpath("content_types.csv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(TABLE.splitlines()))


@for_each("row", ROWS)
def test_a_row_is_of_published_operations(row: dict[str, str]) -> None:
    """In both versions of the platform, with known words."""
    for version in ("2", "3"):
        operation = published()[f"{row['method']} {row['path'].replace('{version}', version)}"]
        assert ContentTypes(tuple(row["types"].split()), Check(row["check"])) == content_types(operation)
    assert all("/" in kind for kind in row["types"].split())
    assert Grade(row["grade"]) in {Grade.REPORTED, Grade.INFERRED}


def test_there_is_one_row_for_each_operation() -> None:
    """A second row would not be read."""
    assert len(ROWS) == len({(row["method"], row["path"]) for row in ROWS})


@pytest.mark.parametrize(
    ("name", "types", "check"),
    [
        ("GET /rest/api/3/myself", ("*/*",), Check.UNCHECKED),
        ("DELETE /rest/api/3/issue/{issueIdOrKey}", ("*/*",), Check.UNCHECKED),
        ("POST /rest/api/2/issue", ("application/json",), Check.REQUIRED),
        ("POST /rest/agile/1.0/board", ("application/json",), Check.OPTIONAL),
        ("DELETE /rest/api/2/webhook", ("application/json",), Check.REQUIRED),
    ],
)
def test_the_general_rule(name: str, types: tuple[str, ...], check: Check) -> None:
    """Writes read JSON; the platform checks every one of them."""
    assert ContentTypes(types, check) == content_types(published()[name])
