"""Reading the fields of a record, each by its type."""

from collections.abc import Callable

import pytest

from token_conformance.results.fields import entries, format_number, members, number, optional, text, truth


def test_null_is_none_and_any_other_value_is_read() -> None:
    """The reader of the value reads it."""
    read = optional(text)
    assert read(None) is None
    assert "a" == read("a")
    with pytest.raises(ValueError, match="1 is not a text"):
        read(1)


@pytest.mark.parametrize(
    ("read", "value", "problem"),
    [
        (number, True, "True is not a number"),
        (number, float("inf"), "inf is not a number"),
        (number, "1", "'1' is not a number"),
        (truth, 1, "1 is neither true nor false"),
    ],
)
def test_a_value_of_another_type_is_refused(read: Callable[[object], object], value: object, problem: str) -> None:
    """The message has the value."""
    with pytest.raises(ValueError, match=problem):
        read(value)


def test_numbers_and_truths_are_read_as_they_are() -> None:
    """Numbers may be whole or not."""
    assert (1, 0.5) == (number(1), number(0.5))
    assert [True, False] == list(map(truth, (True, False)))


def test_entries_are_read_one_by_one_and_a_problem_has_the_number_of_its_entry() -> None:
    """The first entry is 0."""
    read = entries(text)
    assert ("a", "b") == read(["a", "b"])
    with pytest.raises(ValueError, match=r"^the key 1: 2 is not a text$"):
        read(["a", 2])
    with pytest.raises(ValueError, match=r"^'ab' is not a list$"):
        read("ab")


def test_members_are_read_from_a_table() -> None:
    """Any other value is refused."""
    assert {"a": "b"} == members({"a": "b"}, {"a": text})
    with pytest.raises(ValueError, match=r"^\['a'\] is not a table$"):
        members(["a"], {"a": text})


def test_the_format_of_a_file_must_be_the_known_one() -> None:
    """The message has both numbers; a value that is not a number is refused as such."""
    read = format_number(2)
    assert 2 == read(2)
    with pytest.raises(ValueError, match=r"^3 is another format than 2, which this version reads$"):
        read(3)
    with pytest.raises(ValueError, match=r"^'2' is not a whole number$"):
        read("2")
