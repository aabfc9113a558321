"""The modules that one cell passes through, from its setup to its line in the results file: what a reader must open."""

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from shutil import copytree

import pytest

import entered_modules

SUITE = Path("suites") / "endpoints" / "test_jira_platform.py"
CASSETTES = Path("cassettes") / "endpoints" / "jira-platform"
CASSETTE = CASSETTES / "get-issue" / "unscoped-site.json"

REPLAYED = {
    "exchange.client",
    "model.answer",
    "model.cell",
    "model.file",
    "model.strict_json",
    "recording.cassette",
    "recording.interaction",
    "recording.vcrpy",
    "results.record",
    "results.writer",
    "suite.cell_run",
    "suite.conclude",
    "suite.hooks",
    "suite.results_plugin",
    "suite.run",
}

MOST_REPLAYED = 16
"""The most modules that a person should have to open to follow a cell that works or is refused."""

REFUSED = REPLAYED | {"model.outcome"}
KNOWN = REFUSED | {"deviations.deviation", "redaction.logs", "redaction.output", "suite.output"}
DISPOSABLE = REPLAYED | {"suite.disposables", "suite.fixtures"}

CELLS = {
    "test_get_issue[unscoped-site]": REPLAYED,
    "test_get_issue[none-site]": REFUSED,
    "test_get_issue[scoped-site]": KNOWN,
    "test_add_comment[unscoped-site]": DISPOSABLE,
}
"""Cells of each kind with what they enter: one that works, one that is refused, a known deviation, and a change."""

RECORDED = (REPLAYED - {"model.strict_json", "recording.interaction"}) | {
    "catalogue.operations",
    "exchange.reads",
    "exchange.transport",
    "exchange.write_guard",
    "model.bounds",
    "model.on_demand",
    "model.unfinished",
    "model.verdict",
    "recording.contexts",
    "recording.json_body",
    "recording.library",
    "recording.placeholders",
    "recording.scrubbing",
    "recording.urls",
    "recording.values",
    "redaction.layers",
    "redaction.leaks.columns",
    "redaction.leaks.decoding",
    "redaction.leaks.escapes",
    "redaction.leaks.patterns",
    "redaction.leaks.placeholders",
    "redaction.leaks.scan",
    "redaction.leaks.values",
    "redaction.leaks.view",
    "redaction.logs",
    "redaction.redactor",
    "suite.fixtures",
    "suite.redaction",
}
"""A recording reads no stamp; it sends the request, scrubs and scans the exchange, and redacts the report."""

Entered = Callable[..., list[set[str]]]


@pytest.fixture
def entered(pytester: pytest.Pytester, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> Entered:
    """Run cells in a copy of the project, in a process of its own, and return the modules that each of them enters."""
    for folder in (SUITE.parent, CASSETTES):
        copytree(pytestconfig.rootpath / folder, pytester.path / folder)
    modules = pytester.path / "modules.txt"
    monkeypatch.setenv(entered_modules.VARIABLE, str(modules))
    monkeypatch.setenv("PYTHONPATH", str(Path(entered_modules.__file__).parent), prepend=os.pathsep)

    def run(*cells: str, options: Iterable[str] = ()) -> list[set[str]]:
        tests = [f"{SUITE}::{cell}" for cell in cells]
        result = pytester.runpytest_subprocess(*tests, "-p", "entered_modules", "-p", "no:cacheprovider", *options)
        assert result.ret == pytest.ExitCode.OK
        return [set(line.split()) for line in modules.read_text(encoding="utf-8").splitlines()]

    return run


@pytest.mark.parametrize(("kind", "modules"), [("replayed", REPLAYED), ("recorded", RECORDED)])
def test_the_architecture_counts_and_names_them(kind: str, modules: set[str], pytestconfig: pytest.Config) -> None:
    """Each module has its own name there; a recorded cell has those of a replayed one besides its own."""
    text = (pytestconfig.rootpath / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert f"**A {kind} cell: {len(modules)}.**" in text
    part = text.partition("**A replayed cell")[2].partition("\n\n")[0]
    assert [] == [name for name in sorted(modules) if not re.search(rf"\b{name.rpartition('.')[2]}\b", part)]


@pytest.mark.slow
def test_the_modules_of_a_replayed_cell(entered: Entered) -> None:
    """Nothing of the recording or of the options is on the way, and nothing that is the same for all cells of a run."""
    assert dict(zip(CELLS, entered(*CELLS), strict=True)) == CELLS
    assert len(REFUSED) <= MOST_REPLAYED


@pytest.mark.slow
def test_the_modules_of_a_recorded_cell(entered: Entered, pytester: pytest.Pytester) -> None:
    """The cassette is written, so the list is complete. The edge is started and the account read before the cell."""
    cassette = pytester.path / CASSETTE
    cassette.unlink()
    assert [RECORDED] == entered(next(iter(CELLS)), options=["--target=edge", "--record-mode=rewrite"])
    assert cassette.is_file()
