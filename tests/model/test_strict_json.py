"""JSON from others is read, or refused with one line."""

import pytest

from token_conformance.model.answer import NotJsonError
from token_conformance.model.strict_json import DEEPEST, parse_json

TOO_DEEP = f"it has more than {DEEPEST} arrays and objects inside each other"


@pytest.mark.parametrize(
    "text", ['{"a": [1, 2.5, "x", null, true]}', b'{"a": [1, 2.5, "x", null, true]}'], ids=["text", "bytes"]
)
def test_a_document_is_read(text: str | bytes) -> None:
    """Text and bytes are read alike."""
    assert {"a": [1, 2.5, "x", None, True]} == parse_json(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        (b" \n\t", "it is empty"),
        ('{"a": 1,\n x}', "it is not JSON (Expecting property name enclosed in double quotes at line 2, column 2)"),
        ('{"a": 1} 2', "it is not JSON (Extra data at line 1, column 10)"),
        (b'"\xff"', "it is not UTF-8 text"),
        ("[]".encode("utf-16"), "it is not UTF-8 text"),
        ('{"a": 1, "b": 2, "a": 3}', "it has the name 'a' twice in one object"),
        ('{"b": 1, "a": 2, "b": 3, "a": 4}', "it has the name 'b' twice in one object"),
        ('{"' + "n" * 61 + '": 1, "' + "n" * 61 + '": 2}', f"it has the name '{'n' * 60}' twice in one object"),
        ("[NaN]", "it has NaN, which is not a JSON number"),
        ("-Infinity", "it has -Infinity, which is not a JSON number"),
        ("9" * 5000, "it has a number with too many digits"),
        ("[" * 100_000, TOO_DEEP),
        ('{"a":' * 100_000, TOO_DEEP),
        ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), TOO_DEEP),
        ('{"a":' * (DEEPEST + 1) + "1" + "}" * (DEEPEST + 1), TOO_DEEP),
    ],
)
def test_a_wrong_document_is_refused_with_one_line(text: str | bytes, reason: str) -> None:
    """Every fault is a ValueError whose text is the reason."""
    with pytest.raises(NotJsonError) as error:
        parse_json(text)
    assert reason == str(error.value)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_the_deepest_document_is_read(opening: str, closing: str) -> None:
    """Nesting of exactly the bound is read."""
    assert parse_json(opening * DEEPEST + "1" + closing * DEEPEST)
