"""Reading the fields of a record, each by what it must be."""

from collections.abc import Callable

import pytest

from token_conformance.results.fields import entries, format_number, members, number, optional, text, truth


def test_null_is_nothing_and_anything_else_is_read() -> None:
    """By the reader of what it is when it is there."""
    read = optional(text)
    assert read(None) is None
    assert "a" == read("a")
    with pytest.raises(ValueError, match="1 is not a text"):
        read(1)


@pytest.mark.parametrize(
    ("read", "value", "fault"),
    [
        (number, True, "True is not a number"),
        (number, float("inf"), "inf is not a number"),
        (number, "1", "'1' is not a number"),
        (truth, 1, "1 is neither true nor false"),
    ],
)
def test_a_value_of_another_type_is_refused(read: Callable[[object], object], value: object, fault: str) -> None:
    """In words that name it."""
    with pytest.raises(ValueError, match=fault):
        read(value)


def test_numbers_and_truths_are_read_as_they_are() -> None:
    """Whole or not."""
    assert (1, 0.5) == (number(1), number(0.5))
    assert [True, False] == list(map(truth, (True, False)))


def test_entries_are_read_one_by_one_and_a_fault_names_its_place() -> None:
    """Counted from 0."""
    read = entries(text)
    assert ("a", "b") == read(["a", "b"])
    with pytest.raises(ValueError, match=r"^the key 1: 2 is not a text$"):
        read(["a", 2])
    with pytest.raises(ValueError, match=r"^'ab' is not a list$"):
        read("ab")


def test_members_are_those_of_a_table() -> None:
    """And of nothing else."""
    assert {"a": "b"} == members({"a": "b"}, {"a": text})
    with pytest.raises(ValueError, match=r"^\['a'\] is not a table$"):
        members(["a"], {"a": text})


def test_the_format_of_a_file_is_the_one_that_is_known() -> None:
    """Another one is refused by both numbers, and what is no number as such."""
    read = format_number(2)
    assert 2 == read(2)
    with pytest.raises(ValueError, match=r"^3 is another format than 2, which this version reads$"):
        read(3)
    with pytest.raises(ValueError, match=r"^'2' is not a whole number$"):
        read("2")
