"""The command `token-conformance`: what a user types beside pytest."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import NoReturn

import token_conformance
from token_conformance.edge import command as edge
from token_conformance.report import command as report
from token_conformance.report.error import ReportError
from token_conformance.results import ResultsError

USAGE_ERROR = 2


class _Parser(ArgumentParser):
    """A parser that says what is wrong with the command line in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE_ERROR, f"{self.prog}: {message}; see {self.prog} --help\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status, which is 2 for a mistake of the user's, told in one line."""
    arguments = _parser().parse_args(argv)
    try:
        status: int = arguments.func(arguments)
    except (ReportError, ResultsError) as error:
        sys.stderr.write(f"token-conformance: {error}\n")
        return USAGE_ERROR
    return status


def _parser() -> ArgumentParser:
    parser: ArgumentParser = _Parser(
        prog="token-conformance", description="Which Atlassian API token works at which URL."
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {token_conformance.__version__}")
    subparsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    edge.add_parser(subparsers)
    report.add_parser(subparsers)
    return parser
