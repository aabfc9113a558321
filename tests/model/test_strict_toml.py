"""TOML from others is read, or refused with one line."""

import pytest

from token_conformance.model.strict_toml import DEEPEST, LARGEST, TomlError, parse_toml

TOO_DEEP = f"it has more than {DEEPEST} arrays and tables inside each other"
LONG_KEY = f"it has a dotted key of more than {DEEPEST} parts"


def test_a_document_is_read() -> None:
    """Tables, arrays and dates are read as tomllib reads them."""
    assert {"a": {"b": [1, "x"]}} == parse_toml('[a]\nb = [1, "x"]\n')


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a", "Expected '=' after a key in a key/value pair (at end of document)"),
        ("a = 1\na = 2", "Cannot overwrite a value (at end of document)"),
        ("a = 2020-13-45", "Expected newline or end of document after a statement (at line 1, column 9)"),
        ("a." * 100_000 + "a = 1", LONG_KEY),
        ("a . " * DEEPEST + "a = 1", LONG_KEY),
        ('"a"\t.' * DEEPEST + "a = 1", LONG_KEY),
        ("'a'." * DEEPEST + "a = 1", LONG_KEY),
        ("x = {" + "a-_9." * DEEPEST + "a = 1}", LONG_KEY),
        ("[" + "a." * DEEPEST + "a]", LONG_KEY),
        ("a = " + "[" * 100_000, TOO_DEEP),
        ("a = " + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), TOO_DEEP),
        ("a = " + "9" * 5000, "it has a number with too many digits"),
        ("a = 0x" + "F" * 5000, "it has a number of more than 64 bits"),
        (f"a = [{{b = [1, {2**63}]}}]", "it has a number of more than 64 bits"),
        (f"a = {-(2**63) - 1}", "it has a number of more than 64 bits"),
        ("#" * (LARGEST + 1), f"it has more than {LARGEST:,} characters"),
    ],
)
def test_a_wrong_document_is_refused_with_one_line(text: str, reason: str) -> None:
    """Every fault is a TomlError whose text is the reason."""
    with pytest.raises(TomlError) as error:
        parse_toml(text)
    assert reason == str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "#" * LARGEST,
        "a." * (DEEPEST - 1) + "a = 1",
        "a = " + "[" * DEEPEST + "]" * DEEPEST,
        f"a = {2**63 - 1}",
        f"a = {-(2**63)}",
    ],
)
def test_what_is_at_the_bound_is_read(text: str) -> None:
    """A document of exactly the most characters, parts or arrays is read."""
    assert isinstance(parse_toml(text), dict)


@pytest.mark.parametrize("text", ["a" * 200_000, '"a" ' * 50_000, "'" * 200_000])
def test_the_look_for_long_keys_is_linear(text: str) -> None:
    """Texts that are all one word or all quotes end at once; a quadratic search would take hours."""
    with pytest.raises(TomlError):
        parse_toml(text)


def test_a_byte_order_mark_is_ignored() -> None:
    """Some editors on Windows write one, and TOML says that it means nothing."""
    assert {"a": 1} == parse_toml("\ufeffa = 1")
    with pytest.raises(TomlError):
        parse_toml("\ufeff\ufeffa = 1")
