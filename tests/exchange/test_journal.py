"""The journal's file: processes share it, and a wrong file is refused."""

import multiprocessing
from pathlib import Path

import pytest

from token_conformance.errors import JournalError
from token_conformance.exchange.journal import Entry, Journal, Thing, unique_title


def new_entry() -> Entry:
    """The entry of a thing that is about to be created."""
    return Entry.new(Thing.ISSUE, unique_title(), "conformance-edge")


def test_the_last_line_of_a_thing_is_valid(journal: Journal) -> None:
    """A closed entry is not open, and a created thing has its key."""
    one, other = new_entry(), new_entry()
    for entry in (one, other, one.created("10012", "SOFT-12"), other.closed()):
        journal.write(entry)
    assert [one.created("10012", "SOFT-12")] == journal.open_entries()


def test_no_file_means_no_entries(journal: Journal) -> None:
    """Most folders have no journal."""
    assert [] == journal.open_entries()


def test_only_a_journal_without_open_entries_is_removed(journal: Journal) -> None:
    """The file stays as long as one thing may exist."""
    entry = new_entry()
    journal.write(entry)
    journal.remove_if_done()
    assert [entry] == journal.open_entries()
    journal.write(entry.closed())
    journal.remove_if_done()
    assert not journal.path.exists()


def test_an_incomplete_line_does_not_break_others(journal: Journal) -> None:
    """A power failure leaves half a line, after which the next run starts a new line."""
    first, second = new_entry(), new_entry()
    journal.write(first)
    half = first.closed().to_json()[:80]
    journal.path.write_text(journal.path.read_text() + half)
    assert [first] == journal.open_entries()
    journal.write(second)
    assert [first, second] == journal.open_entries()


def write_many(path: Path) -> None:
    """Write as one of several processes of a run."""
    for _ in range(50):
        Journal(path).write(new_entry())


def test_processes_share_a_journal(journal: Journal) -> None:
    """Lines of different processes are not mixed, and no line is lost."""
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=write_many, args=(journal.path,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert 200 == len([line for line in journal.path.read_text().splitlines() if line])
    assert 200 == len(journal.open_entries())


def test_only_its_owner_may_read_it(journal: Journal) -> None:
    """It contains the site's name and keys of things."""
    journal.write(new_entry())
    assert 0o600 == journal.path.stat().st_mode & 0o777


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'{"kind": "header"}\n', "line 1: is not a journal line; name a journal of a run"),
        (b"# README\n", "line 1: is not JSON; name a journal of a run"),
        (b"\xff\n", "cannot be read (it is not UTF-8 text); name a journal of a run"),
    ],
)
def test_another_file_is_refused_in_one_line(journal: Journal, content: bytes, problem: str) -> None:
    """The message names the file, what is wrong and what to do."""
    journal.path.write_bytes(content)
    with pytest.raises(JournalError) as refusal:
        journal.open_entries()
    assert f"{journal.path}: {problem}" == str(refusal.value)


def test_nothing_is_created_without_an_entry(tmp_path: Path) -> None:
    """If the journal cannot be written, the error says that nothing is created, and what to do."""
    with pytest.raises(JournalError, match=r"cannot be written \(.*\), so nothing is created; make it writable"):
        Journal(tmp_path / "nowhere" / "journal.jsonl").write(new_entry())
