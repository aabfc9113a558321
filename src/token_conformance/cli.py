"""The command `token-conformance`: what a user types beside pytest."""

import sys
from collections.abc import Sequence

from token_conformance import commands
from token_conformance._version import __version__
from token_conformance.commands._parser import USAGE_ERROR, Parser, add_commands
from token_conformance.errors import UserError

COMMANDS = {
    "edge": "run the local model of Atlassian's edge, to be tried with curl or any other program",
    "variables": "print the table of the variables that --target live reads",
    "scopes": "print the scopes to tick when making the scoped tokens for the suites' endpoints",
    "cleanup": "delete what a killed run has made in a live tenant",
    "report": "make the reports, or check that they are not stale",
    "table": "print a table of the matrix, in the markup of your documentation",
    "inject": "renew the tables between markers in your documentation",
    "can-i-use": "whether a call works with a token at a URL form, and what to use instead",
    "diff": "what changed between two results files or git revisions",
    "compare": "what a live run recorded, beside the committed cassettes",
    "merge": "make one results file from those of `pytest suites --shard 1/N`",
    "annotations": "mark what is not as declared in a GitHub pull request",
    "leaks": "find credentials, and the names of real tenants and people, in files",
    "fidelity": "hold the edge against what is publicly known of Atlassian",
    "mutants": "prove that each check of the suites can fail, and fails alone",
    "certify": "find out whether an integration works with API tokens of both kinds, and certify it",
}
"""The commands in the order of the help: each is a module of `token_conformance.commands`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status, which is 2 for a mistake of the user's, told in one line."""
    arguments = _parser().parse_args(argv)
    try:
        status: int = arguments.module.run(arguments)
    except UserError as error:
        sys.stderr.write(f"token-conformance: {error}\n")
        return USAGE_ERROR
    return status


def _parser() -> Parser:
    parser = Parser(prog="token-conformance", description="Which Atlassian API token works at which URL.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    add_commands(parser, commands.__name__, COMMANDS, title="commands", word="COMMAND")
    return parser
