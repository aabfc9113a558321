"""An entry of the journal as a line of JSON, and as text for a person."""

import json
import re

import pytest

from token_conformance.exchange.journal import Entry, State, Thing, unique_title

TITLE = "Made by atlassian-token-conformance 0123456789abcdef"


def test_an_entry_survives_its_line() -> None:
    """It is read as it was written, before and after the answer."""
    entry = Entry.new(Thing.PAGE, TITLE, "conformance-edge")
    created = entry.created("98310", "98310")
    for written in (entry, created, created.renamed("Edited", "5ea1"), entry.closed()):
        assert written == Entry.from_json(written.to_json())
    assert ("Edited", "5ea1") == (created.renamed("Edited", "5ea1").later_title, created.renamed("Edited", "5ea1").seal)


def test_a_line_of_0_1_0_is_read() -> None:
    """It has neither a later title nor a seal; a line with one of them alone is refused."""
    line = json.loads(Entry.new(Thing.PAGE, TITLE, "conformance-edge").to_json())
    old = {key: value for key, value in line.items() if key not in {"later_title", "seal"}}
    assert Entry.from_json(json.dumps(line)) == Entry.from_json(json.dumps(old))
    for added in ({"seal": None}, {"later_title": None}):
        with pytest.raises(ValueError, match="the key 'seal' is"):
            Entry.from_json(json.dumps(old | added))


def test_titles_are_unique_words_of_one_run() -> None:
    """The last word identifies a thing, and its first half the process."""
    words = [unique_title().rpartition(" ")[2] for _ in range(50)]
    assert (50, 1) == (len(set(words)), len({word[:8] for word in words}))
    assert {16} == {len(word) for word in words}


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("title", "Our road map", "the key 'title': 'Our road map' is not a title of the suite"),
        ("title", f'{TITLE}" OR project = X', "is not a title of the suite"),
        ("title", None, "the key 'title': None is not a text"),
        ("thing", "project", "the key 'thing': 'project' is not a valid Thing"),
        ("state", "lost", "the key 'state': 'lost' is not a valid State"),
        ("at", "yesterday", "the key 'at': Invalid isoformat string: 'yesterday'"),
        ("at", "2026-01-15T12:00:00", "the key 'at': '2026-01-15T12:00:00' has no time zone"),
        ("id", "..", "the key 'id': '..' is not an id, which is a number"),
        ("id", "SOFT-12", "the key 'id': 'SOFT-12' is not an id, which is a number"),
        ("key", "../SOFT-12", "the key 'key': '../SOFT-12' is not the key of an issue, such as ABC-1"),
        ("key", "SOFT-12\x1b[2J", "is not the key of an issue, such as ABC-1"),
        ("later_title", 7, "the key 'later_title': 7 is not a text"),
        ("seal", ["x"], "the key 'seal': ['x'] is not a text"),
        ("kind", "cell", "is not a journal line"),
    ],
)
def test_a_line_of_no_run_is_refused(key: str, value: object, problem: str) -> None:
    """Above all, nothing is deleted by a title that is not the suite's."""
    line = json.loads(Entry.new(Thing.ISSUE, TITLE, "conformance-edge").to_json())
    with pytest.raises(ValueError, match=re.escape(problem)):
        Entry.from_json(json.dumps({**line, key: value}))


def test_its_text_has_kind_key_and_title() -> None:
    """An administrator needs the key."""
    entry = Entry.new(Thing.ISSUE, TITLE, "conformance-edge")
    assert f"issue without a known key, titled '{TITLE}'" == str(entry)
    assert f"issue SOFT-12, titled '{TITLE}'" == str(entry.created("10012", "SOFT-12"))
    assert State.MADE is entry.created("10012", "SOFT-12").state
