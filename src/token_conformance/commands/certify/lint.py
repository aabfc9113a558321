"""`token-conformance certify lint`: lists all problems of subject files."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.certify.lines import short_line
from token_conformance.certify.observation.programs import missing
from token_conformance.certify.subject.file import load
from token_conformance.errors import UserError
from token_conformance.redaction.output import say

HAS_PROBLEMS = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = "List all problems of subject files. Exit status: 0 no problem, 1 a problem."
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a subject file, NAME.toml")


def run(arguments: Namespace) -> int:
    """Check all files; returns the exit status."""
    return max([_lint(path) for path in arguments.files])


def _lint(path: Path) -> int:
    try:
        subject = load(path)
        problems = missing(subject)
    except UserError as error:
        for problem in error.problems:
            say(problem)
        return HAS_PROBLEMS
    except Exception as error:  # noqa: BLE001  # the files that are named after this one are checked too
        say(f"{path}: it cannot be checked ({short_line(repr(error))}); name another file")
        return HAS_PROBLEMS
    if problems:
        for problem in problems:
            say(f"{path}: {short_line(problem)}")
        return HAS_PROBLEMS
    say(f"{path}: no problems; {subject.name} has {len(subject.commands)} commands")
    return 0
