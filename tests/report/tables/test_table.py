"""A value is what its reader sees of it, in whatever format."""

import pytest

from token_conformance.report.tables.table import lines


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("", []),
        ("one", ["one"]),
        ("first\nsecond\r\nthird", ["first", "second", "third"]),
        ("  white \t space ", ["white space"]),
        ("\n\nfirst\n \nsecond\n", ["first", "second"]),
        ("bell\x07", ["bell\N{REPLACEMENT CHARACTER}"]),
        ("half of a character \ud800", ["half of a character \N{REPLACEMENT CHARACTER}"]),
        ("👩‍💻 é 日本", ["👩‍💻 é 日本"]),
    ],
)
def test_the_lines_of_a_value(value: str, seen: list[str]) -> None:
    """White space is one space, empty lines are none, and what cannot be written is marked."""
    assert seen == list(lines(value))
