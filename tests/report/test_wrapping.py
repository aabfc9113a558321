"""Lines fit, and no word of them is cut."""

import pytest

from token_conformance.report.wrapping import terminal_width, wrap, wrap_document


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 20, ["one two three"]),
        ("one  two three", 20, ["one  two three"]),
        ("one two three", 9, ["> one two", "- three"]),
        ("see a/path/of/four for it", 12, ["> see a/", "- path/of/", "- four for", "- it"]),
        ("immeasurable", 5, ["> immeasurable"]),
        ("", 5, ["> "]),
    ],
)
def test_a_line_ends_at_a_space_or_a_slash(text: str, width: int, lines: list[str]) -> None:
    """A path is torn only if it is longer than a line."""
    first, rest = ("", "") if len(lines) == 1 and "> " not in lines[0] else ("> ", "- ")
    assert lines == wrap(text, width, first, rest)


def test_a_command_keeps_its_paths_in_one_piece() -> None:
    """A shell would read their pieces as words."""
    assert ["run", "a/path/of/four", "now"] == wrap("run a/path/of/four now", 10, whole=True)


def test_a_document_keeps_its_lines_and_indents_what_is_new() -> None:
    """Where there is no terminal, it is as it was."""
    document = "short\n\n  one two three"
    assert "short\n\n  one two\n      three" == wrap_document(document, 10)
    assert document == wrap_document(document, None)


def test_a_program_that_reads_the_output_gets_whole_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless the user asks for a width."""
    monkeypatch.delenv("COLUMNS", raising=False)
    assert terminal_width() is None
    monkeypatch.setenv("COLUMNS", "40")
    assert 40 == terminal_width()
