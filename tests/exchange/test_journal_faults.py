"""The journal on a disk that is full or broken: nothing is created without its whole line, and nothing is forgotten."""

import errno
import multiprocessing
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from full_disk import fill_disk
from token_conformance.errors import JournalError
from token_conformance.exchange.cleanup import clean_up
from token_conformance.exchange.client import Exchange
from token_conformance.exchange.journal import Entry, Journal, State, Thing, unique_title
from token_conformance.exchange.journal_file import append_line, only_run

Create = Callable[..., str]
Holdings = Callable[[], object]


def new_entry() -> Entry:
    """The entry of a thing that is about to be created."""
    return Entry.new(Thing.ISSUE, unique_title(), "conformance-edge")


def refusal_of(action: Callable[[], object]) -> str:
    """The message of the error that an action raises."""
    with pytest.raises(JournalError) as refusal:
        action()
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def failing(number: int) -> Callable[..., NoReturn]:
    """A system call that fails with an error."""

    def fail(*_: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("room", [0, 1, 40, 200])
def test_nothing_is_created_if_only_a_part_of_its_line_fits(
    create: Create, exchange: Exchange, journal: Journal, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    """The request is not sent, the journal has no half line, and a clean-up that finds nothing left is right."""
    sent: list[object] = []
    monkeypatch.setattr(Exchange, "send", lambda *cell, **_: sent.append(cell))
    with monkeypatch.context() as full:
        fill_disk(full, room)
        message = refusal_of(lambda: create("issue"))
    assert (
        f"{journal.path}: cannot be written (No space left on device), so nothing is created; make it writable"
        == message
    )
    assert ([], "") == (sent, journal.path.read_text())
    assert [] == clean_up(journal, lambda: exchange, print)


@pytest.mark.parametrize("call", ["fsync", "close"])
def test_nothing_is_created_if_its_line_may_not_be_on_the_disk(
    create: Create, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """The system reports a broken disk, or a full one of another machine, only with these calls."""
    sent: list[object] = []
    monkeypatch.setattr(Exchange, "send", lambda *cell, **_: sent.append(cell))
    original = getattr(os, call)

    def fail(file: int) -> NoReturn:
        original(file)
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(os, call, fail)
        assert "cannot be written (Input/output error), so nothing is created" in refusal_of(lambda: create("issue"))
    assert [] == sent


def test_a_line_that_a_signal_interrupts_is_written_to_its_end(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system takes a part, and Python repeats the call for the rest only if its count is looked at."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, content: write(file, content[:7]))
    entry = new_entry()
    journal.write(entry)
    assert [entry] == Journal(journal.path).open_entries()


@pytest.mark.parametrize("kept", [1, 20, 150, -2])
def test_a_line_that_is_cut_short_is_a_thing_that_may_exist(journal: Journal, kept: int) -> None:
    """Whatever wrote it, a clean-up must not report that nothing is left; the line says what to look for."""
    line = new_entry().to_json()
    journal.path.write_text(line[:kept])
    for _ in range(2):
        [left] = clean_up(journal, pytest.fail, pytest.fail)
        assert left.startswith(f"{journal.path}: line 1 is cut short, so something that it does not name may exist; ")
        assert "for issues and pages titled 'Made by atlassian-token-conformance " in left
        assert left.endswith("delete them, and then remove the line")
    assert line[:kept] == journal.path.read_text()
    assert "journal.jsonl: 1 things that an earlier run created may still exist" in str(journal.leftovers())


def test_what_can_be_read_of_a_line_is_said(journal: Journal) -> None:
    """The site comes before the title."""
    entry = new_entry()
    line = entry.to_json()
    start = line.index('"title"')
    journal.path.write_text(f"{line[:-1]}\n{line[:start]}\n")
    first, second = journal.cut_lines()
    assert f"look at the site conformance-edge for issues and pages titled '{entry.title}', delete" in first
    assert "look at the site conformance-edge for issues and pages titled 'Made by atlassian-token-conformance ..." in (
        second
    )


def test_nothing_of_another_file_is_repeated(journal: Journal) -> None:
    """A line that is cut short has no text of a stranger in the message."""
    journal.path.write_text('{"site": "\x1b]0;x\x07::error::a", "title": "Made by somebody"')
    [line] = journal.cut_lines()
    assert line.isprintable()
    assert "::" not in line


def test_zeros_after_a_power_failure_are_a_line_that_is_cut_short(journal: Journal) -> None:
    """Some file systems have the size of a line on the disk before its content."""
    entry = new_entry()
    journal.write(entry)
    with journal.path.open("a") as file:
        file.write("\0" * 200)
    assert ([entry], 1) == (journal.open_entries(), len(journal.cut_lines()))
    journal.write(entry.closed())
    journal.remove_if_done()
    assert ([], True) == (journal.open_entries(), journal.path.exists())


def test_the_journal_is_removed_when_the_line_is(journal: Journal, exchange: Exchange) -> None:
    """A person has looked, and has removed the line as the message says."""
    entry = new_entry()
    journal.path.write_text(f"{entry.to_json()}\n{entry.closed().to_json()}\n")
    assert [] == clean_up(journal, lambda: exchange, print)
    assert not journal.path.exists()


def test_a_thing_whose_answer_cannot_be_written_is_deleted_all_the_same(
    create: Create,
    exchange: Exchange,
    journal: Journal,
    monkeypatch: pytest.MonkeyPatch,
    holdings: Holdings,
) -> None:
    """The disk is full between the request and its answer: the message names the thing, and the run knows it."""
    before = holdings()
    with monkeypatch.context() as full:
        append = append_line
        lines: list[str] = []

        def append_once(path: Path, line: str) -> None:
            (failing(errno.ENOSPC) if lines else append)(path, line)
            lines.append(line)

        full.setattr("token_conformance.exchange.journal.append_line", append_once)
        message = refusal_of(lambda: create("issue"))
        assert (
            "cannot be written (No space left on device), so it does not have the id of the issue SOFT-3, " in message
        )
        assert message.endswith("if it is left, delete it with: token-conformance cleanup")
        [entry] = journal.open_entries()
        assert ("SOFT-3", State.MADE) == (entry.key, entry.state)
        assert [State.MAKING] == [entry.state for entry in Journal(journal.path).open_entries()]
        assert [] == clean_up(journal, lambda: exchange, print)
    assert (before, False) == (holdings(), journal.path.exists())


def test_what_could_not_be_written_is_forgotten_when_a_later_line_is(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk was full for a while: the deletion is in the file, and the entry is closed."""
    entry, other = new_entry(), new_entry()
    journal.write(entry)
    journal.write(other)
    with monkeypatch.context() as full:
        fill_disk(full, 10)
        refusal_of(lambda: journal.write(entry.created("10012", "SOFT-12")))
        journal.write(other.closed())
    assert [entry.created("10012", "SOFT-12")] == journal.open_entries()
    assert [entry, other] == Journal(journal.path).open_entries()
    journal.write(entry.created("10012", "SOFT-12").closed())
    assert ([], [other]) == (journal.open_entries(), Journal(journal.path).open_entries())
    journal.remove_if_done()
    assert not journal.path.exists()


def test_a_new_file_gets_the_things_that_the_old_one_had(journal: Journal) -> None:
    """Somebody has removed the journal of a run that goes on, and then the run is killed."""
    entries = [new_entry() for _ in range(3)]
    for entry in entries[:2]:
        journal.write(entry)
    journal.write(entries[0].closed())
    journal.path.unlink()
    journal.write(entries[2])
    assert entries[1:] == Journal(journal.path).open_entries()


@pytest.mark.parametrize("fate", ["file removed", "folder removed", "file emptied", "file replaced by a folder"])
def test_things_are_deleted_although_the_journal_is_gone(
    create: Create, exchange: Exchange, journal: Journal, fate: str, holdings: Holdings
) -> None:
    """The run that created them still knows them; what it cannot do with the file is one line."""
    before = holdings()
    create("issue")
    create("page")
    match fate:
        case "file removed":
            journal.path.unlink()
        case "folder removed":
            shutil.rmtree(journal.path.parent)
        case "file emptied":
            journal.path.write_text("")
        case _:
            journal.path.unlink()
            journal.path.mkdir()
    left = clean_up(journal, lambda: exchange, print)
    expected = [f"{journal.path}: cannot be removed (Is a directory); what it lists was deleted, so remove it"]
    assert (expected if journal.path.is_dir() else []) == left
    assert (before, []) == (holdings(), journal.open_entries())


def test_a_journal_that_cannot_be_removed_is_a_line(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its folder became read-only; what was deleted is not reported as left."""
    entry = new_entry()
    journal.write(entry)
    journal.write(entry.closed())
    monkeypatch.setattr(Path, "unlink", failing(errno.EROFS))
    message = f"{journal.path}: cannot be removed (Read-only file system); what it lists was deleted, so remove it"
    assert [message] == clean_up(journal, pytest.fail, print)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_only_a_file_can_be_a_journal(journal: Journal, make: Callable[[Path], None]) -> None:
    """A pipe takes a line, and nobody ever reads it."""
    make(journal.path)
    reason = "Is a directory" if journal.path.is_dir() else "it is not a regular file"
    assert f"{journal.path}: cannot be written ({reason}), so nothing is created; make it writable" == refusal_of(
        lambda: journal.write(new_entry())
    )


def write_and_remove(path: Path) -> None:
    """Create and delete things as one of several runs."""
    journal = Journal(path)
    for _ in range(100):
        entry = new_entry()
        journal.write(entry)
        assert entry.title in {listed.title for listed in Journal(path).open_entries()}, "its line is lost"
        journal.write(entry.closed())
        journal.remove_if_done()


def test_a_journal_that_another_process_removes_loses_no_line(journal: Journal) -> None:
    """A line that is written between the last look at the file and its removal would be in no file."""
    context = multiprocessing.get_context("fork")
    runs = [context.Process(target=write_and_remove, args=(journal.path,)) for _ in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [0, 0, 0] == [run.exitcode for run in runs]


def test_one_run_at_a_time_may_create_things(journal: Journal) -> None:
    """The end of one run would delete what another one uses, and its cells would get wrong results."""
    with only_run(journal.path):
        message = refusal_of(lambda: only_run(journal.path).__enter__())
    in_use = "is in use by another run that may create things, or by a clean-up; wait for its end"
    assert f"{journal.path}: {in_use}" == message
    with only_run(journal.path):
        pass


def test_a_folder_that_cannot_be_locked_prevents_no_run(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network file systems have no such locks."""
    monkeypatch.setattr("fcntl.flock", failing(errno.EBADF))
    with only_run(journal.path):
        pass


def test_a_file_that_disappears_during_a_write_loses_no_entry(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What this process has written before is still known, and stands in the next file."""
    first, second, third = new_entry(), new_entry(), new_entry()
    journal.write(first)

    def append_and_lose(path: Path, line: str) -> None:
        append_line(path, line)
        path.unlink()

    with monkeypatch.context() as disturbed:
        disturbed.setattr("token_conformance.exchange.journal.append_line", append_and_lose)
        journal.write(second)
    assert [first, second] == journal.open_entries()
    journal.write(third)
    assert {first, second, third} == set(Journal(journal.path).open_entries())
