"""The layers of a text: which encodings are undone, and where each decoded character was."""

import json
from html import escape
from urllib.parse import quote

import pytest
from hypothesis import strategies as st

from properties import given
from token_conformance.redaction.layers import layers, texts


def innermost(text: str) -> str:
    """The last layer of a text."""
    return list(layers(text))[-1].text


@pytest.mark.parametrize(
    ("encoded", "expected"),
    [
        ("a%2Bb%2b", "a+b+"),
        ("%C3%A9%FF", "é\udcff"),
        (r"\u0041\u00e9", "Aé"),
        (r"\x41", "A"),
        (r"\"\/\'\\", "\"/'\\"),
        ("&amp;&lt;&#65;&#x41;&#X41;", "&<AAA"),
        ("&#1;", "\N{REPLACEMENT CHARACTER}"),
        ("%252B", "+"),
        (r"%5Cu0041", "A"),
        (r"&quot;\\u0041", '"A'),
        ("100 % of a&b; C:\\new", "100 % of a&b; C:\\new"),
    ],
)
def test_encodings_of_characters_are_undone(encoded: str, expected: str) -> None:
    """Also one around the other; everything else stays."""
    assert expected == innermost(encoded)


@given(text=st.text(max_size=20))
def test_every_part_of_a_layer_has_its_place_in_the_text(text: str) -> None:
    """The encodings of the parts before and after a value do not move it."""
    for encoded in (quote(text), json.dumps(text), escape(text)):
        for layer in layers(encoded):
            assert [0, len(encoded)] == [layer.starts[0], layer.starts[-1]]
            assert len(layer.text) + 1 == len(layer.starts)
            assert list(layer.starts) == sorted(set(layer.starts))


def test_the_place_of_a_character_is_that_of_its_encoding() -> None:
    """Its end is the start of the next one."""
    *_, layer = layers(r"a%25C3%25A9\u0041b")
    assert ("aéAb", [0, 1, 11, 17, 18]) == (layer.text, list(layer.starts))


def test_the_number_of_layers_is_bounded() -> None:
    """A text that is encoded once more is not decoded to its end."""
    assert 4 == len(list(layers("%252525252525252541")))


@given(text=st.text("%\\&u0041x;#amp\"'5C2é ", max_size=40))
def test_the_texts_of_the_layers_are_the_same_without_places(text: str) -> None:
    """They are what the redactor searches first."""
    for encoded in (text, quote(text), json.dumps(text), escape(text)):
        assert [layer.text for layer in layers(encoded)] == list(texts(encoded))
