"""Recording packed cells, and packing what was recorded, whatever happens in between."""

import os
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.request import Request
from vcr.serialize import deserialize
from vcr.serializers import jsonserializer

from factories import RECORDED, make_cell, result_of
from token_conformance.errors import ProblemsError
from token_conformance.model.cell import Cell, Endpoint, Product
from token_conformance.model.outcome import Outcome
from token_conformance.model.text_file import replace_text
from token_conformance.recording import packing
from token_conformance.recording.library import Library
from token_conformance.recording.pack import LARGEST
from token_conformance.recording.vcrpy import Persister

PACK = Path("cassettes/catalogue/jira-software.json")
REMEDY = "; restore the file, or remove it and record its cells again with --record-mode=once"
LEFT = "correct that; the next recording packs what this one has left beside it"


def _cell(name: str, api: str = "jira-software") -> Cell:
    operation = "GET /rest/agile/1.0/board/{boardId}"
    return make_cell("scoped-site", Endpoint(Product.JIRA_SOFTWARE, name, operation, api=api))


A, B, C = map(_cell, ("get-a", "get-b", "get-c"))
OTHER = _cell("get-page", "confluence")


def _promoted(library: Library, cell: Cell, body: str) -> str | None:
    """Record a cell up to its end; returns what went wrong."""
    persister = Persister(library, cell, RECORDED)
    persister.outcome = Outcome.WORKS
    response = {"status": {"code": 200, "message": "OK"}, "headers": {}, "body": {"string": body.encode()}}
    exchange = {"requests": [Request("GET", "https://example.com/", b"", {})], "responses": [response]}
    persister.save_cassette("ignored", exchange, None)
    persister.promote_or_discard(result_of(cell, recorded=None))
    return persister.problem


def _body(library: Library, cell: Cell) -> Any:
    """The recorded body of a cell, or the problem of its cassette."""
    persister = Persister(library, cell)
    try:
        return persister.load_cassette("ignored", None)[1][0]["body"]["string"].decode()
    except CassetteNotFoundError:
        return persister.problem


