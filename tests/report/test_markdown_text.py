"""Markdown shows any text exactly as it is."""

import re

import pytest

from token_conformance.report.markdown_text import code, escape, table, with_code


def _unescaped(markdown: str) -> str:
    """The text that CommonMark shows for a text with backslash escapes."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


@pytest.mark.parametrize(
    "text",
    ['{"errors":{}}', "a | b", "<script>&amp;</script>", "1e5", "__init__ *x* `y`", "[a](b)", r"a\|b", "naïve ✗ 日本"],
)
def test_an_escaped_text_is_shown_as_it_is(text: str) -> None:
    """Every character with a meaning is escaped, and no character is lost."""
    assert text == _unescaped(escape(text))
    assert not re.search(r"(?<!\\)(?:\\\\)*[|<{`*\[]", escape(text))


def test_a_text_stays_on_its_line() -> None:
    """A newline would end the table."""
    assert "a b c" == escape("a\nb\r\n  c")
    assert "`a b`" == code("a\nb")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("GET /rest/api/3/issue/{issueIdOrKey}", "`GET /rest/api/3/issue/{issueIdOrKey}`"),
        ("a|b", r"`a\|b`"),
        ("a`b|c", r"a\`b\|c"),
    ],
)
def test_code_is_fit_for_a_table(text: str, shown: str) -> None:
    """A `|` ends a cell even in code, and a backtick ends code."""
    assert shown == code(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`a|b` says <c> of `d`.", r"`a\|b` says \<c\> of `d`."),
        ("one ` alone", r"one \` alone"),
        ("none in `` or ` `.", r"none in \`\` or \` \`."),
        ("a\n b `c\nd`", "a b `c d`"),
    ],
)
def test_what_is_between_backticks_is_code(text: str, shown: str) -> None:
    """All else is escaped, and no backtick is lost that has no partner."""
    assert shown == with_code(text)


def test_a_table_has_one_line_per_row_without_padding() -> None:
    """A number stays as it was written, and a change of one row changes one line."""
    assert "| a | long title |\n| --- | --- |\n| 1e5 | x |\n| 2 | y |" == table(
        ("a", "long title"), [("1e5", "x"), ("2", "y")]
    )
