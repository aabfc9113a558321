"""`token-conformance cleanup`: delete what a killed run has left in a tenant."""

from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.errors import JournalError
from token_conformance.model.file import is_blank
from token_conformance.model.text_file import read_text
from token_conformance.project import JOURNAL
from token_conformance.redaction.output import complain, say

if TYPE_CHECKING:
    from token_conformance.exchange.client import Exchange

LEFT = 1
"""The exit status if something is left, or may still exist."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Delete what a killed run has created in a live tenant: only what the journal lists and has the title that the"
        " run gave it, with the settings of --target live. Exit status: 0 nothing is left, 1 something is left or may"
        " still exist, 2 usage."
    )
    parser.add_argument(
        "--journal", type=Path, metavar="FILE", default=JOURNAL, help="the journal (default: %(default)s)"
    )


def run(arguments: Namespace) -> int:
    """Delete what the journal lists; returns the exit status. Raises UserError for a wrong journal or setting."""
    from token_conformance.exchange.cleanup import clean_up  # noqa: PLC0415  # --help and mistakes do not wait for it
    from token_conformance.exchange.journal import Journal  # noqa: PLC0415  # for the same reason
    from token_conformance.exchange.journal_file import only_run  # noqa: PLC0415  # for the same reason

    path: Path = arguments.journal
    if not path.exists():
        say(f"{path}: does not exist, so no run in this folder has left anything")
        return 0
    if is_blank(read_text(path, "name a journal of a run", JournalError, may_be_empty=True)):
        say(f"{path}: is empty, so it names nothing that a run has left; remove it")
        return 0
    try:
        with only_run(path), ExitStack() as opened:
            left = clean_up(Journal(path), lambda: opened.enter_context(_exchange()), say)
    except KeyboardInterrupt:
        left = ["interrupted; run it again"]
    for line in left:
        complain(f"token-conformance cleanup: {line}")
    say(f"{path}: {len(left)} left" if left else f"{path}: nothing is left, so it was removed")
    return LEFT if left else 0


def _exchange() -> "Exchange":
    """An exchange with the site of the settings; it needs no cloud id, because nothing is deleted at the gateway."""
    from token_conformance.exchange.client import Exchange  # noqa: PLC0415  # for the same reason
    from token_conformance.live.cloud_id import Identity  # noqa: PLC0415  # for the same reason
    from token_conformance.live.settings import load  # noqa: PLC0415  # for the same reason

    settings = load(Path.cwd())
    settings.require_writer()
    return Exchange(settings.target(Identity()))
