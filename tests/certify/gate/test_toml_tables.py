"""Tables of a TOML text are found and edited in place."""

import pytest

from token_conformance.certify.gate.toml_tables import appended, commented_out, tables, with_value
from token_conformance.model.strict_toml import parse_toml

TEXT = '''# top
format = 1 # [T1]
note = """
[T2] # no header
"""

# of the first
[T7] # why
result = 'fail' # [x]
reason = "a # no comment"

# of the second
["T8" . list-projects]
reason = "[T9]"
result="warn"
# last
'''


def test_headers_in_strings_and_comments_are_no_tables() -> None:
    """Each table has its key and the line of its header, also with quotes and spaces in it."""
    assert [(("T7",), 8), (("T8", "list-projects"), 13)] == [(table.key, table.line) for table in tables(TEXT)]


def test_a_comment_in_front_of_a_header_belongs_to_it() -> None:
    """A table ends after its last key."""
    first, second = tables(TEXT)
    assert TEXT[first.start : first.end].endswith('no comment"\n')
    assert TEXT[second.start : second.end].endswith('result="warn"\n')


def test_a_value_is_replaced_and_nothing_else() -> None:
    """Its comment and the other table stay."""
    first, second = tables(TEXT)
    assert TEXT.replace("'fail'", '"pass"') == with_value(TEXT, first, "result", '"pass"')
    assert TEXT.replace('"warn"', '"pass"') == with_value(TEXT, second, "result", '"pass"')


def test_a_key_that_is_written_in_another_way_is_left_alone() -> None:
    """The caller sees that nothing was replaced."""
    text = '[T7]\n"result" = "fail"\n'
    (table,) = tables(text)
    assert text == with_value(text, table, "result", '"pass"')


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_table_becomes_a_comment(ending: str) -> None:
    """Every line stays, and the rest of the text is read as before."""
    text = TEXT.replace("\n", ending)
    first, _ = tables(text)
    edited = commented_out(text, first, "Gone:")
    assert {"format", "note", "T8"} == parse_toml(edited).keys()
    lines = ["# of the first", "# Gone:", "# [T7] # why", "# result = 'fail' # [x]", '# reason = "a # no comment"', ""]
    assert ending.join(lines) in edited


def test_a_table_without_a_line_end_becomes_a_comment() -> None:
    """The text still ends as before."""
    text = '[T7]\nresult = "fail"'
    (table,) = tables(text)
    assert '# Gone:\n# [T7]\n# result = "fail"' == commented_out(text, table, "Gone:")


def test_lines_are_appended_after_a_blank_one() -> None:
    """An empty text starts with them, and line ends are as in the text."""
    assert "a\nb\n" == appended("", ["a", "b"])
    assert "x\n\na\n" == appended("x", ["a"])
    assert "x\r\ny\r\n\r\na\r\n" == appended("x\r\ny\r\n", ["a"])


def test_a_text_without_tables_has_none() -> None:
    """An empty text is the shortest of them."""
    assert [] == [*tables(""), *tables("format = 1\n")]
