"""Unfinished files are named by their process, and those of processes that are gone can be told from others."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from token_conformance.model.unfinished import abandoned, abandoned_below, is_gone, unfinished


@pytest.fixture(scope="module")
def gone() -> int:
    """The id of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


def test_its_name_has_the_process(tmp_path: Path) -> None:
    """Two runs in one folder do not write the same file."""
    assert tmp_path / f"results.jsonl.{os.getpid()}.part" == unfinished(tmp_path / "results.jsonl")


def test_only_a_process_that_does_not_exist_is_gone(gone: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number that cannot be a process is not one that has ended."""
    asked = []

    def refuse(process: int, number: int) -> None:
        asked.append((process, number))
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(os, "kill", refuse)
        assert not is_gone(2**31 - 1)
    assert [(2**31 - 1, 0)] == asked
    assert [True, False] == [is_gone(gone), is_gone(os.getpid())]
    assert [False, False] == [is_gone(2**31), is_gone(10**30)]


def test_the_files_that_were_left_of_a_path(tmp_path: Path, gone: int) -> None:
    """Neither those of a running process, nor files of other names, are among them."""
    path = tmp_path / "results.jsonl"
    left = tmp_path / f"results.jsonl.{gone}.part"
    others = [
        f"results.jsonl.{os.getpid()}.part",
        f"results.jsonl.0{gone}.part",
        f"results.jsonl.{gone}.part.txt",
        f"results.jsonl.x.{gone}.part",
        f"a-results.jsonl.{gone}.part",
        f"resultsXjsonl.{gone}.part",
        f"results.jsonl{gone}.part",
        "results.jsonl..part",
        "results.jsonl.part",
        "results.jsonl",
    ]
    for name in (left.name, *others):
        (tmp_path / name).touch()
    assert [left] == list(abandoned(path))


def test_the_files_that_were_left_below_a_folder(tmp_path: Path, gone: int) -> None:
    """Older versions wrote no process id; a running process keeps its file."""
    inner = tmp_path / "endpoints" / "get-issue"
    inner.mkdir(parents=True)
    names = (f"a.json.{gone}.part", "a.part", f"a.json.{os.getpid()}.part", "a.json")
    for name in names:
        (inner / name).touch()
    assert {inner / name for name in names[:2]} == set(abandoned_below(tmp_path))


def test_a_folder_that_does_not_exist_has_none(tmp_path: Path) -> None:
    """A first recording finds no cassettes."""
    assert [] == list(abandoned_below(tmp_path / "cassettes"))


def test_on_windows_no_process_is_looked_at(gone: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """There, the call would end the process."""
    monkeypatch.setattr("token_conformance.model.unfinished.os.kill", lambda *_: pytest.fail("it was called"))
    monkeypatch.setattr("token_conformance.model.unfinished.os.name", "nt")
    is_looked_at = is_gone(gone)
    monkeypatch.undo()
    assert not is_looked_at
