"""Results that cannot be written are one line each, and what a run has left is not taken for results."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from factories import make_result
from full_disk import fill_disk
from token_conformance.errors import ResultsError
from token_conformance.results import file as results_file
from token_conformance.results.file import Header, read
from token_conformance.results.writer import ResultsWriter, remove_abandoned

HEADER = Header(suite="0.1.0", target="cassettes")
FIRST = make_result("jira-platform/myself/scoped-site")
SECOND = make_result("jira-platform/myself/scoped-gateway")

INCOMPLETE = "the results of this run are incomplete; make room for them, and run it again"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The path of the results, where an earlier run has written some."""
    file = tmp_path / "results.jsonl"
    file.write_text("the last good run")
    return file


@pytest.fixture
def part(file: Path) -> Path:
    """The file that this process writes."""
    return file.with_name(f"results.jsonl.{os.getpid()}.part")


@pytest.fixture(scope="module")
def gone() -> int:
    """The id of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


def refusal_of(action: Callable[[], object]) -> str:
    """The message of the error that an action raises."""
    with pytest.raises(ResultsError) as refusal:
        action()
    return str(refusal.value)


@pytest.mark.parametrize("room", [0, 10, len(SECOND.to_json())])
def test_a_full_disk_leaves_results_that_are_refused(
    file: Path, part: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    """The cells that fitted are in the unfinished file, which no command takes for the results of a whole run."""
    writer = ResultsWriter(file, HEADER)
    writer.write(FIRST)
    fill_disk(monkeypatch, room)
    assert f"{part}: cannot be written (No space left on device); {INCOMPLETE}" == refusal_of(
        lambda: writer.write(SECOND)
    )
    assert "the last good run" == file.read_text()
    assert f"{HEADER.to_json()}\n{FIRST.to_json()}\n" == part.read_text()
    assert "cut short" in refusal_of(lambda: read(part))


def test_a_footer_that_does_not_fit_leaves_the_last_good_run(
    file: Path, part: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only complete results replace those of the last run."""
    writer = ResultsWriter(file, HEADER)
    writer.write(FIRST)
    fill_disk(monkeypatch, 5)
    assert f"{part}: cannot be written (No space left on device); {INCOMPLETE}" == refusal_of(writer.close)
    assert "the last good run" == file.read_text()
    assert "cut short" in refusal_of(lambda: read(part))


def test_a_file_that_cannot_be_closed_is_not_complete(file: Path, part: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network file system reports only then that the disk is full."""
    writer = ResultsWriter(file, HEADER)
    writer.write(FIRST)
    close = os.close

    def fail(opened: int) -> None:
        close(opened)
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    monkeypatch.setattr(os, "close", fail)
    assert f"{part}: cannot be written (Disk quota exceeded); {INCOMPLETE}" == refusal_of(writer.close)
    assert "the last good run" == file.read_text()


def test_complete_results_are_kept_if_they_cannot_get_their_name(file: Path, part: Path) -> None:
    """Somebody has made a folder of that name during the run; the message says where the results are."""
    writer = ResultsWriter(file, HEADER)
    writer.write(FIRST)
    file.unlink()
    (file / "inner").mkdir(parents=True)
    kept = f"the results of this run are complete in {part.name}; rename it"
    assert f"{file}: cannot be written (Is a directory); {kept}" == refusal_of(writer.close)
    assert (FIRST,) == read(part).cells


def test_a_folder_that_was_removed_during_the_run_loses_the_results(tmp_path: Path) -> None:
    """The message does not say that they are anywhere."""
    folder = tmp_path / "folder"
    folder.mkdir()
    writer = ResultsWriter(folder / "results.jsonl", HEADER)
    writer.write(FIRST)
    (part,) = folder.iterdir()
    part.unlink()
    folder.rmdir()
    lost = "cannot be written (No such file or directory); the results of this run are lost; run it again"
    assert f"{folder / 'results.jsonl'}: {lost}" == refusal_of(writer.close)


def test_a_path_that_cannot_be_looked_at_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user may not enter its folder."""

    def refuse(_: Path) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "is_file", refuse)
    assert f"{file}: cannot be written (Permission denied); name another file" == refusal_of(
        lambda: ResultsWriter(file, HEADER)
    )


