"""Comparing two sets of recordings, cell by cell."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from token_conformance.recording.comparison import Change, Recording, compare, differences, read_all


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": "x"}, {"a": "y"}, []),
        ({"a": 1}, {"a": "1"}, ["a: number became string"]),
        ({"a": True}, {"a": 1}, ["a: boolean became number"]),
        ({"a": {"b": 1}}, {"a": [1]}, ["a: object became array"]),
        ({"a": 1}, {"b": 1}, ["a: gone", "b: new"]),
        ([{"a": 1}], [{"a": "1"}], ["[].a: number became string"]),
        ({"a": None}, {"a": {"b": 1}}, []),
        ({"a": []}, {"a": [{"b": 1}]}, []),
        ({"values": [], "isLast": True}, {"values": [], "nextPage": "<url>", "isLast": False}, []),
        ("text", {"a": 1}, ["the body: string became object"]),
    ],
)
def test_the_shape_of_a_body_is_its_keys_and_types(before: object, after: object, expected: list[str]) -> None:
    """Values, lengths and pages depend on the tenant, and are not compared."""
    assert expected == list(differences(before, after))


@pytest.fixture(scope="module")
def recordings() -> Mapping[str, Recording]:
    """The committed cassettes, whose thousands of cells take a second to read."""
    return read_all(Path(__file__).parents[2] / "cassettes")


@pytest.mark.slow
def test_the_committed_cassettes_are_the_same_as_themselves(recordings: Mapping[str, Recording]) -> None:
    """All of them can be read."""
    assert {Change.SAME} == {one.change for one in compare(recordings, recordings)}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("newer", "missing"),
    [
        (("jira-platform/x/none-site",), ["jira-platform/y/none-site"]),
        (("catalogue/jsm/x/none-site",), []),
        (("catalogue/jsm/x/none-site", "jira-platform/y/none-site"), ["jira-platform/x/none-site"]),
    ],
    ids=["endpoints alone", "a sample of the catalogue", "both"],
)
def test_what_was_not_run_is_not_missing(
    recordings: Mapping[str, Recording], newer: tuple[str, ...], missing: list[str]
) -> None:
    """The two suites are run by themselves, and of the whole catalogue often a sample."""
    cells = [f"{place}/{name}/none-site" for place in ("jira-platform", "catalogue/jsm") for name in "xy"]
    recording = next(iter(recordings.values()))
    compared = compare(dict.fromkeys(cells, recording), dict.fromkeys(newer, recording))
    assert missing == [one.cell for one in compared if one.change is Change.MISSING]
    assert sorted(newer) == sorted(one.cell for one in compared if one.change is Change.SAME)
