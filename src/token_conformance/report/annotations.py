"""`token-conformance annotations`: what a run found, as marks on the lines of the deviations file.

The output is GitHub's workflow commands: printed in a job, they appear in the pull request at the line that declares
(or does not yet declare) what the cell does.
"""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.deviations import Deviations, DeviationsError, load
from token_conformance.report.error import ReportError
from token_conformance.report.undeclared import DEVIATIONS, comparison
from token_conformance.results import CellResult, Verdict, read

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction  # it has no public name

_LEVELS = {Verdict.IMPROVED: "warning", Verdict.INCONCLUSIVE: "notice", Verdict.NOT_OBSERVED: "notice"}
"""Every other verdict that is not as declared is an error."""


def add_parser(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("annotations", help="mark what is not as declared in a GitHub pull request")
    parser.add_argument("--results", type=Path, metavar="FILE", default=Path("results.jsonl"))
    parser.add_argument("--deviations", type=Path, metavar="FILE", default=Path(DEVIATIONS))
    parser.set_defaults(func=run)


def run(arguments: Namespace) -> int:
    """Print a command a cell that is not as declared; the exit status is 0, for judging is the run's."""
    results = read(arguments.results)
    declared = _deviations(arguments.deviations)
    for cell in results.cells:
        if not cell.verdict.is_as_declared:
            sys.stdout.write(annotation(cell, declared, arguments.deviations) + "\n")
    return 0


def annotation(cell: CellResult, declared: Deviations, path: Path) -> str:
    """The workflow command for one cell, at the line of its deviation, or at the top where there is none."""
    line = declared[cell.cell].line if cell.cell in declared else 1
    level = _LEVELS.get(cell.verdict, "error")
    place = f"file={_property(str(path))},line={line},title={_property(f'{cell.verdict}: {cell.cell}')}"
    return f"::{level} {place}::{_data(comparison(cell))}"


def _deviations(path: Path) -> Deviations:
    try:
        return load(path)
    except DeviationsError as error:
        raise ReportError(str(error)) from error


def _data(text: str) -> str:
    """Escape a message as GitHub's runner reads it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a value between commas and colons."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
