"""Loading and saving for vcrpy without an exception, and replacing a cassette by a recording."""

import errno
import os
from pathlib import Path
from typing import Any

import httpx
import pytest
from vcr.errors import UnhandledHTTPRequestError
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.request import Request

from factories import RECORDED, make_cell, result_of
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.recording import vcrpy
from token_conformance.recording.cassette import LARGEST
from token_conformance.recording.library import Library
from token_conformance.recording.vcrpy import Persister, Playback
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
    """A library that has a cassette already."""
    path = tmp_path / NAME
    path.parent.mkdir(parents=True)
    path.write_text("committed")
    return Library(tmp_path)


def _files(library: Library) -> dict[str, str]:
    return {path.name: path.read_text() for path in library.root.rglob("*") if path.is_file()}


def test_a_recording_is_promoted_after_the_end_of_its_cell(library: Library) -> None:
    """Until then, the committed file stays; it is replaced in one step."""
    persister = _recorded(library)
    assert "committed" == _files(library)["scoped-site.json"]
    persister.promote_or_discard(_result())
    loading = Persister(library, CELL)
    _, responses, _ = loading.load_cassette("ignored", None)
    assert b"{}" == responses[0]["body"]["string"]
    assert (RECORDED, Outcome.WORKS, None) == (loading.recorded, loading.outcome, loading.problem)
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
def test_a_recording_that_is_not_accepted_is_discarded(library: Library, result: CellResult | None) -> None:
    """The cassette stays as it was, and the unfinished file is removed."""
    _recorded(library).promote_or_discard(result)
    assert {"scoped-site.json": "committed"} == _files(library)


def test_another_run_does_not_remove_a_recording_that_is_not_finished(library: Library) -> None:
    """It starts while the cell of this run is between its exchange and its end."""
    persister = _recorded(library)
    Library(library.root).remove_unfinished()
    persister.promote_or_discard(_result())
    assert (None, ["scoped-site.json"]) == (persister.problem, list(_files(library)))
    assert "committed" != _files(library)["scoped-site.json"]


def test_the_last_try_of_an_exchange_is_recorded(library: Library) -> None:
    """A 429 before it describes the state of the run, not the endpoint."""
    _recorded(library, b"busy", b"{}").promote_or_discard(_result())
    _, responses, _ = Persister(library, CELL).load_cassette("ignored", None)
    assert [b"{}"] == [response["body"]["string"] for response in responses]


def test_a_recording_never_starts_from_the_committed_cassette(library: Library) -> None:
    """A new recording does not load the old one."""
    _recorded(library).promote_or_discard(_result())
    with pytest.raises(CassetteNotFoundError):
        Persister(library, CELL, RECORDED).load_cassette("ignored", None)


def test_a_recording_with_a_secret_is_refused(library: Library) -> None:
    """The scan is the last check before a file can be committed; its line does not show the secret."""
    persister = _recorded(library, b"ATATT3xFfGF0" + b"a1B2c3D4" * 8)
    persister.promote_or_discard(_result())
    assert {"scoped-site.json": "committed"} == _files(library)
    assert persister.problem is not None
    assert f"{NAME}:12: api-token: ATAT" in persister.problem
    assert "a1B2c3D4" not in persister.problem


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, ": there is no such cassette; "),
        (b"{", "cut short"),
        (b"\xff", f"{NAME}: cut short or not a cassette (it is not UTF-8 text); record it again"),
        (
            b" " * (LARGEST + 1),
            f"{NAME}: has more than 10,485,760 bytes, which is the most that is read; record it again",
        ),
        (b" " * LARGEST, f"{NAME}: is empty; record it again"),
        (b"[" * 100_000, f"{NAME}: cut short or not a cassette (it has more than 200 arrays and objects inside each"),
    ],
)
def test_a_problem_of_loading_is_reported_for_the_cell(library: Library, content: bytes | None, problem: str) -> None:
    """Without a cassette, vcrpy replays nothing, and the user gets the reason."""
    path = library.root / NAME
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    persister = Persister(library, CELL)
    with pytest.raises(CassetteNotFoundError):
        persister.load_cassette("ignored", None)
    assert persister.problem is not None
    assert problem in persister.problem


