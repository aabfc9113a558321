"""The values of a document: each mistake is one line with the file and the place."""

from collections.abc import Callable

import pytest

from openapi_documents import node
from token_conformance.catalogue.openapi.node import Node
from token_conformance.errors import DocumentError

ROOT = {
    "a/b": {"name": "x", "flag": True, "list": ["one", 2]},
    "one": {"$ref": "#/two"},
    "two": {"$ref": "#/a~1b"},
    "circle": {"$ref": "#/circle"},
    "ring": {"$ref": "#/ring2"},
    "ring2": {"$ref": "#/ring"},
    "lost": {"$ref": "#/a~1b/nowhere"},
    "deep": {"$ref": "#/a~1b/name/x"},
    "abroad": {"$ref": "other.json#/x"},
    "empty": "",
    "wide": "two words",
    "bell": "\a",
    "null": None,
}


def test_values_are_read_with_their_places() -> None:
    """A place has the names and numbers on the way to it."""
    found = node(ROOT).require("a/b")
    assert "x" == found.require("name").text()
    assert found.flag("flag")
    assert not found.flag("missing")
    assert "a/b.list.0" == found.parts("list")[0].place
    assert "one" == found.parts("list")[0].word()
    assert () == found.parts("missing")
    assert found.get("missing") is None


def test_a_reference_is_followed_as_often_as_needed() -> None:
    """The place stays that of the reference, where a reader looks first."""
    found = node(ROOT).require("one").followed()
    assert "x" == found.require("name").text()
    assert "one" == found.place


@pytest.mark.parametrize(
    ("read", "line"),
    [
        (lambda root: root.require("circle").followed(), "circle.$ref.$ref: refers to itself through '#/circle'"),
        (lambda root: root.require("ring").followed(), "ring.$ref.$ref.$ref: refers to itself through '#/ring2'"),
        (lambda root: root.require("lost").followed(), "lost.$ref: refers to '#/a~1b/nowhere', which does not exist"),
        (lambda root: root.require("deep").followed(), "deep.$ref: refers to '#/a~1b/name/x', which does not exist"),
        (
            lambda root: root.require("abroad").followed(),
            "abroad.$ref: refers to 'other.json#/x', which is not in this document",
        ),
        (lambda root: root.require("nothing"), "has no 'nothing'"),
        (lambda root: root.require("a/b").text(), "a/b: is an object, where a text is expected"),
        (lambda root: root.require("null").items(), "null: is null, where an object is expected"),
        (lambda root: root.require("a/b").parts("name"), "a/b.name: is a text, where an array is expected"),
        (lambda root: root.require("a/b").flag("name"), "a/b.name: is a text, where a truth value is expected"),
        (
            lambda root: root.require("a/b").parts("list")[1].text(),
            "a/b.list.1: is a number, where a text is expected",
        ),
        (lambda root: root.require("empty").word(), "empty: is '', which is not one word"),
        (lambda root: root.require("wide").word(), "wide: is 'two words', which is not one word"),
        (lambda root: root.require("bell").word(), r"bell: is '\\x07', which is not one word"),
    ],
)
def test_a_mistake_is_one_line(read: Callable[[Node], object], line: str) -> None:
    """The line has the file, the place and what to do."""
    with pytest.raises(DocumentError) as caught:
        read(node(ROOT))
    assert f"some.json: {line}; give a document of Atlassian Cloud as it was published" == str(caught.value)


def test_a_long_text_is_shortened() -> None:
    """A message stays one line of some hundred characters, also for a long name or text."""
    with pytest.raises(DocumentError) as caught:
        node({"x" * 9999: " \n" * 9999}).require("x" * 9999).word()
    assert 1000 > len(str(caught.value))
    assert "\n" not in str(caught.value)
