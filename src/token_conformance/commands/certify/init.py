"""`token-conformance certify init`: asks about a product, and writes its first subject file and driver."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from token_conformance.certify.subject.first_subject import first_files
from token_conformance.certify.subject.questions import QUESTIONS, collect_answers
from token_conformance.certify.subject.subject import Ask
from token_conformance.certify.subject.templates import MARK, TEMPLATES, Template
from token_conformance.errors import UserError
from token_conformance.model.text_file import reason_of, replace_text
from token_conformance.redaction.output import ask, say


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Ask about a product, and write its first subject file, with a driver if it needs one. A question that an"
        " option answers is not asked; without a terminal, the options must answer every question that has no default."
        " With --template nothing is asked, and what no option answers is an example in a line that is marked."
    )
    for question in QUESTIONS:
        parser.add_argument(question.option, metavar="TEXT", help=question.prompt.replace("%", "%%"))
    parser.add_argument(
        "--output", type=Path, default=Path(), metavar="FOLDER", help="where to write NAME.toml (default: here)"
    )


def run(arguments: Namespace) -> int:
    """Ask and write; returns the exit status. Raises UserError if an answer is missing, or a file exists."""
    return create(arguments, ask if sys.stdin.isatty() else None)


def create(arguments: Namespace, ask: Ask | None) -> int:
    """Write the files from the options and from the answers of `ask`."""
    answers = collect_answers(vars(arguments), ask)
    files = {arguments.output / name: text for name, text in first_files(answers).items()}
    _write(files)
    for path in files:
        say(f"{path}: written")
    _say_next(arguments.output / answers["name"], TEMPLATES[answers["template"]])
    return 0


def _say_next(folder: Path, template: Template) -> None:
    build = f" Then build the driver: {template.build.format(folder=folder)}." if template.build else ""
    check = f"Then run `token-conformance certify lint {folder}.toml`."
    say(f"Replace the lines that are marked {MARK}.{build} {check}")


def _write(files: Mapping[Path, str]) -> None:
    """Write all files, or none if one of them exists."""
    for path in files:
        if os.path.lexists(path):
            raise UserError(f"{path}: already exists and is not changed; remove it or give another --output")
    for path, text in files.items():
        try:
            if path.parent != next(iter(files)).parent:  # the folder of the drivers
                path.parent.mkdir(exist_ok=True)
            replace_text(path, text)
        except OSError as error:
            raise UserError(f"{path}: cannot be written ({reason_of(error)}); give another --output") from error
