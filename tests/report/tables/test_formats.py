"""The parser of each format reads back every value exactly, even with the signs of all formats in it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from properties import BUSY, given
from shown_tables import HARD
from token_conformance.report.tables.formats import FORMATS
from token_conformance.report.tables.table import Code, Table

Parse = Callable[[str, str], list[list[str]]]


def _table(values: list[str], kind: type[str]) -> Table:
    """Rows whose first column is plain, and whose second column has the values in plain text or in code."""
    return Table(("Plain", "a|{b}<c>"), tuple((value, kind(value)) for value in values), "Recorded from x|{y}.")


def _rows(table: Table) -> list[list[str]]:
    return [list(table.titles), *(list(row) for row in table.rows)]


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("kind", [str, Code])
def test_hard_values_survive(format_: str, kind: type[str], parsed: Parse) -> None:
    """The signs of all formats, in plain text and in code."""
    table = _table(list(HARD), kind)
    assert _rows(table) == parsed(format_, FORMATS[format_](table))


_SIGNS = st.sampled_from("|{}[]<>*_`-+=:.\\/#~^&!\"'()1a")


def _values(format_: str) -> st.SearchStrategy[str]:
    """Up to two lines of words; without characters above 0xFFFF for Jira, because its parser splits them in two."""
    highest = 0xFFFF if format_ == "jira" else None
    words = st.text(st.characters(exclude_categories=("C", "Z"), max_codepoint=highest) | _SIGNS, min_size=1)
    lines = st.lists(words, min_size=1, max_size=3).map(" ".join)
    return st.lists(lines, max_size=2).map("\n".join)


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=25, suppress_health_check=[*BUSY, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_survives(format_: str, parsed: Parse, data: st.DataObject) -> None:
    """Any letters and signs of Unicode."""
    table = _table(data.draw(st.lists(_values(format_), min_size=1, max_size=5)), Code)
    assert _rows(table) == parsed(format_, FORMATS[format_](table))


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "csv"])
def test_a_legend_is_below_the_table(format_: str, parsed: Parse) -> None:
    """The rows are the same with it, and each of its entries is there."""
    table = replace(_table(["x"], str), legend={"✓ works": "it works", "a|b": "<c>", "- d": "e"})
    text = FORMATS[format_](table)
    assert _rows(table) == parsed(format_, text)
    assert "it works" in text


def test_a_legend_in_csv_is_a_column(parsed: Parse) -> None:
    """It is before the note, and the same in each row."""
    table = replace(_table(["x"], str), legend={"a": "b", "c": "d,e"})
    assert [[*table.titles, "Legend"], ["x", "x", "a: b\nc: d,e"]] == parsed("csv", FORMATS["csv"](table))
