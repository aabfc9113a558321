"""The command `token-conformance`, which a user runs in addition to pytest."""

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from token_conformance import commands
from token_conformance._version import __version__
from token_conformance.commands._parser import USAGE_ERROR, Parser, add_commands
from token_conformance.errors import UserError
from token_conformance.model.text_file import reason_of
from token_conformance.redaction.output import complain, complain_of_fault, logs_as_lines, redacting

COMMANDS = {
    "matrix": "replay the recorded cells, with the network blocked, and print the matrix",
    "run": "run the suites with pytest and its options, also where there are no suites",
    "init": "write an own suite to start from: one endpoint, its deviations, settings and a CI file",
    "edge": "run the local model of Atlassian's edge, for use with curl or any other program",
    "variables": "print a table of the variables that --target live reads",
    "discover": "find in your tenant what --target live needs, and print it as lines of a file .env",
    "scopes": "print the least set of scopes for your calls, or for the suites' endpoints, and a link to the form",
    "cleanup": "delete what a killed run has created in a live tenant",
    "report": "write the reports, or check that they are not stale",
    "table": "print a table of the matrix, in the markup of your documentation",
    "inject": "update the tables between markers in your documentation",
    "can-i-use": "say whether a call works with a token at a URL form, and what to use instead",
    "explain": "say why a call failed, from what you paste, and which request tells the causes apart",
    "diagnose": "say what your token is, where it works and why it does not, by a few harmless requests",
    "observe": "ask a site the open questions by GET, and write an evidence file that can be given away",
    "diff": "show what changed between two results files or git revisions",
    "compare": "compare the recordings of a live run with the committed cassettes",
    "merge": "merge the results files of the shards of a run (--shard 1/N) into one",
    "annotations": "annotate the cells that are not as declared in a GitHub pull request",
    "catalogue": "renew the catalogue of operations from Atlassian's OpenAPI documents",
    "leaks": "find credentials, and the names of real tenants and people, in files",
    "fidelity": "compare the edge with the published observations of Atlassian",
    "mutants": "prove that each check of the suites can fail, and fails alone",
    "certify": "find out whether an integration works with API tokens of both kinds, and certify it",
}
"""The commands in the order of the help text; each is a module of `token_conformance.commands`."""

FAULT, INTERRUPTED = 70, 130
"""The exit statuses after a fault of this program, and after Ctrl-C."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit status, which is 2 for an error that the user can correct."""
    _replace_closed_streams()
    gc.disable()  # what is imported for the command stays, so a collection would look at all of it for nothing
    try:
        arguments = _parser().parse_args(argv)
    except KeyboardInterrupt:  # while the command is imported
        return _interrupted()
    finally:
        gc.enable()
    with redacting(), logs_as_lines():
        return _run(arguments)


def _replace_closed_streams() -> None:
    """Open the null device for each stream that the caller has closed (`>&-`): Python has none then.

    Each takes the number that is free, or else the next file that is opened would have that of the output.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  # it stays open to the end


def _run(arguments: Namespace) -> int:
    try:
        status: int = arguments.module.run(arguments)
        sys.stdout.flush()
    except UserError as error:
        for problem in error.problems:
            complain(f"token-conformance: {problem}")
        return USAGE_ERROR
    except OSError as error:
        return _refuse(error)
    except KeyboardInterrupt:
        return _interrupted()
    except Exception as error:  # noqa: BLE001  # a fault of this program, which Python would show as it is
        complain_of_fault(error)
        return FAULT
    return status


def _interrupted() -> int:
    complain("token-conformance: interrupted")
    return INTERRUPTED


def _refuse(error: OSError) -> int:
    """Report an error of the system that no command expects: mostly that the output is closed, or its disk full."""
    name = error.filename or "the output"
    if not error.filename:  # what is still in its buffer would fail again at the end of Python
        with suppress(OSError), Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):  # its reader, such as `head`, has seen enough
        complain(f"token-conformance: {name}: {reason_of(error)}; make room, permit it, or name another")
    return USAGE_ERROR


def _parser() -> Parser:
    parser = Parser(prog="token-conformance", description="Which Atlassian API token works at which URL.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    add_commands(parser, commands.__name__, COMMANDS, title="commands", word="COMMAND")
    return parser


if __name__ == "__main__":
    sys.exit(main())
