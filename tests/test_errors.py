"""Words that a user types: each is read as what it names, or reported with the nearest match."""

import pytest

from token_conformance.errors import UserError, nearest, one_of

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
