"""`token-conformance annotations`: annotates the cells that are not as declared, each where a reader has to look.

That is the deviation of a cell, or else its test: of the whole catalogue nothing is declared in a file.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from token_conformance.deviations.deviation import DeviationsError
from token_conformance.deviations.loader import Deviations, load
from token_conformance.errors import ProblemsError, UserError
from token_conformance.project import DEVIATIONS, EVERY_CALL_SUITE, RESULTS
from token_conformance.redaction.output import annotate
from token_conformance.report.unexpected import annotation
from token_conformance.report.workflow_command import Place, workflow_command
from token_conformance.results.file import read
from token_conformance.results.record import CellResult

LARGEST = 100
"""The most annotations of cells, endpoints first: GitHub shows fewer for a step, and a rule is about thousands."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = "Print a GitHub workflow command for each cell that is not as declared."
    parser.add_argument(
        "--results", type=Path, metavar="FILE", default=RESULTS, help="a results file (default: %(default)s)"
    )
    parser.add_argument(
        "--deviations",
        type=Path,
        metavar="FILE",
        default=DEVIATIONS,
        help="the file to annotate (default: %(default)s)",
    )


def run(arguments: Namespace) -> int:
    """Print the workflow commands for the cells that are not as declared; the exit status is 0: the run has judged."""
    results = read(arguments.results)
    declared = _deviations(arguments.deviations)
    cells = sorted((one for one in results.cells if not one.verdict.is_as_declared), key=lambda one: bool(one.api))
    place_of = _places(declared, arguments.deviations)
    for cell in cells[:LARGEST]:
        annotate(annotation(cell, place_of(cell)))
    if len(cells) > LARGEST:
        more = f"{len(cells) - LARGEST} more cells are not as declared: {arguments.results} has all"
        annotate(workflow_command("notice", None, "more cells", more))
    return 0


def _places(declared: Deviations, path: Path) -> Callable[[CellResult], Place | None]:
    """A function from a cell to its place: the deviation in the file at `path`, or its test if exactly one is found."""
    from token_conformance.suite.catalogue import mark  # noqa: PLC0415  # --help does not wait for pytest
    from token_conformance.suite.requirement import marks  # noqa: PLC0415  # for the same reason
    from token_conformance.suite.requirement.source_lines import marked_in  # noqa: PLC0415  # for the same reason

    calls = list(marked_in(EVERY_CALL_SUITE, mark.MARK))
    endpoints = list(marked_in(path.parent, marks.MARK))

    def place_of(cell: CellResult) -> Place | None:
        if cell.cell in declared:
            return str(path), declared[cell.cell].line
        name = f"test_{cell.endpoint.rpartition('/')[2].replace('-', '_')}"
        of_endpoint = (one for one in endpoints if (one.text, one.name) == (cell.operation, name))
        found = [one for one in calls if one.text == cell.api] if cell.api else list(of_endpoint)
        return (found[0].file, found[0].line) if len(found) == 1 else None

    return place_of


def _deviations(path: Path) -> Deviations:
    if not path.exists():
        raise UserError(f"{path}: no such file here, and annotations are at its lines; name yours with --deviations")
    try:
        return load(path)
    except DeviationsError as error:
        raise ProblemsError(map(str, error.problems)) from error
