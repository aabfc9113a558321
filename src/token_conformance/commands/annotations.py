"""`token-conformance annotations`: what a run found, as marks on the lines of the deviations file."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.deviations import Deviations, DeviationsError, load
from token_conformance.report.annotations import annotation
from token_conformance.report.error import ReportError
from token_conformance.report.unexpected import DEVIATIONS
from token_conformance.results import read

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction  # it has no public name


def add_parser(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("annotations", help="mark what is not as declared in a GitHub pull request")
    parser.add_argument("--results", type=Path, metavar="FILE", default=Path("results.jsonl"))
    parser.add_argument("--deviations", type=Path, metavar="FILE", default=Path(DEVIATIONS))
    parser.set_defaults(func=run)


def run(arguments: Namespace) -> int:
    """Print one command per cell that is not as declared; the exit status is 0: the run itself judges."""
    results = read(arguments.results)
    declared = _deviations(arguments.deviations)
    for cell in results.cells:
        if not cell.verdict.is_as_declared:
            sys.stdout.write(annotation(cell, declared, arguments.deviations) + "\n")
    return 0


def _deviations(path: Path) -> Deviations:
    try:
        return load(path)
    except DeviationsError as error:
        raise ReportError(str(error)) from error
