"""Any packed file is read, or its cells end in one line each; what was recorded beside it is never lost."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import pytest
from hypothesis import strategies as st
from vcr.persisters.filesystem import CassetteNotFoundError

import mutations
from factories import RECORDED, make_cassette, make_cell
from properties import given
from token_conformance.errors import ProblemsError
from token_conformance.model.cell import Endpoint, Product
from token_conformance.model.outcome import Outcome
from token_conformance.recording.cassette import Stamp
from token_conformance.recording.comparison import read_all
from token_conformance.recording.library import Library
from token_conformance.recording.pack import Pack, entry_of
from token_conformance.recording.vcrpy import Persister

NAME = Library(Path()).folder / "catalogue" / "confluence-v2.json"
CELLS = [
    make_cell(column, Endpoint(Product.CONFLUENCE, "get-pages", "GET /wiki/api/v2/pages", api="confluence-v2"))
    for column in ("none-site", "scoped-site", "unscoped-site")
]
DOCUMENTS = {cell.id: make_cassette(Stamp(cell.id, Outcome.RECOGNISED, RECORDED)) for cell in CELLS}


@st.composite
def hostile_packs(draw: st.DrawFn) -> mutations.Example:
    """A packed file that was changed in the values of a cell, in its lines or in its bytes."""
    entries = {cell: entry_of(document).encode() for cell, document in DOCUMENTS.items()}
    chosen = draw(st.sampled_from(sorted(entries)))
    parts = {"metadata": DOCUMENTS[chosen]["metadata"], **DOCUMENTS[chosen]["interactions"][0]}
    if draw(st.booleans()):
        entries[chosen] = mutations.mutated_json(draw, parts).encode("utf-8", "surrogatepass")
    lines = Pack(NAME).with_entries(entries).decode("utf-8", "surrogatepass").split("\n")
    text = mutations.mutated_lines(draw, lines, lambda _, line: line[: len(line) // 2])
    return mutations.mutated_bytes(draw, text.encode("utf-8", "surrogatepass"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The cassettes of a folder in which each example writes the packed file."""
    return Library(tmp_path_factory.mktemp("hostile-packs"))


@given(example=hostile_packs())
def test_any_packed_file_is_read_or_refused(
    one_line: Callable[..., AbstractContextManager[None]], library: Library, example: mutations.Example
) -> None:
    """Each cell is loaded or has one line, `compare` reads or refuses the file, and a recording is packed or kept."""
    pack = library.root / NAME
    pack.parent.mkdir(parents=True, exist_ok=True)
    pack.write_bytes(example.content)
    for cell in CELLS:
        persister = Persister(library, cell)
        with one_line(), suppress(CassetteNotFoundError):
            persister.load_cassette("ignored", None)
        assert persister.problem is None or (persister.problem.isprintable() and len(persister.problem) < 1_000)
    with one_line():
        read_all(library.root / library.folder)
    _assert_a_recording_is_packed_or_kept(library)


def _assert_a_recording_is_packed_or_kept(library: Library) -> None:
    recording = (library.root / NAME).with_suffix(".unpacked") / "get-pages.none-site.json"
    recording.parent.mkdir(exist_ok=True)
    recording.write_text(entry_of(DOCUMENTS[CELLS[0].id]))
    with suppress(ProblemsError):
        library.pack()
    loading = Persister(library, CELLS[0])
    assert loading.load_cassette("ignored", None)
    recording.unlink(missing_ok=True)