def test_the_file_can_be_created_before_the_first_cell(file: Path, part: Path) -> None:
    """A run that opens it, and then has no cell, leaves everything as it was."""
    writer = ResultsWriter(file, HEADER)
    writer.open()
    writer.open()
    assert f"{HEADER.to_json()}\n" == part.read_text()
    writer.close()
    assert ([file], "the last good run") == (list(file.parent.iterdir()), file.read_text())


def test_the_file_of_a_killed_run_with_the_same_process_id_is_replaced(file: Path, part: Path) -> None:
    """The system uses a process id again; anything else with that name is left alone."""
    part.write_text(f"{HEADER.to_json()}\n{SECOND.to_json()}\n")
    writer = ResultsWriter(file, HEADER)
    writer.write(FIRST)
    writer.close()
    assert (FIRST,) == read(file).cells
    part.symlink_to(file)
    before = file.read_text()
    assert "cannot be written (File exists)" in refusal_of(lambda: ResultsWriter(file, HEADER).write(SECOND))
    assert before == file.read_text()


def test_the_unfinished_results_of_killed_runs_are_removed(file: Path, gone: int) -> None:
    """The next complete run does it; whatever does not start as results of this version stays."""
    path = file.parent
    left = path / f"results.jsonl.{gone}.part"
    left.write_text(f"{HEADER.to_json()}\n{FIRST.to_json()}\nhalf of a l")
    writer = ResultsWriter(file, HEADER)
    writer.write(FIRST)
    assert left.exists()
    writer.close()
    assert [file] == list(path.iterdir())


@pytest.mark.parametrize(
    "content",
    [
        b"my notes\n",
        b"",
        b"\xff\n",
        b"[" * 20_000,
        HEADER.to_json().encode()[:-1],
        FIRST.to_json().encode(),
        Header(suite="9", target="edge", schema=results_file.SCHEMA + 1).to_json().encode(),
    ],
)
def test_other_files_with_such_a_name_stay(file: Path, gone: int, content: bytes) -> None:
    """They may be somebody's own."""
    path = file.with_name(f"results.jsonl.{gone}.part")
    path.write_bytes(content)
    remove_abandoned(file)
    assert content == path.read_bytes()


@pytest.mark.parametrize("make", [lambda path: path.symlink_to("results.jsonl"), Path.mkdir, os.mkfifo])
def test_what_is_not_a_file_stays(file: Path, gone: int, make: Callable[[Path], None]) -> None:
    """A pipe would make its reader wait forever, and a link leads elsewhere."""
    path = file.with_name(f"results.jsonl.{gone}.part")
    file.write_text(f"{HEADER.to_json()}\n")
    make(path)
    remove_abandoned(file)
    assert {file, path} == set(file.parent.iterdir())


def test_the_results_of_a_run_that_is_still_running_stay(file: Path, part: Path) -> None:
    """Two runs write to one folder."""
    part.write_text(f"{HEADER.to_json()}\n")
    remove_abandoned(file)
    assert part.exists()


def test_a_header_may_have_some_thousand_characters(file: Path, gone: int) -> None:
    """More is not read: such a file is not of a run."""
    path = file.with_name(f"results.jsonl.{gone}.part")
    for length, stays in ((9_000, False), (10_000, True)):
        path.write_text(Header(suite="x" * length, target="edge").to_json() + "\n")
        remove_abandoned(file)
        assert stays == path.exists()


def test_a_folder_that_cannot_be_listed_is_no_error(tmp_path: Path) -> None:
    """The results are complete by then."""
    remove_abandoned(tmp_path / "missing" / "results.jsonl")


def test_a_file_has_a_bound_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Results may be larger than other texts; one that is too large is refused."""
    (tmp_path / "results.jsonl").write_text("x" * 20)
    monkeypatch.setattr(results_file, "LARGEST", 10)
    with pytest.raises(ResultsError, match="has more than 10 bytes"):
        read(tmp_path / "results.jsonl")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    """A run that was killed at once leaves one."""
    (tmp_path / "results.jsonl").touch()
    with pytest.raises(ResultsError, match=r"results\.jsonl: is empty; make it again"):
        read(tmp_path / "results.jsonl")


def test_the_header_of_a_document_is_its_first_line(tmp_path: Path) -> None:
    """The message names the file and the line."""
    (tmp_path / "results.json").write_text('{"cells": [], "header": {}}')
    with pytest.raises(ResultsError, match=r"^\S+results\.json: line 1: "):
        read(tmp_path / "results.json")
