"""Problems of a file from others are shown as lines of bounded length and number."""

import pytest

from token_conformance.certify.lines import LONGEST, MORE, MOST, listed, short_line


@pytest.mark.parametrize("text", ["a" * LONGEST, "Zoë: ✓", ""])
def test_a_short_text_is_a_line(text: str) -> None:
    """It is shown as it is."""
    assert text == short_line(text)


def test_a_long_text_loses_its_middle() -> None:
    """Its start names the file, and its end what to do."""
    assert f"{'a' * 200} … {'c' * 200}" == short_line("a" * 200 + "b" * 1_000_000 + "c" * 200)
    assert f"{'a' * 200} … {'a' * 200}" == short_line("a" * (LONGEST + 1))


def test_a_text_of_two_lines_is_one() -> None:
    """A line feed could start a line that looks like one of ours."""
    assert r"x: refused\na.zip: valid" == short_line("x: refused\na.zip: valid")


def test_each_problem_is_a_line_once() -> None:
    """The first of equal lines stays."""
    assert ["b", "a"] == list(listed(["b", "a", "b"]))


@pytest.mark.parametrize(("number", "more"), [(MOST, []), (MOST + 1, [MORE]), (MOST + 2, [MORE])])
def test_the_last_line_says_that_there_are_more(number: int, more: list[str]) -> None:
    """A file with a million problems gives a page of lines."""
    lines = list(map(str, range(number)))
    assert [*lines[:MOST], *more] == list(listed(lines))
