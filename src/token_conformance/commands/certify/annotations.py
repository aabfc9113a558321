"""`token-conformance certify annotations`: marks what is not as expected at its line of the file of expectations."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.redaction.output import annotate


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Print a GitHub workflow command for each result that is not as expected; without expectations, for each that"
        " fails or warns."
    )
    parser.add_argument(
        "results", type=Path, metavar="FILE", help="the JSON that `certify run --write FILE.json` has written"
    )


def run(arguments: Namespace) -> int:
    """Print the workflow commands; the exit status is 0, because the run has judged. Raises UserError."""
    from token_conformance.certify.gate.annotations import annotations  # noqa: PLC0415  # help does not wait for the requirements
    from token_conformance.certify.gate.reading import read_results  # noqa: PLC0415  # for the same reason

    for one in read_results(arguments.results):
        for command in annotations(one):
            annotate(command)
    return 0
