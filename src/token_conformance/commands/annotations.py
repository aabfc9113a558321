"""`token-conformance annotations`: annotates the lines of the deviations file with the cells that differ from it."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.deviations.deviation import DeviationsError
from token_conformance.deviations.loader import Deviations, load
from token_conformance.errors import ProblemsError, UserError
from token_conformance.project import DEVIATIONS, RESULTS
from token_conformance.redaction.output import annotate
from token_conformance.report.unexpected import annotation
from token_conformance.report.workflow_command import workflow_command
from token_conformance.results.file import read

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
    for cell in cells[:LARGEST]:
        annotate(annotation(cell, declared, arguments.deviations))
    if len(cells) > LARGEST:
        more = f"{len(cells) - LARGEST} more cells are not as declared: {arguments.results} has all"
        annotate(workflow_command("notice", str(arguments.deviations), 1, "more cells", more))
    return 0


def _deviations(path: Path) -> Deviations:
    if not path.exists():
        raise UserError(f"{path}: no such file here, and annotations are at its lines; name yours with --deviations")
    try:
        return load(path)
    except DeviationsError as error:
        raise ProblemsError(map(str, error.problems)) from error
