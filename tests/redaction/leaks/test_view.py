"""A text to scan: its lower case has the same places as the text itself."""

import sys

from token_conformance.redaction.leaks.view import View


def test_every_character_is_lowered_alone() -> None:
    """In a word, at its end and at its beginning; one that would become two stays as it is."""
    capitals = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).lower() != chr(code)]
    assert {"A", "İ", "Σ", "Ж"} < {*capitals}
    text = "".join(f"b{capital}b{capital} {capital}{capital}b" for capital in capitals)
    lowered = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    assert lowered == View([(1, text)]).lower


def test_an_offset_leads_to_its_line() -> None:
    """Each line of a view says itself which line of the file it comes from."""
    view = View([(3, "ab"), (3, ""), (7, "c")])
    assert "ab\n\nc" == view.text
    assert [3, 3, 3, 3, 7] == [view.line_of(offset) for offset in range(len(view.text))]
