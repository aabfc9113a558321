"""An entry of the journal, as a line of JSON and for a person."""

import json
import re

import pytest

from token_conformance.exchange.journal import Entry, State, Thing, unique_title

TITLE = "Made by atlassian-token-conformance 0123456789abcdef"


def test_an_entry_survives_its_line() -> None:
    """What was written is what is read, before and after the answer."""
    entry = Entry.making(Thing.PAGE, TITLE, "conformance-edge")
    for written in (entry, entry.made("98310", "98310"), entry.gone()):
        assert written == Entry.from_json(written.to_json())


def test_titles_are_unique_words_of_one_run() -> None:
    """The last word tells a thing, and its first half the run."""
    words = [unique_title().rpartition(" ")[2] for _ in range(50)]
    assert (50, 1) == (len(set(words)), len({word[:8] for word in words}))
    assert {16} == {len(word) for word in words}


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("title", "Our road map", "the key 'title': 'Our road map' is no title that the suite gives"),
        ("title", f'{TITLE}" OR project = X', "is no title that the suite gives"),
        ("title", None, "the key 'title': None is not a text"),
        ("thing", "project", "the key 'thing': 'project' is not a valid Thing"),
        ("state", "lost", "the key 'state': 'lost' is not a valid State"),
        ("at", "yesterday", "the key 'at': Invalid isoformat string: 'yesterday'"),
        ("kind", "cell", "is not a journal line"),
    ],
)
def test_a_line_that_no_run_has_written_is_refused(key: str, value: object, fault: str) -> None:
    """Above all, nothing is deleted by a title that the suite would not give."""
    line = json.loads(Entry.making(Thing.ISSUE, TITLE, "conformance-edge").to_json())
    with pytest.raises(ValueError, match=re.escape(fault)):
        Entry.from_json(json.dumps({**line, key: value}))


def test_a_person_reads_what_it_is() -> None:
    """The key is what an administrator asks for."""
    entry = Entry.making(Thing.ISSUE, TITLE, "conformance-edge")
    assert f"issue without a known key, titled '{TITLE}'" == str(entry)
    assert f"issue SOFT-12, titled '{TITLE}'" == str(entry.made("10012", "SOFT-12"))
    assert State.MADE is entry.made("10012", "SOFT-12").state
