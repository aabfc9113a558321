"""`token-conformance certify lint`: lists all that is wrong with subject files."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.error import UserError

if TYPE_CHECKING:
    from argparse import _SubParsersAction

FAULTY = 1


def add_parser(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the command to the command line."""
    summary = "list all that is wrong with subject files"
    parser = subparsers.add_parser(
        "lint", help=summary, description=f"{summary[0].upper()}{summary[1:]}. Exit status: 0 nothing, 1 something."
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a subject file, NAME.toml")
    parser.set_defaults(func=run)


def run(arguments: Namespace) -> int:
    """Check all files; returns the exit status."""
    return max([_lint(path) for path in arguments.files])


def _lint(path: Path) -> int:
    from token_conformance.certify.subject import file as subject_file  # noqa: PLC0415  # only this command needs it

    try:
        subject = subject_file.load(path)
    except UserError as error:
        sys.stdout.write(f"{error}\n")
        return FAULTY
    sys.stdout.write(f"{path}: nothing is wrong with it; {subject.name} has {len(subject.commands)} commands\n")
    return 0