def _files(library: Library) -> set[str]:
    return {str(path.relative_to(library.root)) for path in library.root.rglob("*") if path.is_file()}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library with two packed cells."""
    library = Library(tmp_path)
    for cell in (B, A):
        assert _promoted(library, cell, "old") is None
    library.pack()
    return library


def test_a_recording_is_packed(library: Library) -> None:
    """Nothing else is left."""
    assert {str(PACK)} == _files(library)
    assert ["old", "old"] == [_body(library, cell) for cell in (A, B)]


def test_a_recording_counts_before_it_is_packed(library: Library) -> None:
    """Its run may be killed, and the next one may only read."""
    assert _promoted(library, A, "new") is None
    assert _promoted(library, C, "new") is None
    assert ["new", "old", "new"] == [_body(library, cell) for cell in (A, B, C)]
    assert [True, True, True] == [library.has(cell) for cell in (A, B, C)]
    library.pack()
    assert ["new", "old", "new"] == [_body(library, cell) for cell in (A, B, C)]
    assert {str(PACK)} == _files(library)


def test_each_api_has_a_file(library: Library) -> None:
    """A library may begin with any of them."""
    _promoted(library, OTHER, "page")
    library.pack()
    assert {str(PACK), "cassettes/catalogue/confluence.json"} == _files(library)
    assert "page" == _body(library, OTHER)


def test_a_cell_that_is_recorded_again_changes_its_lines_only(library: Library) -> None:
    """All others stay as they are, byte by byte."""
    before = (library.root / PACK).read_text().splitlines()
    _promoted(library, A, "new")
    library.pack()
    after = (library.root / PACK).read_text().splitlines()
    assert [3] == [index for index, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]


def test_a_cell_without_a_recording_is_missing(library: Library) -> None:
    """The cassette of another cell never answers for it, and its line names the cell and the file."""
    assert not library.has(C)
    assert (
        f"{PACK}: {C.id}: there is no such cassette; record it again with --record-mode=rewrite -k "
        f"'jira_software and get-c-scoped-site'" == _body(library, C)
    )
    assert f"cassettes/catalogue/confluence.json: {OTHER.id}: there is no" in _body(library, OTHER)


def test_a_recording_that_is_not_accepted_is_discarded(library: Library) -> None:
    """The packed one stays, and nothing else is left."""
    persister = Persister(library, A, RECORDED)
    persister.outcome = Outcome.HIDDEN
    persister.save_cassette("ignored", {"requests": [Request("GET", "/", b"", {})], "responses": [{}]}, None)
    persister.promote_or_discard(None)
    library.pack()
    assert ({str(PACK)}, "old") == (_files(library), _body(library, A))


def test_a_recording_with_a_secret_is_refused(library: Library) -> None:
    """It is scanned before it counts, and the line names the cell."""
    problem = _promoted(library, A, "ATATT3xFfGF0" + "a1B2c3D4" * 8)
    assert problem is not None
    assert problem.startswith(f"{PACK}: {A.id}: not recorded, and left as it was: it has a value that must not be")
    assert ({str(PACK)}, "old") == (_files(library), _body(library, A))


def test_a_broken_file_is_seen_before_anything_is_recorded(library: Library) -> None:
    """Each of its cells says so, and nothing is packed into it."""
    path = library.root / PACK
    path.write_text(path.read_text()[:-10])
    expected = f"{PACK}: is cut short at line 7{REMEDY}"
    assert [expected, expected] == [_body(library, cell) for cell in (A, C)]
    assert library.has(C), "its cell is replayed, and says what is wrong"
    with pytest.raises(ProblemsError) as error:
        library.pack()
    assert (expected,) == error.value.problems


def test_what_was_recorded_beside_a_broken_file_is_kept(library: Library) -> None:
    """It is packed when the file is whole again, and counts until then."""
    path = library.root / PACK
    whole = path.read_text()
    path.write_text("[]")
    _promoted(library, C, "new")
    with pytest.raises(ProblemsError):
        library.pack()
    assert "new" == _body(library, C)
    path.write_text(whole)
    library.pack()
    assert ["old", "new"] == [_body(library, cell) for cell in (A, C)]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\n", "is empty"),
        (b"\xff", "cut short or not a cassette (it is not UTF-8 text)"),
        (b"[]", "cut short or not a cassette ([] is not a table)"),
        (None, f"has the recording of {C.id}: moved or renamed"),
    ],
)
def test_a_broken_recording_keeps_no_other_from_being_packed(
    library: Library, content: bytes | None, what: str
) -> None:
    """It stays where it is, and says what to do."""
    _promoted(library, C, "new")
    folder = library.root / "cassettes/catalogue/jira-software.unpacked"
    recording = (folder / "get-c.scoped-site.json").read_bytes()
    (folder / "get-a.scoped-site.json").write_bytes(recording if content is None else content)
    expected = f"cassettes/catalogue/jira-software.unpacked/get-a.scoped-site.json: {what}{REMEDY}"
    assert expected == _body(library, A)
    with pytest.raises(ProblemsError) as error:
        library.pack()
    assert (expected,) == error.value.problems
    assert {str(PACK), str((folder / "get-a.scoped-site.json").relative_to(library.root))} == _files(library)
    assert "new" == _body(library, C)


def test_a_file_that_would_be_too_large_is_not_written(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound of the reader is that of the writer too; nothing is lost."""
    size = (library.root / PACK).stat().st_size
    _promoted(library, C, "new")
    monkeypatch.setattr(packing, "LARGEST", size)
    with pytest.raises(ProblemsError) as error:
        library.pack()
    reason = f"it would have more than {size} bytes, which is the most that is read"
    assert (f"{PACK}: cannot be written ({reason}); {LEFT}",) == error.value.problems
    assert ["old", "new"] == [_body(library, cell) for cell in (A, C)]


def test_a_file_that_is_too_large_is_not_read(library: Library) -> None:
    """It is not read for each of its cells either."""
    with (library.root / PACK).open("r+b") as file:
        file.truncate(LARGEST + 1)
    assert f"{PACK}: has more than 52,428,800 bytes, which is the most that is read{REMEDY}" == _body(library, A)


def test_a_named_pipe_in_place_of_a_file_is_not_waited_for(library: Library) -> None:
    """Its other end may never be opened."""
    (library.root / PACK).unlink()
    os.mkfifo(library.root / PACK)
    assert f"{PACK}: cannot be read (it is not a regular file){REMEDY}" == _body(library, A)


