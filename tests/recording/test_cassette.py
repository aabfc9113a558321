"""Cassette files."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from token_conformance.model.outcome import Outcome
from token_conformance.recording.cassette import CassetteError, Stamp, dump, parse
from token_conformance.results.record import Recorded

CELL = "jira-platform/myself/scoped-site"
PATH = Path("cassettes/endpoints/jira-platform/myself/scoped-site.json")
STAMP = Stamp(CELL, Outcome.UNAUTHENTICATED, Recorded("edge", date(2026, 11, 24), "0.1.0"))


def _cassette(stamp: Stamp = STAMP, exchanges: int = 1, body: object = "text") -> str:
    interactions = [{"request": {}, "response": {"body": {"string": body}}}] * exchanges
    return dump({"interactions": interactions, "metadata": stamp.metadata()})


def test_the_stamp_of_a_cassette_is_read_as_it_was_written() -> None:
    """It has the cell, the outcome, the source, the day and the version."""
    assert STAMP == Stamp.of(parse(_cassette(), PATH, CELL))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (_cassette()[:-40], "cut short or not a cassette"),
        ("", "cut short or not a cassette"),
        ("[]", "cut short or not a cassette"),
        ("{}", "cut short or not a cassette"),
        (
            _cassette().replace('"format": 2', '"format": 1'),
            "cut short or not a cassette (ValueError: format 1 instead",
        ),
        (_cassette().replace("unauthenticated", "fine"), "cut short or not a cassette"),
        (
            _cassette(replace(STAMP, cell="jira-platform/myself/unscoped-site")),
            "has the recording of jira-platform/myself/unscoped-site",
        ),
        (_cassette(exchanges=0), "has 0 exchanges instead of one"),
        (_cassette(exchanges=2), "has 2 exchanges instead of one"),
    ],
)
def test_a_broken_cassette_is_refused_with_its_path_and_a_remedy(text: str, problem: str) -> None:
    """The line has the file, the problem, and the command that records the cassette again."""
    with pytest.raises(CassetteError) as error:
        parse(text, PATH, CELL)
    message = str(error.value)
    assert message.startswith(f"{PATH}: {problem}")
    assert message.endswith("record it again: pytest suites --record-mode=rewrite -k 'myself and scoped-site'")


def test_a_body_that_is_not_text_is_written_as_base64() -> None:
    """A picture is recorded and replayed byte by byte."""
    text = _cassette(body=b"\xff\x00")
    assert {"base64": "/wA="} == json.loads(text)["interactions"][0]["response"]["body"]["string"]
    assert b"\xff\x00" == parse(text, PATH, CELL)["interactions"][0]["response"]["body"]["string"]


def test_any_other_value_that_is_not_json_is_refused() -> None:
    """It is not converted to another value."""
    with pytest.raises(TypeError, match="cannot contain a value of type set"):
        dump({"interactions": set()})


def test_a_cassette_is_easy_to_review() -> None:
    """It has two spaces per level, sorted keys, and characters that are not escaped."""
    assert '{\n  "a": "✗",\n  "b": 1\n}\n' == dump({"b": 1, "a": "✗"})


def test_the_remedy_selects_the_test_by_its_name() -> None:
    """The name has `_` instead of the `-` of the folder."""
    with pytest.raises(CassetteError, match=r"-k 'get_an_issue and scoped-site'$"):
        parse("", Path("cassettes/endpoints/jira-platform/get-an-issue/scoped-site.json"), CELL)
