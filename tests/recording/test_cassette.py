"""Cassette files."""

import json
from datetime import date
from pathlib import Path

import pytest

from token_conformance.model import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.recording.cassette import CassetteError, dump, metadata, parse, path_of, recorded_of
from token_conformance.results import Recorded

CELL = "jira-platform/myself/scoped-site"
PATH = Path("cassettes/endpoints/jira-platform/myself/scoped-site.json")
RECORDED = Recorded("edge", date(2026, 11, 24), "0.1.0")


def _cassette(cell: str = CELL, exchanges: int = 1, body: object = "text") -> str:
    interactions = [{"request": {}, "response": {"body": {"string": body}}}] * exchanges
    return dump({"interactions": interactions, "metadata": metadata(cell, RECORDED)})


def test_a_cassette_lies_where_its_cell_says() -> None:
    """The path is made from the project's own names."""
    cell = Cell(Endpoint(Product.JIRA_PLATFORM, "myself", "GET /rest/api/3/myself"), Credential.SCOPED, UrlForm.SITE)
    assert PATH == path_of(cell)


def test_a_cassette_says_what_it_was_recorded_from() -> None:
    """Source, day and version come back as they were stamped."""
    assert RECORDED == recorded_of(parse(_cassette(), PATH, CELL))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (_cassette()[:-40], "cut short or no cassette"),
        ("", "cut short or no cassette"),
        ("[]", "cut short or no cassette"),
        ("{}", "cut short or no cassette"),
        (
            _cassette(cell="jira-platform/myself/unscoped-site"),
            "holds the recording of jira-platform/myself/unscoped-site",
        ),
        (_cassette(exchanges=0), "holds 0 exchanges instead of one"),
        (_cassette(exchanges=2), "holds 2 exchanges instead of one"),
    ],
)
def test_a_cassette_of_no_use_is_refused_with_its_file_and_a_remedy(text: str, fault: str) -> None:
    """The one line names the file, what is wrong, and the command that mends it."""
    with pytest.raises(CassetteError) as error:
        parse(text, PATH, CELL)
    message = str(error.value)
    assert message.startswith(f"{PATH}: {fault}")
    assert message.endswith("record it again: pytest suites --record-mode=rewrite -k 'myself and scoped-site'")


def test_a_body_that_is_not_text_survives_as_base64() -> None:
    """A picture is recorded and replayed byte by byte."""
    text = _cassette(body=b"\xff\x00")
    assert {"base64": "/wA="} == json.loads(text)["interactions"][0]["response"]["body"]["string"]
    assert b"\xff\x00" == parse(text, PATH, CELL)["interactions"][0]["response"]["body"]["string"]


def test_anything_else_that_is_not_json_is_refused() -> None:
    """What cannot be written is not written as something else."""
    with pytest.raises(TypeError, match="cannot hold a set"):
        dump({"interactions": set()})
