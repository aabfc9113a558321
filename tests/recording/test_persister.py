"""Loading and saving for vcrpy, without ever raising into it, and what takes the place of a cassette."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.request import Request

from factories import RECORDED, make_cell, result_of
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.recording.library import Library
from token_conformance.recording.persister import Persister
from token_conformance.results.record import CellResult

CELL = make_cell("scoped-site")
NAME = Path("cassettes/endpoints/jira-platform/myself/scoped-site.json")


def _exchange(*bodies: object) -> dict[str, Any]:
    responses = [{"status": {"code": 200, "message": "OK"}, "headers": {}, "body": {"string": body}} for body in bodies]
    return {"requests": [Request("GET", "https://example.com/", b"", {})] * len(bodies), "responses": responses}


def _result(verdict: Verdict = Verdict.PASSED, outcome: Outcome | None = Outcome.WORKS) -> CellResult:
    return result_of(CELL, verdict=verdict, outcome=outcome, recorded=None)


def _recorded(library: Library, *bodies: object, outcome: Outcome = Outcome.WORKS) -> Persister:
    persister = Persister(library, CELL, RECORDED)
    persister.outcome = outcome
    persister.save_cassette("ignored", _exchange(*(bodies or (b"{}",))), None)
    return persister


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library that holds a cassette already."""
    path = tmp_path / NAME
    path.parent.mkdir(parents=True)
    path.write_text("committed")
    return Library(tmp_path)


def _files(library: Library) -> dict[str, str]:
    return {path.name: path.read_text() for path in library.root.rglob("*") if path.is_file()}


def test_a_recording_waits_beside_the_cassette_until_its_cell_has_ended(library: Library) -> None:
    """The committed file is replaced in one step, and then only."""
    persister = _recorded(library)
    assert "committed" == _files(library)["scoped-site.json"]
    persister.settle(_result())
    loading = Persister(library, CELL)
    _, responses, _ = loading.load_cassette("ignored", None)
    assert b"{}" == responses[0]["body"]["string"]
    assert (RECORDED, Outcome.WORKS, None) == (loading.recorded, loading.outcome, loading.fault)
    assert ["scoped-site.json"] == list(_files(library))


@pytest.mark.parametrize(
    "result",
    [
        None,
        _result(Verdict.FAILED, Outcome.EMPTY),
        _result(Verdict.CHANGED, Outcome.HIDDEN),
        _result(Verdict.PASSED, Outcome.RATE_LIMITED),
        _result(Verdict.ERROR, None),
    ],
)
def test_a_recording_that_does_not_count_leaves_the_cassette_as_it_was(
    library: Library, result: CellResult | None
) -> None:
    """Nothing remains of it."""
    _recorded(library).settle(result)
    assert {"scoped-site.json": "committed"} == _files(library)


def test_of_an_exchange_that_was_tried_again_the_last_try_is_kept(library: Library) -> None:
    """A 429 on the way is a state of the run, not of the endpoint."""
    _recorded(library, b"busy", b"{}").settle(_result())
    _, responses, _ = Persister(library, CELL).load_cassette("ignored", None)
    assert [b"{}"] == [response["body"]["string"] for response in responses]


def test_a_recording_never_starts_from_the_committed_cassette(library: Library) -> None:
    """What is recorded again is recorded whole."""
    _recorded(library).settle(_result())
    with pytest.raises(CassetteNotFoundError):
        Persister(library, CELL, RECORDED).load_cassette("ignored", None)


def test_a_recording_that_holds_a_secret_is_refused(library: Library) -> None:
    """The scan is the last look before anything is committed; its line shows no secret."""
    persister = _recorded(library, b"ATATT3xFfGF0" + b"a1B2c3D4" * 8)
    persister.settle(_result())
    assert {"scoped-site.json": "committed"} == _files(library)
    assert persister.fault is not None
    assert f"{NAME}:12: api-token: ATAT" in persister.fault
    assert "a1B2c3D4" not in persister.fault


@pytest.mark.parametrize(
    ("content", "fault"),
    [(None, "there is no such cassette"), (b"{", "cut short"), (b"\xff", "utf-8")],
)
def test_a_fault_in_loading_is_kept_for_the_cell(library: Library, content: bytes | None, fault: str) -> None:
    """The recorder sees an empty cassette, the user sees the reason."""
    path = library.root / NAME
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    persister = Persister(library, CELL)
    with pytest.raises(CassetteNotFoundError):
        persister.load_cassette("ignored", None)
    assert persister.fault is not None
    assert fault in persister.fault


def test_a_fault_in_saving_is_kept_for_the_cell(library: Library) -> None:
    """The recorder's patches are removed whatever happens to the file, and the cassette stays."""
    persister = _recorded(library, object())
    persister.settle(_result())
    assert f"{NAME}: not recorded, and left as it was: a cassette cannot hold a object" == persister.fault
    assert {"scoped-site.json": "committed"} == _files(library)


def test_a_full_disk_loses_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a recording is removed, and one line says why there is none."""

    def write_half(path: Path, text: str, **_: object) -> None:
        with path.open("w") as file:
            file.write(text[:40])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_text", write_half)
    persister = _recorded(library)
    monkeypatch.undo()
    persister.settle(_result())
    assert f"{NAME}: not recorded, and left as it was: No space left on device" == persister.fault
    assert {"scoped-site.json": "committed"} == _files(library)


def test_a_place_where_nothing_can_be_written_loses_nothing(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "cassettes").write_text("in the way")
    persister = _recorded(Library(tmp_path))
    persister.settle(_result())
    assert persister.fault is not None
    assert persister.fault.startswith(f"{NAME}: not recorded, and left as it was: ")
    assert {"cassettes": "in the way"} == _files(Library(tmp_path))


def test_a_recording_that_vanished_is_a_fault_of_its_cell(library: Library) -> None:
    """Somebody else's run has swept the folder."""
    persister = _recorded(library)
    library.sweep()
    persister.settle(_result())
    assert f"{NAME}: not recorded, and left as it was: No such file or directory" == persister.fault
    assert {"scoped-site.json": "committed"} == _files(library)
