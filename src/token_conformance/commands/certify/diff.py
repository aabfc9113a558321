"""`token-conformance certify diff OLD NEW`: what became worse, better or different between two runs."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.commands._parser import add_format
from token_conformance.redaction.output import publish

SAME, WORSE, OTHER_CHANGES = 0, 1, 3
"""The exit statuses: nothing changed, a result became worse, or results changed and none became worse."""

_FORMATS = ("text", "json", "markdown")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Compare two runs of a subject. Exit status: 0 nothing changed, 1 a result became worse, 2 usage, 3 only other"
        " changes."
    )
    what = "the folder of a run, a certificate, or JSON that `certify run` has written"
    parser.add_argument("old", type=Path, metavar="OLD", help=what)
    parser.add_argument("new", type=Path, metavar="NEW", help="the run to compare with OLD, named in the same way")
    add_format(parser, _FORMATS)


def run(arguments: Namespace) -> int:
    """Print the differences; returns the exit status. Raises UserError if one of them cannot be read or compared."""
    from token_conformance.certify.gate.diffs import FORMATS, compare, status_of  # noqa: PLC0415  # help does not wait for the requirements
    from token_conformance.certify.gate.reading import runs_of  # noqa: PLC0415  # for the same reason

    found = compare(runs_of(arguments.old), runs_of(arguments.new))
    publish(FORMATS[arguments.format](found))
    return status_of(found)
