"""The modules that one cell passes through, from its setup to its line in the results file: what a reader must open."""

import os
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

import entered_modules

CELL = "test_get_issue[unscoped-site]"
"""A cell that works; one with a declared deviation enters `deviations.deviation` as well."""

SUITE = Path("suites") / "endpoints" / "test_jira_platform.py"
CASSETTE = Path("cassettes") / "endpoints" / "jira-platform" / "get-issue" / "unscoped-site.json"

REPLAYED = {
    "exchange.client",
    "model.answer",
    "model.append",
    "model.bounds",
    "model.cell",
    "model.strict_json",
    "model.target",
    "model.url",
    "recording.cassette",
    "recording.interaction",
    "recording.vcrpy",
    "results.fields",
    "results.writer",
    "results.record",
    "suite.cell_run",
    "suite.conclude",
    "suite.hooks",
    "suite.results_plugin",
    "suite.run",
}

RECORDED = (REPLAYED - {"model.strict_json", "recording.interaction", "results.fields"}) | {
    "catalogue.operations",
    "catalogue.written",
    "exchange.transport",
    "exchange.write_guard",
    "live.edge_target",
    "model.account",
    "model.tenant",
    "model.unfinished",
    "model.bounds",
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
    "suite.options",
    "suite.redaction",
    "suite.selection",
}
"""A recording reads no stamp; it sends the request, scrubs and scans the exchange, and redacts the report."""

Entered = Callable[..., set[str]]


@pytest.fixture
def entered(pytester: pytest.Pytester, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> Entered:
    """Run the cell in a copy of the project, in a process of its own, and return the modules that it enters."""
    for folder in (SUITE.parent, CASSETTE.parent):
        copytree(pytestconfig.rootpath / folder, pytester.path / folder)
    modules = pytester.path / "modules.txt"
    monkeypatch.setenv(entered_modules.VARIABLE, str(modules))
    monkeypatch.setenv("PYTHONPATH", str(Path(entered_modules.__file__).parent), prepend=os.pathsep)

    def run(*options: str) -> set[str]:
        arguments = (str(SUITE), "-k", CELL, "-p", "entered_modules", "-p", "no:cacheprovider")
        result = pytester.runpytest_subprocess(*arguments, *options)
        result.assert_outcomes(passed=1, deselected=result.parseoutcomes()["deselected"])
        return set(modules.read_text(encoding="utf-8").split())

    return run


def test_the_modules_of_a_replayed_cell(entered: Entered) -> None:
    """Nothing of the recording, of the redaction or of the options is on the way."""
    assert REPLAYED == entered()


def test_the_modules_of_a_recorded_cell(entered: Entered, pytester: pytest.Pytester) -> None:
    """The cassette is written, so the list is complete."""
    cassette = pytester.path / CASSETTE
    cassette.unlink()
    assert RECORDED == entered("--target=edge", "--record-mode=rewrite")
    assert cassette.is_file()
