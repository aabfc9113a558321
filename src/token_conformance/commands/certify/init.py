"""`token-conformance certify init`: writes the first subject file of a product."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.certify.subject.first_subject import QUESTIONS, Ask, collect_answers, first_subject
from token_conformance.errors import UserError


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Write a first subject file for a product, by asking. What an option answers is not asked; without a terminal,"
        " nothing is asked at all."
    )
    for question in QUESTIONS:
        parser.add_argument(question.option, metavar="TEXT", help=question.prompt.replace("%", "%%"))
    parser.add_argument(
        "--output", type=Path, default=Path(), metavar="FOLDER", help="where to write NAME.toml (default: here)"
    )


def run(arguments: Namespace) -> int:
    """Ask and write; returns the exit status. Raises UserError where an answer is missing, or the file is there."""
    return create(arguments, input if sys.stdin.isatty() else None)


def create(arguments: Namespace, ask: Ask | None) -> int:
    """Write the file from the options and from what `ask` answers."""
    known = collect_answers(vars(arguments), ask)
    path = arguments.output / f"{known['name']}.toml"
    _write(path, first_subject(known))
    sys.stdout.write(f"{path}: written; correct it, then run `token-conformance certify lint {path}`\n")
    return 0


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UserError(f"{path}: is there already and is left alone; remove it or give another --output") from None
    except OSError as error:
        raise UserError(f"{path}: cannot be written ({error.strerror}); give another --output") from error
