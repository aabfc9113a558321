"""Printable text, and the answers that are not of Atlassian."""

import pytest

from token_conformance.model.answer import LOCAL_MODEL, Answer, printable, start_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("naïve ✗ 日本 \U0001f600\t<b>\n", "naïve ✗ 日本 \U0001f600\t<b>\n"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\x1b[2J\x00\x9b\x7f\x0b", "\ufffd[2J\ufffd\ufffd\ufffd\ufffd"),
        ("a\u2028b\u2029c\u0085", "a\ufffdb\ufffdc\ufffd"),
        ("\u202a\u202b\u202c\u202d\u202e", "\ufffd" * 5),
        ("\u2066\u2067\u2068\u2069", "\ufffd" * 4),
        ("\u2027\u202f\u2065\u206a\u200f", "\u2027\u202f\u2065\u206a\u200f"),
        ("half \ud800 of \udfff", "half \ufffd of \ufffd"),
        ("\ufdd0\uffff\U0001fffe\U0010ffff", "\ufffd\ufffd\ufffd\ufffd"),
        ("\ufdcf\ufdf0\ufffd\U0001fffd\U00020000", "\ufdcf\ufdf0\ufffd\U0001fffd\U00020000"),
    ],
)
def test_what_cannot_be_shown_is_replaced(text: str, shown: str) -> None:
    """Control characters and surrogates are replaced; letters, signs and line feeds stay."""
    assert shown == printable(text)
    assert shown == printable(shown)


def test_an_answer_that_names_the_caller_has_the_header_of_the_account() -> None:
    """It is there for a caller that the product knows, whatever it answers."""
    assert Answer("", 404, {"x-aaccountid": "made-up"}, b"").names_caller
    assert not Answer("", 200, {"x-arequestid": "made-up"}, b"").names_caller


@pytest.mark.parametrize(
    ("status", "headers", "is_unknown"),
    [
        (501, LOCAL_MODEL, True),
        (501, {"server": "x", **LOCAL_MODEL}, True),
        (501, {"x-token-conformance": "another"}, False),
        (501, {}, False),
        (500, LOCAL_MODEL, False),
        (200, LOCAL_MODEL, False),
    ],
)
def test_the_edge_says_what_its_model_does_not_know(status: int, headers: dict[str, str], is_unknown: bool) -> None:
    """By its header and 501; a server that does not implement something is not the edge."""
    assert is_unknown is Answer("https://made-up.atlassian.net/", status, headers, b"").is_unknown_to_model


@pytest.mark.parametrize(
    ("body", "summary"), [(b"no", "404 no"), (b"x" * 120, f"404 {'x' * 120}"), (b"x" * 121, f"404 {'x' * 120}…")]
)
def test_a_summary_has_the_status_and_the_start_of_the_body(body: bytes, summary: str) -> None:
    """A body that is longer ends with an ellipsis."""
    assert summary == Answer("https://mysite.example.com/", 404, {}, body).summary


@pytest.mark.parametrize(("text", "start"), [("", ""), ("abc", "abc"), ("abcd", "abc…"), ("a" * 200, "aaa…")])
def test_a_text_that_is_cut_ends_with_an_ellipsis(text: str, start: str) -> None:
    """Nobody takes a part for the whole."""
    assert start == start_of(text, 3)
