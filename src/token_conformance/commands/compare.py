"""`token-conformance compare [RECORDINGS]`: compares recordings; the exit status says whether a cell differs."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.errors import UserError
from token_conformance.project import CASSETTES, RECORDINGS, here_or_shipped
from token_conformance.recording.comparison import Change, compare, read_all
from token_conformance.recording.library import newest
from token_conformance.redaction.output import publish
from token_conformance.report.comparison.recordings import FORMATS, sources

SAME, DIFFERENT = 0, 1
"""The exit statuses."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Compare the recordings of a live run with the committed cassettes, cell by cell. Exit status: 0 every cell is"
        " the same, 1 a cell differs, is missing or is new, 2 usage."
    )
    parser.add_argument(
        "recordings",
        nargs="?",
        type=Path,
        metavar="RECORDINGS",
        help=f"a folder of cassettes (default: the newest folder in {RECORDINGS})",
    )
    parser.add_argument(
        "--against",
        type=Path,
        metavar="FOLDER",
        help=f"the folder of cassettes to compare with (default: {CASSETTES}, or those that this package ships)",
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: %(default)s")


def run(arguments: Namespace) -> int:
    """Print how the cells compare; returns the exit status."""
    newer: Path = arguments.recordings or _newest()
    against = arguments.against or here_or_shipped(CASSETTES)
    before, after = read_all(against), read_all(newer)
    compared = compare(before, after)
    sides = {str(newer): sources(after.values()), str(against): sources(before.values())}
    publish(FORMATS[arguments.format](compared, sides))
    return SAME if all(one.change is Change.SAME for one in compared) else DIFFERENT


def _newest() -> Path:
    name = newest(Path())
    if name is None:
        raise UserError(f"{RECORDINGS}: has no recordings of a live run; name a folder of cassettes to compare")
    return name
