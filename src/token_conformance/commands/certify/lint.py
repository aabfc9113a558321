"""`token-conformance certify lint`: lists all that is wrong with subject files."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.certify.subject.file import load
from token_conformance.errors import UserError

FAULTY = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = "List all that is wrong with subject files. Exit status: 0 nothing, 1 something."
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a subject file, NAME.toml")


def run(arguments: Namespace) -> int:
    """Check all files; returns the exit status."""
    return max([_lint(path) for path in arguments.files])


def _lint(path: Path) -> int:
    try:
        subject = load(path)
    except UserError as error:
        sys.stdout.write(f"{error}\n")
        return FAULTY
    sys.stdout.write(f"{path}: nothing is wrong with it; {subject.name} has {len(subject.commands)} commands\n")
    return 0
