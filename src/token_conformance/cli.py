"""The command `token-conformance`: what a user types beside pytest."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import NoReturn

import token_conformance
from token_conformance.can_i_use import command as can_i_use
from token_conformance.commands import annotations, inject, table
from token_conformance.compare import command as compare
from token_conformance.diff import command as diff
from token_conformance.edge import command as edge
from token_conformance.errors import UserError
from token_conformance.fidelity import command as fidelity
from token_conformance.integrations import command as certify
from token_conformance.journal import command as cleanup
from token_conformance.leaks import command as leaks
from token_conformance.live import scopes_command as scopes
from token_conformance.live import variables_command as variables
from token_conformance.mutants import command as mutants
from token_conformance.report import command as report
from token_conformance.sharding import command as merge

USAGE_ERROR = 2

COMMANDS = (
    edge,
    variables,
    scopes,
    cleanup,
    report,
    table,
    inject,
    can_i_use,
    diff,
    compare,
    merge,
    annotations,
    leaks,
    fidelity,
    mutants,
    certify,
)
"""Each module adds one command to the command line, in the order of the help."""


class _Parser(ArgumentParser):
    """A parser that says what is wrong with the command line in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE_ERROR, f"{self.prog}: {message}; see {self.prog} --help\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status, which is 2 for a mistake of the user's, told in one line."""
    arguments = _parser().parse_args(argv)
    try:
        status: int = arguments.func(arguments)
    except UserError as error:
        sys.stderr.write(f"token-conformance: {error}\n")
        return USAGE_ERROR
    return status


def _parser() -> ArgumentParser:
    parser: ArgumentParser = _Parser(
        prog="token-conformance", description="Which Atlassian API token works at which URL."
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {token_conformance.__version__}")
    subparsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_parser(subparsers)
    return parser
