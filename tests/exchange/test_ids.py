"""The exact forms of ids and keys."""

import re

import pytest

from token_conformance.exchange.ids import id_or_key, issue_key, number_id

NO_NUMBERS = (
    "", "0", "010000", "..", ".", "10000\n", " 10000", "10000/comment", "10000%2F..", "10_000", "1e4", "+1", "-1",
    "\N{ARABIC-INDIC DIGIT ONE}0000", "\N{FULLWIDTH DIGIT ONE}", "\N{SUPERSCRIPT TWO}", "1" * 20,
    "SOFT-1", None, True, 1.0, 0, -1, ["10000"], {"id": "10000"}, 10**19,
)  # fmt: skip

NO_KEYS = (
    "", "SOFT", "SOFT-", "SOFT-0", "SOFT-01", "soft-1", "SOFT-1\n", "SOFT-1/..", "../SOFT-1", "-1", "S-1", "1-1",
    "SOFT-\N{ARABIC-INDIC DIGIT ONE}", "SÖFT-1", "SOFT-1-1", f"S{'O' * 255}-1", None, 1, True, ["SOFT-1"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "expected"), [("1", "1"), ("10000", "10000"), (10000, "10000"), ("9" * 19, "9" * 19)], ids=repr
)
def test_a_number_is_read_as_a_text_or_as_a_number_of_json(value: object, expected: str) -> None:
    """Some answers of Atlassian have the one, some the other."""
    assert expected == number_id(value) == id_or_key(value)


@pytest.mark.parametrize("value", NO_NUMBERS, ids=ascii)
def test_any_other_value_is_no_number(value: object) -> None:
    """Above all none that is more than one segment of a path."""
    with pytest.raises(ValueError, match=r"is not an id, which is a number$"):
        number_id(value)


@pytest.mark.parametrize("value", ["SOFT-1", "A1-9", "A_B-123", f"S{'O' * 254}-1", f"AB-{'9' * 19}"])
def test_the_key_of_an_issue_has_a_project_and_a_number(value: str) -> None:
    """It is kept as it is."""
    assert value == issue_key(value) == id_or_key(value)


@pytest.mark.parametrize("value", NO_KEYS, ids=ascii)
def test_any_other_value_is_no_key(value: object) -> None:
    """A key is put into URLs and shown to people."""
    with pytest.raises(ValueError, match=re.escape(f"{value!r:.80} is not the key of an issue, such as ABC-1")):
        issue_key(value)


def test_what_is_neither_is_refused() -> None:
    """The message names the form of a key."""
    with pytest.raises(ValueError, match=re.escape("'..' is not the key of an issue, such as ABC-1")):
        id_or_key("..")
