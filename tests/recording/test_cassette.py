"""Cassette files."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factories import make_cassette
from token_conformance.model.outcome import Outcome
from token_conformance.recording.cassette import CassetteError, Stamp, dump, parse
from token_conformance.results.record import Recorded

CELL = "jira-platform/myself/scoped-site"
PATH = Path("cassettes/endpoints/jira-platform/myself/scoped-site.json")
STAMP = Stamp(CELL, Outcome.UNAUTHENTICATED, Recorded("edge", date(2026, 11, 24), "0.1.0"))
REMEDY = "; record it again with --record-mode=rewrite -k 'myself and scoped-site'"


def _cassette(stamp: Stamp = STAMP, **changed: object) -> str:
    return dump(make_cassette(stamp) | changed)


def _stamped(**changed: object) -> str:
    return _cassette(metadata=STAMP.metadata() | changed)


def _problem_of(content: str | bytes) -> str:
    with pytest.raises(CassetteError) as error:
        parse(content, PATH, CELL)
    return str(error.value)


def test_the_stamp_of_a_cassette_is_read_as_it_was_written() -> None:
    """It has the cell, the outcome, the source, the day and the version."""
    assert STAMP == parse(_cassette(), PATH, CELL)[1]
    assert STAMP == parse(_cassette().encode(), PATH, CELL)[1]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (_cassette()[:-40], "it is not JSON (Unterminated string starting at at line 29, column 7)"),
        ("", "it is empty"),
        (b"\xff", "it is not UTF-8 text"),
        ("[" * 100_000, "it has more than 200 arrays and objects inside each other"),
        ("[]", "[] is not a table"),
        ("{}", "the key 'interactions' is missing"),
        (_cassette(more=1), "the key 'more' is unknown"),
        (_cassette(version=2), "the key 'version': 2 is another format than 1, which this version reads"),
        (_cassette(metadata=[]), "[] is not a table"),
        (_cassette(metadata={}), "the key 'cell' is missing"),
        (_cassette(metadata={"format": 3}), "the key 'metadata': 3 is another format than 2, which this version reads"),
        (_stamped(format=1), "the key 'metadata': 1 is another format than 2, which this version reads"),
        (_stamped(format="2"), "the key 'metadata': '2' is not a whole number"),
        (_stamped(more=1), "the key 'more' is unknown"),
        (_stamped(outcome="fine"), "the key 'outcome': 'fine' is not a valid Outcome"),
        (_stamped(outcome=[]), "the key 'outcome': [] is not a valid Outcome"),
        (_stamped(recorded=7), "the key 'recorded': 7 is not a table"),
        (_stamped(cell=7), "the key 'cell': 7 is not a text"),
        (_stamped(cell="a/b"), "the key 'cell': 'a/b' is not the name of a cell"),
        (_stamped(cell=f"{CELL}\n"), "the key 'cell': 'jira-platform/myself/scoped-site\\n' is not the name of a cell"),
        (_cassette(interactions={}), "the key 'interactions': {} is not a list"),
        (_cassette(interactions=[]), "the key 'interactions': has 0 exchanges instead of one"),
        (_cassette(interactions=[0] * 15_000), "the key 'interactions': has 15,000 exchanges instead of one"),
    ],
)
def test_a_broken_cassette_is_refused_with_its_path_the_reason_and_a_remedy(content: str | bytes, reason: str) -> None:
    """The line has the file, the problem, and the command that records the cassette again."""
    assert f"{PATH}: cut short or not a cassette ({reason}){REMEDY}" == _problem_of(content)


def test_a_cassette_of_another_cell_is_refused() -> None:
    """A moved file must not answer for another cell."""
    other = "jira-platform/myself/unscoped-site"
    expected = f"{PATH}: has the recording of {other}, not of {CELL}: moved or swapped{REMEDY}"
    assert expected == _problem_of(_cassette(replace(STAMP, cell=other)))


@pytest.mark.parametrize("value", ["A" * 1_000_000, "\x1b[2J\n::error::", ["A" * 1_000_000]])
def test_a_wrong_value_is_shown_in_one_short_line(value: object) -> None:
    """It can have megabytes or the escape sequences of a terminal."""
    problem = _problem_of(_stamped(outcome=value))
    assert problem.isprintable()
    assert len(problem) < 500


def test_a_body_that_is_not_text_is_written_as_base64() -> None:
    """A picture is recorded and replayed byte by byte."""
    text = dump(make_cassette(STAMP, b"\xff\x00"))
    assert {"base64": "/wA="} == json.loads(text)["interactions"][0]["response"]["body"]["string"]
    read: dict[str, Any] = parse(text, PATH, CELL)[0]
    assert b"\xff\x00" == read["interactions"][0]["response"]["body"]["string"]


def test_the_stamp_of_a_cell_of_the_catalogue_is_read() -> None:
    """Its id has the suite and the API."""
    cell = "catalogue/confluence-v2/get-pages-id/scoped-site"
    stamp = replace(STAMP, cell=cell, outcome=Outcome.RECOGNISED)
    assert stamp == parse(_cassette(stamp), PATH, cell)[1]
    other = {"cell": cell.replace("catalogue", "other")}
    assert f"the key 'cell': '{other['cell']}' is not the name of a cell" in _problem_of(_stamped(**other))


def test_any_other_value_that_is_not_json_is_refused() -> None:
    """It is not converted to another value."""
    with pytest.raises(TypeError, match="cannot contain a value of type set"):
        dump({"interactions": set()})


def test_a_cassette_is_easy_to_review() -> None:
    """It has two spaces per level, sorted keys, and characters that are not escaped."""
    assert '{\n  "a": "✗",\n  "b": 1\n}\n' == dump({"b": 1, "a": "✗"})


@pytest.mark.parametrize(
    ("cell", "selection"),
    [
        ("jira-platform/get-an-issue/scoped-site", "'get_an_issue and scoped-site'"),
        ("catalogue/confluence-v2/get-pages-id/scoped-site", "'confluence_v2 and get-pages-id-scoped-site'"),
    ],
)
def test_the_remedy_selects_the_test_by_its_name(cell: str, selection: str) -> None:
    """That of an endpoint has `_` instead of `-`; those of the catalogue have the name of the call as a parameter."""
    with pytest.raises(CassetteError) as error:
        parse("", PATH, cell)
    assert str(error.value).endswith(f"; record it again with --record-mode=rewrite -k {selection}")
