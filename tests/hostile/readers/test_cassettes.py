"""Any cassette is replayed, or its cell ends in one line: no error of another kind leaves the run of the cell."""

import inspect
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

import mutations
from properties import given
from token_conformance.exchange.client import Exchange
from token_conformance.model.cell import Cell
from token_conformance.model.target import CASSETTES
from token_conformance.model.tenant import PLACEHOLDER_TENANT
from token_conformance.model.verdict import Verdict
from token_conformance.recording.comparison import read_all
from token_conformance.recording.library import Library
from token_conformance.recording.vcrpy import Persister, Playback
from token_conformance.results.record import CellResult
from token_conformance.suite.cell_run import CellRun, Replay
from token_conformance.suite.collection import Suites, cells_of
from token_conformance.suite.conclude import Conclusion
from token_conformance.suite.session import ReplaySession

PROJECT = Path(__file__).parents[3]
REQUIREMENTS = {
    endpoint: test
    for endpoint, test in Suites(PROJECT / "suites" / "endpoints", Path()).requirements.items()
    if set(inspect.signature(test).parameters) <= {"send", "tenant"}
}
CELLS = [cell for endpoint in REQUIREMENTS for cell in cells_of(endpoint)]
COMMITTED = Library(PROJECT)
PLAYBACK = Playback()
SESSION = ReplaySession(Exchange(CASSETTES, transport=PLAYBACK))


@st.composite
def hostile_cassettes(draw: st.DrawFn) -> tuple[Cell, mutations.Example]:
    """A committed cassette that was changed in its values or its bytes, with the cell that replays it."""
    cell = draw(st.sampled_from(CELLS))
    document: dict[str, Any] = json.loads((PROJECT / COMMITTED.place_of(cell).name).read_text())
    text = mutations.mutated_json(draw, document)
    return cell, mutations.mutated_bytes(draw, text.encode("utf-8", "surrogatepass"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The cassettes of a folder in which each example writes one."""
    return Library(tmp_path_factory.mktemp("hostile-cassettes"))


def _concluded(library: Library, cell: Cell, content: bytes) -> Conclusion:
    """The conclusion of a cell whose cassette has this content, as the plugin makes it."""
    path = library.root / library.place_of(cell).name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    cell_run = CellRun(cell, None, Replay(Persister(library, cell)))
    error = _error_of(cell_run)
    path.unlink()
    conclusion = cell_run.conclude(error)
    assert conclusion is not None, f"the test of the cell is said to be wrong: {error!r}"
    return conclusion


def _error_of(cell_run: CellRun) -> Exception | None:
    assert isinstance(cell_run.mode, Replay)
    PLAYBACK.insert(cell_run.mode.cassette)
    caller = PLACEHOLDER_TENANT.account_id
    cell_run.session = SESSION
    fixtures = {"send": cell_run.connect(), "tenant": PLACEHOLDER_TENANT, "caller": caller}
    requirement = REQUIREMENTS[cell_run.cell.endpoint]
    wanted = {name: fixtures[name] for name in inspect.signature(requirement).parameters}
    try:
        requirement(**wanted)
    except Exception as error:  # noqa: BLE001  # as the plugin does
        return error
    return None


@given(example=hostile_cassettes())
def test_any_cassette_ends_in_a_result(
    one_line: Callable[..., AbstractContextManager[None]], library: Library, example: tuple[Cell, mutations.Example]
) -> None:
    """A cell that is not judged has one line, and the line of results can be written and read again."""
    cell, cassette = example
    with one_line():
        conclusion = _concluded(library, cell, cassette.content)
        line = conclusion.result.to_json()
        line.encode()
        assert conclusion.result == CellResult.from_json(line)
        if conclusion.result.verdict is Verdict.ERROR:
            assert conclusion.message.isprintable()
            assert len(conclusion.message) < 1_000


@given(example=hostile_cassettes())
def test_any_cassette_is_compared_or_refused(
    one_line: Callable[..., AbstractContextManager[None]],
    tmp_path_factory: pytest.TempPathFactory,
    example: tuple[Cell, mutations.Example],
) -> None:
    """`compare` reads a whole folder of them."""
    cell, cassette = example
    folder = tmp_path_factory.getbasetemp() / "compared"
    path = folder / "endpoints" / f"{cell.id}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(cassette.content)
    try:
        with one_line():
            read_all(folder)
    finally:
        path.unlink()
