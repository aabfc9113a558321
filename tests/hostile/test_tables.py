"""The report in Markdown and the tables of all formats have each text complete and in its cell."""

import csv
import json
from collections.abc import Callable
from io import StringIO
from xml.etree import ElementTree as ET

import html5lib
import pytest
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from properties import given
from token_conformance.catalogue.states import noted
from token_conformance.report import markdown
from token_conformance.report.matrix import ordered, rows
from token_conformance.report.tables.contents import contents
from token_conformance.report.tables.formats import FORMATS
from token_conformance.report.tables.selection import Selection
from token_conformance.report.tables.table import lines
from token_conformance.report.unexpected import comparison
from token_conformance.results.file import Results

Rows = list[list[str]]

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
_TAGS = {"h1", "h2", "h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "code", "br"}
"""The elements of a report or a table; any other element was made from a text."""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _rows_of(tree: ET.Element) -> Rows:
    assert {element.tag for element in tree.iter() if isinstance(element.tag, str)} <= _TAGS | {tree.tag}
    return [[_shown(cell) for cell in row if cell.tag in {"th", "td"}] for row in tree.iter("tr")]


def _shown(cell: ET.Element) -> str:
    for element in cell.iter("br"):
        element.tail = f"\n{element.tail or ''}"
    return "".join(cell.itertext()).strip()


def _html(text: str) -> Rows:
    return _rows_of(html5lib.parseFragment(text, namespaceHTMLElements=False))


def _of_markdown(text: str) -> Rows:
    return _html(_MARKDOWN.render(text))


def _of_csv(text: str) -> Rows:
    return [row[:-1] for row in csv.reader(StringIO(text))]


def _of_json(text: str) -> Rows:
    document = json.loads(text)
    return [document["columns"], *(list(row.values()) for row in document["rows"])]


def _of_confluence(text: str) -> Rows:
    return _rows_of(ET.fromstring(f"<page>{text}</page>"))  # noqa: S314  # our own text


PARSERS: dict[str, Callable[[str], Rows]] = {
    "github": _of_markdown,
    "gitlab": _of_markdown,
    "html": _html,
    "confluence": _of_confluence,
}
"""The formats with a parser in Python; the tests of the tables read all formats again."""

EXACT: dict[str, Callable[[str], Rows]] = {"csv": _of_csv, "json": _of_json}


@given(results=st.from_type(Results))
def test_the_report_in_markdown_shows_each_text_in_its_cell(results: Results) -> None:
    """The matrix has the operations, and the list of unexpected cells has their outcomes.

    Operations with a state that a reader must know are in a table of their own as well, once each.
    """
    drawn = _of_markdown(markdown.render(results))
    operations = [row.operation for row in rows(results.cells)]
    stated = [operation for operation in dict.fromkeys(operations) if noted(operation)]
    shown = [row[0] for row in drawn if len(row) == 5 and row[0] != "Operation"]
    assert list(map(_one_line, operations + stated)) == shown

    unexpected = [cell for cell in ordered(results.cells) if not cell.verdict.is_as_declared]
    expected = [[cell.cell, cell.verdict, _one_line(comparison(cell))] for cell in unexpected]
    assert expected == [row for row in drawn if len(row) == 3 and row[0] != "Cell"]


@pytest.mark.parametrize("format_", [*PARSERS, *EXACT])
@given(results=st.from_type(Results), full=st.booleans(), scopes=st.booleans())
def test_a_table_shows_each_text_in_its_cell(format_: str, results: Results, full: bool, scopes: bool) -> None:
    """Each row has as many columns as titles, and each cell has the lines of its value."""
    table = contents(results, Selection(full=full, scopes=scopes))
    text = FORMATS[format_](table)
    if format_ in EXACT:
        expected = [list(row) for row in (table.titles, *table.rows)]
        assert expected == EXACT[format_](text)
    else:
        expected = [["\n".join(lines(value)) for value in row] for row in (table.titles, *table.rows)]
        assert expected == PARSERS[format_](text)


@pytest.mark.parametrize("format_", sorted(FORMATS.keys() - PARSERS.keys() - EXACT.keys()))
@given(results=st.from_type(Results), full=st.booleans())
def test_a_table_can_be_rendered_with_any_texts(format_: str, results: Results, full: bool) -> None:
    """Also in the formats without a parser here; the table has no control characters."""
    text = FORMATS[format_](contents(results, Selection(full=full)))
    assert [] == [line for line in text.split("\n") if not line.isprintable() and "\x7f" <= max(line) <= "\x9f"]
