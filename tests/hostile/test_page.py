"""The page, as a browser parses it: everything from a result is text in it."""

from datetime import date
from xml.etree import ElementTree as ET

import html5lib
import pytest
from hypothesis import strategies as st

from properties import given
from token_conformance.model.outcome import Outcome
from token_conformance.report import badge
from token_conformance.report.page.render import render
from token_conformance.results.file import Results
from token_conformance.results.history import History, Transition
from token_conformance.results.record import CellResult

_ADDRESSES = ("#", "https://jira.atlassian.com/browse/", "https://github.com/", "data:,")
_SHOWN_OF_BODY = 200

HISTORIES = st.lists(st.tuples(st.dates(), st.sampled_from(Outcome)), max_size=4)


def _page(results: Results, past: list[tuple[date, Outcome]]) -> tuple[ET.Element, list[object]]:
    """The tree of the page, and the errors of a strict parser."""
    history = History(Transition(day, cell.cell, outcome, "edge") for cell in results.cells for day, outcome in past)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return parser.parse(render(results, history)), parser.errors


@pytest.mark.slow
@given(results=st.from_type(Results), past=HISTORIES)
def test_no_text_becomes_an_element_or_an_address(results: Results, past: list[tuple[date, Outcome]]) -> None:
    """The page has only its own script, data, style and pictures, no handlers, and links only to evidence."""
    tree, errors = _page(results, past)
    assert [] == errors
    tags: list[object] = [element.tag for element in tree.iter()]
    assert ["", "application/json"] == sorted(script.get("type", "") for script in tree.iter("script"))
    assert (1, 0) == (tags.count("style"), tags.count("img"))
    assert ET.Comment not in tags
    attributes = [(name, value) for element in tree.iter() for name, value in element.attrib.items()]
    assert [] == [name for name, _ in attributes if name.startswith("on")]
    assert [] == [value for name, value in attributes if name == "href" and not value.startswith(_ADDRESSES)]


@pytest.mark.slow
@given(results=st.from_type(Results))
def test_the_body_of_an_answer_is_shown_as_it_is(results: Results) -> None:
    """The start of each body is in its cell, without a change."""
    tree, _ = _page(results, [])
    shown = ["".join(element.itertext()) for element in tree.iter("pre")]
    for cell in results.cells:
        if not cell.credential.is_stranger and cell.status is not None:
            assert any(_start(cell) in text for text in shown), cell


def _start(cell: CellResult) -> str:
    return cell.body[:_SHOWN_OF_BODY].rstrip()


@given(results=st.from_type(Results))
def test_the_badge_is_a_picture_and_a_document(results: Results) -> None:
    """Its texts are only counts, so they cannot contain a text of a result."""
    picture = ET.fromstring(badge.as_svg(results))  # noqa: S314  # our own text
    assert badge.message(results) in "".join(picture.itertext())
    assert badge.as_json(results).isprintable() or "\n" in badge.as_json(results)
