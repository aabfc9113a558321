"""`token-conformance matrix`: replays the cassettes and prints the matrix, or prints that of a results file."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shutil import get_terminal_size

from token_conformance.commands._results.chosen import calls_beside
from token_conformance.commands._results.replay import replay
from token_conformance.redaction.output import publish
from token_conformance.results.file import Results, read


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Replay the cassettes of the suites here, or else of those that this package ships, with the network blocked,"
        " and print the matrix, with counts of the whole catalogue by API. Exit status: 0 printed, 2 usage, or a cell"
        " is not as declared."
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="WORD",
        help="print only the rows with this in their id or operation, such as `watchers` or `catalogue/confluence-v2`,"
        " or, if no endpoint has it, those of the whole catalogue; can be repeated",
    )
    parser.add_argument("--results", type=Path, metavar="FILE", help="print the matrix of this file; replay nothing")


def run(arguments: Namespace) -> int:
    """Print the matrix as wide as the terminal."""
    from token_conformance.report.terminal import only, render  # noqa: PLC0415  # --help does not wait for the tables

    results, width = read(arguments.results) if arguments.results else replay(), get_terminal_size().columns
    if arguments.only:
        publish(only(_with_calls(results, arguments.results, arguments.only), arguments.only, width))
    else:
        publish(render(results, width))
    return 0


def _with_calls(results: Results, file: Path | None, words: Sequence[str]) -> Results:
    """The results, and the committed ones of the calls that have a word which no row of the results has."""
    from token_conformance.report.named_rows import cells_with, lacking  # noqa: PLC0415  # as above

    missing = lacking(results.cells, words)
    calls = calls_beside(file) if missing else None
    return replace(results, cells=(*results.cells, *cells_with(calls.cells, missing))) if calls else results
