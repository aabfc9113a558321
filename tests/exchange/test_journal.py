"""The journal's file: shared by processes, and never half understood."""

import multiprocessing
from pathlib import Path

import pytest

from token_conformance.errors import JournalError
from token_conformance.exchange.journal import Entry, Journal, Thing, unique_title


def new_entry() -> Entry:
    """Tell of a thing that is about to be made."""
    return Entry.making(Thing.ISSUE, unique_title(), "conformance-edge")


def test_the_last_line_of_a_thing_holds(journal: Journal) -> None:
    """What is gone is not open, and what was made has its key."""
    one, other = new_entry(), new_entry()
    for entry in (one, other, one.made("10012", "SOFT-12"), other.gone()):
        journal.write(entry)
    assert [one.made("10012", "SOFT-12")] == journal.open_entries()


def test_no_journal_is_no_entry(journal: Journal) -> None:
    """Most folders have none."""
    assert [] == journal.open_entries()


def test_only_a_journal_that_is_done_with_is_removed(journal: Journal) -> None:
    """As long as one thing may exist, the file stays."""
    entry = new_entry()
    journal.write(entry)
    journal.remove_if_done()
    assert [entry] == journal.open_entries()
    journal.write(entry.gone())
    journal.remove_if_done()
    assert not journal.path.exists()


def test_a_line_that_was_cut_short_spoils_no_other(journal: Journal) -> None:
    """A machine that lost its power leaves half a line, after which the next run begins a new one."""
    first, second = new_entry(), new_entry()
    journal.write(first)
    half = first.gone().to_json()[:80]
    journal.path.write_text(journal.path.read_text() + half)
    assert [first] == journal.open_entries()
    journal.write(second)
    assert [first, second] == journal.open_entries()


def write_many(path: Path) -> None:
    """Be one of many processes of a run."""
    for _ in range(50):
        Journal(path).write(new_entry())


def test_processes_share_a_journal(journal: Journal) -> None:
    """No line of one ends up in a line of another, and none is lost."""
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=write_many, args=(journal.path,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert 200 == len([line for line in journal.path.read_text().splitlines() if line])
    assert 200 == len(journal.open_entries())


def test_nobody_else_may_read_it(journal: Journal) -> None:
    """It names the site and what is in it."""
    journal.write(new_entry())
    assert 0o600 == journal.path.stat().st_mode & 0o777


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b'{"kind": "header"}\n', "line 1: is not a journal line; name a journal of a run"),
        (b"# README\n", "line 1: is not JSON; name a journal of a run"),
        (b"\xff\n", "cannot be read (it is not UTF-8 text); name a journal of a run"),
    ],
)
def test_another_file_is_refused_in_one_line(journal: Journal, content: bytes, fault: str) -> None:
    """The message names the file, what is wrong and what to do."""
    journal.path.write_bytes(content)
    with pytest.raises(JournalError) as refusal:
        journal.open_entries()
    assert f"{journal.path}: {fault}" == str(refusal.value)


def test_what_cannot_be_told_is_not_made(tmp_path: Path) -> None:
    """A journal that cannot be written stops the write before it is sent."""
    with pytest.raises(JournalError, match=r"cannot be written \(.*\), and nothing is made"):
        Journal(tmp_path / "nowhere" / "journal.jsonl").write(new_entry())