@pytest.mark.parametrize("error", [RecursionError, MemoryError, ValueError])
def test_an_error_of_vcrpy_is_a_problem_of_its_cell_only(
    library: Library, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """An error that leaves the persister would leave vcrpy's patches installed for all other cells."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(vcrpy, "deserialize", fail)
    persister = Persister(library, CELL)
    with pytest.raises(CassetteNotFoundError):
        persister.load_cassette("ignored", None)
    assert persister.problem is not None
    assert persister.problem.startswith(f"{NAME}: cannot be replayed ({error.__name__}); record it again with ")


def test_a_named_pipe_in_place_of_a_cassette_is_not_waited_for(library: Library) -> None:
    """Its other end may never be opened."""
    path = library.root / NAME
    path.unlink()
    os.mkfifo(path)
    persister = Persister(library, CELL)
    with pytest.raises(CassetteNotFoundError):
        persister.load_cassette("ignored", None)
    assert persister.problem is not None
    assert persister.problem.startswith(f"{NAME}: cannot be read (it is not a regular file); record it again with ")


@pytest.mark.parametrize(("smaller", "is_recorded"), [(0, True), (1, False)])
def test_a_recording_that_could_not_be_read_again_is_not_promoted(
    library: Library, monkeypatch: pytest.MonkeyPatch, smaller: int, is_recorded: bool
) -> None:
    """The bound of the reader is that of the writer too."""
    _recorded(library)
    [part] = (library.root / NAME).parent.glob("*.part")
    size = part.stat().st_size
    monkeypatch.setattr(vcrpy, "LARGEST", size - smaller)
    persister = _recorded(library)
    persister.promote_or_discard(_result())
    bound = f"the recording: has more than {size - 1:,} bytes, which is the most that is read"
    assert (None if is_recorded else f"{NAME}: not recorded, and left as it was: {bound}") == persister.problem
    assert is_recorded is (_files(library) != {"scoped-site.json": "committed"})


def test_a_problem_of_saving_is_reported_for_the_cell(library: Library) -> None:
    """The patches of vcrpy are removed although the file cannot be written, and the cassette stays."""
    persister = _recorded(library, object())
    persister.promote_or_discard(_result())
    assert (
        f"{NAME}: not recorded, and left as it was: a cassette cannot contain a value of type object"
        == persister.problem
    )
    assert {"scoped-site.json": "committed"} == _files(library)


def test_a_full_disk_does_not_change_the_cassette(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The incomplete recording is removed, and one line says why it was not saved."""

    def write_half(path: Path, text: str, **_: object) -> None:
        with path.open("w") as file:
            file.write(text[:40])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_text", write_half)
    persister = _recorded(library)
    monkeypatch.undo()
    persister.promote_or_discard(_result())
    assert f"{NAME}: not recorded, and left as it was: No space left on device" == persister.problem
    assert {"scoped-site.json": "committed"} == _files(library)


def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    """There is a file with the name of the folder."""
    (tmp_path / "cassettes").write_text("a file")
    persister = _recorded(Library(tmp_path))
    persister.promote_or_discard(_result())
    assert persister.problem is not None
    assert persister.problem.startswith(f"{NAME}: not recorded, and left as it was: ")
    assert {"cassettes": "a file"} == _files(Library(tmp_path))


def test_a_recording_that_was_removed_is_reported_for_its_cell(library: Library) -> None:
    """Somebody has removed the unfinished recordings."""
    persister = _recorded(library)
    for part in library.root.rglob("*.part"):
        part.unlink()
    persister.promote_or_discard(_result())
    assert f"{NAME}: not recorded, and left as it was: No such file or directory" == persister.problem
    assert {"scoped-site.json": "committed"} == _files(library)


URL = "https://your-domain.atlassian.net/rest/api/3/myself"
SCOPED = "<scoped jira token>"


def _asked(credential: str, url: str = URL) -> httpx.Request:
    return httpx.Request("GET", url, headers={"authorization": credential} if credential else {})


@pytest.fixture
def inserted(library: Library) -> Playback:
    """A playback with the cassette of one cell, which was recorded with a token with scopes."""
    recording = Persister(library, CELL, RECORDED)
    recording.outcome = Outcome.WORKS
    request = Request("GET", URL, b"", {"authorization": SCOPED})
    recording.save_cassette("ignored", {**_exchange(b"{}"), "requests": [request]}, None)
    recording.promote_or_discard(_result())
    playback = Playback()
    playback.insert(Persister(library, CELL))
    return playback


def test_a_cassette_answers_once(inserted: Playback) -> None:
    """A second request of the same cell has no recorded answer."""
    assert b"{}" == inserted.handle_request(_asked(SCOPED)).read()
    with pytest.raises(UnhandledHTTPRequestError):
        inserted.handle_request(_asked(SCOPED))


@pytest.mark.parametrize(
    "other",
    [
        _asked(""),
        _asked("<unscoped token>"),
        _asked(SCOPED, f"{URL}?expand=groups"),
        _asked(SCOPED, "https://foreign.example.com/rest/api/3/myself"),
        httpx.Request("POST", URL, headers={"authorization": SCOPED}),
        httpx.Request("GET", URL, headers={"authorization": SCOPED}, content=b"{}"),
    ],
)
def test_another_request_is_not_answered(inserted: Playback, other: httpx.Request) -> None:
    """The caller, the address, the method and the body must be those of the recording."""
    with pytest.raises(UnhandledHTTPRequestError):
        inserted.handle_request(other)


def test_nothing_is_answered_before_a_cassette_is_inserted() -> None:
    """A request outside of a cell fails."""
    with pytest.raises(UnhandledHTTPRequestError):
        Playback().handle_request(_asked(SCOPED))
