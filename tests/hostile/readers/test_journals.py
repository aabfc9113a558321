"""Any journal is read, or refused in one line, and nothing of it is lost."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

import mutations
from properties import given
from token_conformance.exchange.journal import Entry, Journal, Thing

ISSUE = Entry.new(Thing.ISSUE, "Made by atlassian-token-conformance 0123456789abcdef", "your-domain")
PAGE = Entry.new(Thing.PAGE, "Made by atlassian-token-conformance fedcba9876543210", "your-domain")
LINES = [
    entry.to_json() for entry in (ISSUE, PAGE, replace(ISSUE, at=ISSUE.at).created("10012", "SOFT-12"), PAGE.closed())
]


@st.composite
def hostile_journals(draw: st.DrawFn) -> mutations.Example:
    """The journal of a run that was changed in its values, lines or bytes."""
    text = mutations.mutated_lines(draw, [*LINES, ""], mutations.mutated_json_line)
    return mutations.mutated_bytes(draw, text.encode("utf-8", "surrogatepass"))


@given(example=hostile_journals())
def test_any_journal_is_read_or_refused(
    one_line: Callable[..., AbstractContextManager[None]], file: Path, example: mutations.Example
) -> None:
    """A journal with an open entry is not removed, and its summary is one line."""
    file.write_bytes(example.content)
    journal = Journal(file)
    assert (journal.leftovers() or "nothing").isprintable()
    with one_line():
        entries = journal.open_entries()
        journal.remove_if_done()
        assert not entries or file.exists()
