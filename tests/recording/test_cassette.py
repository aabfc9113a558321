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


def test_a_cassette_says_how_its_cell_ended_and_what_it_was_recorded_from() -> None:
    """Cell, outcome, source, day and version come back as they were stamped."""
    assert STAMP == Stamp.of(parse(_cassette(), PATH, CELL))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (_cassette()[:-40], "cut short or no cassette"),
        ("", "cut short or no cassette"),
        ("[]", "cut short or no cassette"),
        ("{}", "cut short or no cassette"),
        (_cassette().replace('"format": 2', '"format": 1'), "cut short or no cassette (ValueError: format 1 instead"),
        (_cassette().replace("unauthenticated", "fine"), "cut short or no cassette"),
        (
            _cassette(replace(STAMP, cell="jira-platform/myself/unscoped-site")),
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


def test_a_cassette_is_fit_for_review() -> None:
    """Two spaces a level, keys in order, and characters as they are."""
    assert '{\n  "a": "✗",\n  "b": 1\n}\n' == dump({"b": 1, "a": "✗"})


def test_the_remedy_selects_the_test_by_its_name() -> None:
    """Which has `_` where the folder has `-`."""
    with pytest.raises(CassetteError, match=r"-k 'get_an_issue and scoped-site'$"):
        parse("", Path("cassettes/endpoints/jira-platform/get-an-issue/scoped-site.json"), CELL)
