"""The lines of a value are the lines that a reader sees, in every format."""

import pytest

from token_conformance.report.tables.table import lines


@pytest.mark.parametrize(
    ("value", "expected"),
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
def test_the_lines_of_a_value(value: str, expected: list[str]) -> None:
    """White space becomes one space, empty lines are left out, and characters that cannot be written are replaced."""
    assert expected == list(lines(value))
