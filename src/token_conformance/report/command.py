"""`token-conformance report`: makes the committed reports again, or says which of them are stale."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.history import History
from token_conformance.report import badge, markdown, result_set
from token_conformance.report.files import check, write
from token_conformance.report.readme import SEVEN_CALLS, with_table
from token_conformance.report.replay import replay
from token_conformance.results import Results, read

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction  # it has no public name

REPORTS = Path("reports")
README = Path("README.md")
HISTORY = "history.jsonl"


def add_parser(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("report", help="make the reports, or check that they are not stale")
    parser.add_argument(
        "--results", type=Path, metavar="FILE", help="a results file; without it, the cassettes are replayed"
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        help=f"where to put the reports instead of {REPORTS}; {README} is then left alone",
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a report is stale")
    parser.set_defaults(func=run)


def run(arguments: Namespace) -> int:
    """Make or check the reports; all of them are made before one is written."""
    results = read(arguments.results) if arguments.results else replay()
    files = _reports(results, arguments.output or REPORTS)
    if arguments.output is None:
        files[README] = with_table(README, markdown.render_table(results, SEVEN_CALLS))
    return check(files, "token-conformance report") if arguments.check else _write(files)


def _reports(results: Results, folder: Path) -> dict[Path, str]:
    return {
        folder / "matrix.md": markdown.render(results),
        folder / "results.json": result_set.render(results),
        folder / "badge.json": badge.as_json(results),
        folder / "badge.svg": badge.as_svg(results),
        folder / HISTORY: History.read(folder / HISTORY).with_results(results.cells).to_text(),
    }


def _write(files: dict[Path, str]) -> int:
    for path, text in files.items():
        write(path, text)
        sys.stdout.write(f"{path}: written\n")
    return 0
