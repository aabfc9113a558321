"""Printable text."""

import pytest

from token_conformance.model.answer import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("naïve ✗ 日本 \U0001f600\t<b>\n", "naïve ✗ 日本 \U0001f600\t<b>\n"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\x1b[2J\x00\x9b\x7f\x0b", "\ufffd[2J\ufffd\ufffd\ufffd\ufffd"),
        ("half \ud800 of \udfff", "half \ufffd of \ufffd"),
        ("\ufdd0\uffff\U0001fffe\U0010ffff", "\ufffd\ufffd\ufffd\ufffd"),
        ("\ufdcf\ufdf0\ufffd\U0001fffd\U00020000", "\ufdcf\ufdf0\ufffd\U0001fffd\U00020000"),
    ],
)
def test_what_cannot_be_shown_is_replaced(text: str, shown: str) -> None:
    """Control characters and surrogates are replaced; letters, signs and line feeds stay."""
    assert shown == printable(text)
    assert shown == printable(shown)
