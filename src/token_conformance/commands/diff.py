"""`token-conformance diff A B`: compares results; the exit status says whether a cell got worse."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from token_conformance.commands._results.chosen import load
from token_conformance.model.cell import Product
from token_conformance.project import HISTORY, here_or_shipped
from token_conformance.redaction.output import publish
from token_conformance.report.comparison.results import FORMATS
from token_conformance.report.wrapping import terminal_width, wrap_document
from token_conformance.results.difference import Change, Difference, differences
from token_conformance.results.file import Results
from token_conformance.results.history import History
from token_conformance.results.record import CellResult

SAME, REGRESSED, OTHER_CHANGES = 0, 1, 3
"""The exit statuses: nothing that was sent changed, a cell got worse, or cells changed and none of them got worse."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Compare two runs, cell by cell, and print what changed. Exit status: 0 nothing changed, or cells were not sent"
        " on purpose, 1 a cell regressed or is gone, 2 usage, 3 only other changes."
    )
    parser.add_argument("before", metavar="A", help="a results file, the folder of a live run, or a git revision")
    parser.add_argument("after", metavar="B", help="the results to compare with A, named in the same way")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: %(default)s")


def run(arguments: Namespace) -> int:
    """Print the differences; returns the exit status."""
    before, after = load(arguments.before), load(arguments.after)
    changes = differences(_compared(before, after), after.cells, _absent(before, after))
    history = History.read(here_or_shipped(HISTORY))
    shown = FORMATS[arguments.format](changes, after, history)
    publish(wrap_document(shown, terminal_width()) if arguments.format == "text" else shown)
    return status(changes)


def _compared(before: Results, after: Results) -> Sequence[CellResult]:
    """The cells of the earlier run, without the calls of the catalogue that the sample of the later run left out."""
    if after.header.sample is None:
        return before.cells
    sampled = {cell.endpoint for cell in after.cells}
    return [cell for cell in before.cells if not cell.api or cell.endpoint in sampled]


def _absent(before: Results, after: Results) -> set[Product]:
    """The products that the later run left out: only a run on a live tenant does, if their settings are not set."""
    if after.header.target != "live":
        return set()
    return {cell.product for cell in before.cells} - {cell.product for cell in after.cells}


def status(changes: list[Difference]) -> int:
    """The exit status for a list of differences."""
    if all(difference.change is Change.NOT_SENT for difference in changes):
        return SAME
    is_worse = any(difference.change in {Change.REGRESSED, Change.GONE} for difference in changes)
    return REGRESSED if is_worse else OTHER_CHANGES