def test_a_file_that_was_replaced_is_read_again(library: Library) -> None:
    """A run in another process may have packed in between."""
    other = Library(library.root)
    assert "old" == _body(other, A)
    _promoted(library, A, "new")
    library.pack()
    assert "new" == _body(other, A)


def test_a_folder_that_cannot_be_written_is_one_line(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was recorded stays beside the file."""
    _promoted(library, A, "new")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packing, "replace_text", refuse)
    with pytest.raises(ProblemsError) as error:
        library.pack()
    assert (f"{PACK}: cannot be written (No space left on device); {LEFT}",) == error.value.problems
    assert "new" == _body(library, A)


def test_cells_are_recorded_while_others_are_packed(tmp_path: Path) -> None:
    """Two runs in one folder lose nothing."""
    library = Library(tmp_path)
    cells = [_cell(f"get-{number}") for number in range(40)]
    problems: list[str | None] = []

    def record(mine: list[Cell]) -> None:
        for body in ("first", "second"):
            problems.extend(_promoted(library, cell, body) for cell in mine)

    threads = [threading.Thread(target=record, args=(cells[part::2],)) for part in range(2)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        library.pack()
    library.pack()
    assert {None} == set(problems)
    assert {"second"} == {_body(library, cell) for cell in cells}
    assert {str(PACK)} == _files(library)


def test_a_recording_waits_until_others_are_packed(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be removed with the older one that it has replaced."""
    _promoted(library, A, "new")
    other = threading.Thread(target=_promoted, args=(library, A, "newer"))

    def replace(*arguments: Any) -> None:
        other.start()
        other.join(0.3)  # it cannot end before the lock is released
        replace_text(*arguments)

    monkeypatch.setattr(packing, "replace_text", replace)
    library.pack()
    other.join()
    assert "newer" == _body(library, A)


class Killed(BaseException):
    """The process has been killed."""


CHANGES = ("mkdir", "replace", "rename", "rmdir", "unlink", "write_text")
"""The methods of a path that change something on the disk."""


def _kill_at(monkeypatch: pytest.MonkeyPatch, step: int) -> Callable[[], int]:
    """Let nothing change on the disk from a step on, as in a process that was killed; returns the steps until now."""
    steps = 0

    def killing(change: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            nonlocal steps
            steps += 1
            if steps > step:
                raise Killed
            return change(*arguments, **options)

        return run

    for name in CHANGES:
        monkeypatch.setattr(Path, name, killing(getattr(Path, name)))
    return lambda: steps


def _record_and_pack(library: Library, done: dict[Cell, str]) -> None:
    for cell in (A, C):
        assert _promoted(library, cell, "new") is None
        done[cell] = "new"
    library.pack()


def _assert_nothing_is_lost(library: Library, done: Mapping[Cell, str]) -> None:
    """Each cell has the recording that its run has finished, or the old one; the packed file is whole."""
    for cell, old in ((A, "old"), (B, "old"), (C, None)):
        body = _body(library, cell)
        assert body in {done.get(cell, old), *([] if cell in done else ["new"])} or (old is None and "no such" in body)
    requests, *_ = deserialize((library.root / PACK).read_text(), jsonserializer)
    assert len(requests) in {2, 3}


def test_a_kill_at_any_step_loses_nothing(tmp_path: Path) -> None:
    """Whatever was finished before is there after the next run, and no earlier recording is lost."""
    step, is_over = 0, False
    while not is_over:
        library = Library(tmp_path / str(step))
        for cell in (A, B):
            _promoted(library, cell, "old")
        library.pack()
        done: dict[Cell, str] = {}
        with pytest.MonkeyPatch.context() as patched:
            steps = _kill_at(patched, step)
            with suppress(Killed):
                _record_and_pack(library, done)
            is_over = steps() <= step
        _assert_nothing_is_lost(library, done)
        before = {cell: _body(library, cell) for cell in (A, B, C)}
        library.pack()
        assert before == {cell: _body(library, cell) for cell in (A, B, C)}
        assert str(PACK) in _files(library)
        assert not [name for name in _files(library) if ".unpacked" in name]
        step += 1
    assert step > 12
