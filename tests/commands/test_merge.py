"""`token-conformance merge --by-label`: the results of several sites, from the command line."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from token_conformance.cli import main
from token_conformance.model.outcome import Outcome
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult
from token_conformance.results.sites import read_sites
from token_conformance.results.writer import ResultsWriter

Make = Callable[..., CellResult]


@pytest.fixture
def parts(cell: Make, results: Callable[..., Results], tmp_path: Path) -> list[str]:
    """The files of two sites, which differ in their one cell."""
    for label, outcome in (("emea", Outcome.WORKS), ("apac", Outcome.HIDDEN)):
        run = results(cell(outcome=outcome))
        writer = ResultsWriter(tmp_path / f"{label}.jsonl", replace(run.header, site_label=label))
        writer.write(run.cells[0])
        writer.close()
    return [str(tmp_path / f"{label}.jsonl") for label in ("emea", "apac")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "start"),
    [
        ([], "jira-platform/get-issue/scoped-site: emea ✓ works, apac ✗ hidden\n1 cells"),
        (["--format", "markdown"], "## Sites\n"),
    ],
)
def test_sites_are_put_side_by_side(
    parts: list[str], options: list[str], start: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The cells that differ are printed, and written to a file, with which reports show them."""
    output = tmp_path / "sites.json"
    assert 0 == main(["merge", "--by-label", *parts, "--output", str(output), *options])
    assert capsys.readouterr().out.startswith(start)
    assert ("emea", "apac") == read_sites(output).labels
    folder = tmp_path / "reports"
    assert 0 == main(["report", "--results", parts[0], "--sites", str(output), "--output", str(folder)])
    assert "## Sites" in (folder / "matrix.md").read_text()
    assert '<section id="sites">' in (folder / "matrix.html").read_text()
    assert "Site: emea." in (folder / "matrix.md").read_text()


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["{0}", "{1}", "--output", "{2}"], "{1}: inconsistent: site label apac, but {0} has site label emea; compare"),
        (["{0}", "{1}", "--output", "{2}", "--format", "text"], "--format: is for --by-label; add that, or drop"),
        (["{0}", "{1}", "--output", "{0}", "--by-label"], "--output {0}: is one of the parts, which would be lost; "),
    ],
)
def test_a_mistake_is_one_line(
    parts: list[str], words: list[str], problem: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written, and no part is lost."""
    names = [*parts, str(tmp_path / "out")]
    before = [Path(part).read_bytes() for part in parts]
    assert 2 == main(["merge", *(word.format(*names) for word in words)])
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"token-conformance: {problem.format(*names)}")
    assert before == [Path(part).read_bytes() for part in parts]
    assert not Path(names[2]).exists()
