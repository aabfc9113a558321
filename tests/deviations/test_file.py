"""The line numbers of entries and keys."""

import pytest

from token_conformance.deviations.file import entries, top_level_line


def test_a_table_without_a_header_is_no_entry() -> None:
    """An entry must not get the lines of another one."""
    with pytest.raises(ValueError, match="argument 3 is shorter"):
        list(entries("a.toml", ["[[deviation]]", "[[deviation]]"], [{}]))


def test_a_name_that_no_line_starts_with_is_reported_at_the_first_line() -> None:
    """A key can be written so that only a TOML parser finds it."""
    assert 1 == top_level_line(["", r'"\u0061" = 1'], "a")
    assert 2 == top_level_line(["", "a = 1"], "a")
