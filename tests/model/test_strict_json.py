"""JSON from others is read, or refused with one line: documents, lines, and the fields of a record by their types."""

from collections.abc import Callable

import pytest

from token_conformance.model.answer import NotJsonError
from token_conformance.model.strict_json import (
    DEEPEST,
    LONGEST_LINE,
    entries,
    format_number,
    members,
    number,
    optional,
    parse_json,
    parse_line,
    parse_record,
    text,
    truth,
    whole_number,
    within,
)

TOO_DEEP = f"it has more than {DEEPEST} arrays and objects inside each other"


@pytest.mark.parametrize(
    "text", ['{"a": [1, 2.5, "x", null, true]}', b'{"a": [1, 2.5, "x", null, true]}'], ids=["text", "bytes"]
)
def test_a_document_is_read(text: str | bytes) -> None:
    """Text and bytes are read alike."""
    assert {"a": [1, 2.5, "x", None, True]} == parse_json(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        (b" \n\t", "it is empty"),
        ('{"a": 1,\n x}', "it is not JSON (Expecting property name enclosed in double quotes at line 2, column 2)"),
        ('{"a": 1} 2', "it is not JSON (Extra data at line 1, column 10)"),
        (b'"\xff"', "it is not UTF-8 text"),
        ("[]".encode("utf-16"), "it is not UTF-8 text"),
        ('{"a": 1, "b": 2, "a": 3}', "it has the name 'a' twice in one object"),
        ('{"b": 1, "a": 2, "b": 3, "a": 4}', "it has the name 'b' twice in one object"),
        ('{"' + "n" * 61 + '": 1, "' + "n" * 61 + '": 2}', f"it has the name '{'n' * 60}' twice in one object"),
        ("[NaN]", "it has NaN, which is not a JSON number"),
        ("-Infinity", "it has -Infinity, which is not a JSON number"),
        ("9" * 5000, "it has a number with too many digits"),
        ("[" * 100_000, TOO_DEEP),
        ('{"a":' * 100_000, TOO_DEEP),
        ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), TOO_DEEP),
        ('{"a":' * (DEEPEST + 1) + "1" + "}" * (DEEPEST + 1), TOO_DEEP),
    ],
)
def test_a_wrong_document_is_refused_with_one_line(text: str | bytes, reason: str) -> None:
    """Every fault is a ValueError whose text is the reason."""
    with pytest.raises(NotJsonError) as error:
        parse_json(text)
    assert reason == str(error.value)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_the_deepest_document_is_read(opening: str, closing: str) -> None:
    """Nesting of exactly the bound is read."""
    assert parse_json(opening * DEEPEST + "1" + closing * DEEPEST)


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
        (number, 10**400, "^10+ is not a number$"),
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


def test_a_number_is_within_its_bounds() -> None:
    """The bounds themselves are allowed; other types are refused as such."""
    read = within(1, 3)
    assert [1, 3] == list(map(read, (1, 3)))
    for value in (0, 4):
        with pytest.raises(ValueError, match=rf"^{value} is not a number from 1 to 3$"):
            read(value)
    with pytest.raises(ValueError, match=r"^'2' is not a whole number$"):
        read("2")


def test_a_line_has_at_most_a_million_characters() -> None:
    """It is measured before it is parsed."""
    line = '"' + "a" * (LONGEST_LINE - 2) + '"'
    assert LONGEST_LINE - 2 == len(parse_line(line))
    with pytest.raises(ValueError, match=r"^has more than 1,000,000 characters, which is the most that is read$"):
        parse_line(f"{line} ")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "is not JSON"),
        ("[" * 1_000 + "]" * 1_000, "has more than 200 arrays and objects inside each other"),
        ("NaN", "has NaN, which is not a JSON number"),
        ('{"a": 1, "a": 1}', "has the name 'a' twice in one object"),
        ("9" * 5_000, "has a number with too many digits"),
    ],
)
def test_a_line_that_is_not_strict_json_is_refused(line: str, problem: str) -> None:
    """The message says what is wrong with the line."""
    with pytest.raises(ValueError, match=rf"^{problem}$"):
        parse_line(line)


def test_a_wrong_value_is_shown_in_one_short_line() -> None:
    """Also if it is a key, or the whole record."""
    long = "a" * 1_000
    with pytest.raises(ValueError, match=r"^the key 'k': \['a{98} \.\.\. a+'\] is not a text$"):
        members({"k": [long]}, {"k": text})
    for record in ({long: 1}, [long], {"\n": 1}):
        with pytest.raises(ValueError, match=r"is (unknown|not a table)$") as error:
            members(record, {})
        assert str(error.value).isprintable()
        assert len(str(error.value)) <= 205


def test_a_line_has_a_kind_and_the_fields_of_it() -> None:
    """Each field is read by its reader, and a line of another kind is refused."""
    readers = {"name": text, "count": whole_number}
    assert {"name": "a", "count": 1} == parse_record('{"kind": "thing", "name": "a", "count": 1}', "thing", readers)
    for line, problem in {
        '{"kind": "other", "name": "a", "count": 1}': "is not a thing line",
        '{"kind": "thing", "name": "a"}': "the key 'count' is missing",
    }.items():
        with pytest.raises(ValueError, match=problem):
            parse_record(line, "thing", readers)
