"""Words that a user types: each is read as what it names, or reported with the nearest match."""

import pytest

from token_conformance.errors import (
    LONGEST_SHOWN,
    MOST_PROBLEMS,
    ProblemsError,
    UserError,
    first_of,
    nearest,
    one_of,
    shortened,
)

NUMBERS = {"one": 1, "two": 2}


def test_the_nearest_of_several_is_suggested() -> None:
    """And only that one."""
    assert 'did you mean "site"?' == nearest("sit", ["sito", "site", "sit-e"][1:], "none")


def test_a_word_is_read_as_what_it_names() -> None:
    """Not as a text."""
    assert 2 == one_of("number", NUMBERS)("two")


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("tow", """unknown number 'tow'; did you mean "two"?"""),
        ("x", "unknown number 'x'; use one of one, two"),
    ],
)
def test_an_unknown_word_is_an_error_of_the_user(word: str, message: str) -> None:
    """The message says what to write instead."""
    with pytest.raises(UserError) as raised:
        one_of("number", NUMBERS)(word)
    assert message == str(raised.value)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("näïve ✗", "näïve ✗"),
        ("a\nb\x1b[2J\u202e\ud800", r"a\nb\x1b[2J\u202e\ud800"),
        ("ab" * 100, "ab" * 100),
        ("a" + "b" * 100 + "c" * 100, "a" + "b" * 99 + " ... " + "c" * 100),
    ],
)
def test_a_wrong_text_is_shown_in_one_short_line(text: str, shown: str) -> None:
    """Only what is longer than the bound loses its middle, and only what cannot be shown is escaped."""
    assert shown == shortened(text)
    assert 200 == LONGEST_SHOWN


def test_only_the_first_problems_are_listed_and_made() -> None:
    """The last line says that there are more."""
    made: list[int] = []
    lines = [str(number) for number in range(MOST_PROBLEMS)]
    assert lines == first_of(range(MOST_PROBLEMS))
    assert [*lines, "and more problems"] == first_of(map(made.append, range(MOST_PROBLEMS + 5)))[:0] + first_of(
        range(MOST_PROBLEMS + 1)
    )
    assert MOST_PROBLEMS + 1 == len(made)
    assert 20 == MOST_PROBLEMS


def test_problems_are_shown_one_by_one() -> None:
    """Each is a line; the text of the error has them all."""
    error = ProblemsError(problem for problem in ("a", "b"))
    assert (("a", "b"), "a\nb") == (error.problems, str(error))
