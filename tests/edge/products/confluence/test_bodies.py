"""Bodies in the formats that callers read and write."""

import json

import pytest

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.confluence.bodies import body_bean, written_body

MACRO = '<p>See <ac:link><ri:page ri:content-title="A"/></ac:link></p>'


def document(*paragraphs: str) -> str:
    """A document in the format of the editor."""
    blocks = [{"type": "paragraph", "content": [{"type": "text", "text": text}] if text else []} for text in paragraphs]
    return json.dumps({"type": "doc", "version": 1, "content": blocks})


@pytest.mark.parametrize("representation", ["storage", "view", "export_view", "editor2"])
def test_a_body_without_elements_of_confluence_is_shown_as_it_is(representation: str) -> None:
    """Headings and lists are HTML in every format."""
    text = "<h1>Title</h1><p>Text</p>"
    assert {representation: {"representation": representation, "value": text}} == body_bean(text, representation)
    assert {} == body_bean(text, None)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("<p>One.</p><p>Two &amp; three.</p>", ["One.", "Two & three."]),
        ("plain", ["plain"]),
        ("<p></p>", [""]),
        ("", []),
    ],
)
def test_paragraphs_are_a_document_and_back(text: str, paragraphs: list[str]) -> None:
    """A document of paragraphs has the same words, one paragraph for each."""
    value = body_bean(text, "atlas_doc_format")["atlas_doc_format"]["value"]
    assert json.loads(document(*paragraphs)) == json.loads(value)
    written = written_body({"representation": "atlas_doc_format", "value": value})
    assert "".join(f"<p>{one}</p>" for one in paragraphs).replace(" & ", " &amp; ") == written


@pytest.mark.parametrize(
    ("text", "representation"),
    [
        (MACRO, "view"),
        (MACRO, "export_view"),
        ("<h1>Title</h1>", "atlas_doc_format"),
        ("<p>a <b>b</b></p>", "atlas_doc_format"),
        ("x", "styled_view"),
        ("x", "editor"),
    ],
)
def test_a_format_that_needs_confluence_is_not_modelled(text: str, representation: str) -> None:
    """A body that looks converted and is not would be wrong."""
    with pytest.raises(ApiError) as caught:
        body_bean(text, representation)
    assert (501, True) == (caught.value.status, representation in caught.value.message)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (None, ""),
        ({}, ""),
        ({"representation": "storage", "value": "<p>x</p>"}, "<p>x</p>"),
        ({"value": "x"}, "x"),
        ({"storage": {"value": "x"}}, "x"),
        ({"storage": {"value": "x", "representation": "storage"}, "wiki": {"value": "y"}}, "x"),
        ({"atlas_doc_format": {"value": document("a < b")}}, "<p>a &lt; b</p>"),
    ],
)
def test_written_bodies(body: object, text: str) -> None:
    """A body has its format as a member, or as the name of a member."""
    assert text == written_body(body)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (1, 400),
        ("x", 400),
        ({"value": 1}, 400),
        ({"storage": None}, 400),
        ({"storage": "x"}, 400),
        ({"wiki": {"value": "h1. x"}}, 501),
        ({"value": "# x", "representation": "markdown"}, 501),
        ({"value": "no JSON", "representation": "atlas_doc_format"}, 501),
        ({"value": '{"content": [{"type": "table"}]}', "representation": "atlas_doc_format"}, 501),
        ({"value": '{"content": 1}', "representation": "atlas_doc_format"}, 501),
    ],
)
def test_bodies_that_are_refused(body: object, status: int) -> None:
    """What is no body is an error of the product; a format that is not converted is not modelled."""
    with pytest.raises(ApiError) as caught:
        written_body(body)
    assert status == caught.value.status
