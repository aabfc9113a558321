"""`token-conformance certify init`: asks about a product, and writes its first subject file."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.certify.subject.first_subject import QUESTIONS, collect_answers, first_subject
from token_conformance.certify.subject.subject import Ask
from token_conformance.errors import UserError
from token_conformance.model.text_file import reason_of, replace_text
from token_conformance.redaction.output import ask, say


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Ask about a product, and write its first subject file. A question that an option answers is not asked; without"
        " a terminal, the options must answer every question that has no default."
    )
    for question in QUESTIONS:
        parser.add_argument(question.option, metavar="TEXT", help=question.prompt.replace("%", "%%"))
    parser.add_argument(
        "--output", type=Path, default=Path(), metavar="FOLDER", help="where to write NAME.toml (default: here)"
    )


def run(arguments: Namespace) -> int:
    """Ask and write; returns the exit status. Raises UserError if an answer is missing, or the file exists."""
    return create(arguments, ask if sys.stdin.isatty() else None)


def create(arguments: Namespace, ask: Ask | None) -> int:
    """Write the file from the options and from the answers of `ask`."""
    answers = collect_answers(vars(arguments), ask)
    path = arguments.output / f"{answers['name']}.toml"
    _write(path, first_subject(answers))
    say(f"{path}: written; correct it, then run `token-conformance certify lint {path}`")
    return 0


def _write(path: Path, text: str) -> None:
    try:
        if path.exists():
            raise UserError(f"{path}: already exists and is not changed; remove it or give another --output")
        replace_text(path, text)
    except OSError as error:
        raise UserError(f"{path}: cannot be written ({reason_of(error)}); give another --output") from error
