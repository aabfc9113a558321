"""`token-conformance compare [RECORDINGS]`: the exit status says whether anything differs."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.error import UserError
from token_conformance.recording.comparison import Change, compare, read_all
from token_conformance.recording.library import COMMITTED, RECORDINGS
from token_conformance.recording.run_folder import newest
from token_conformance.report.recording_differences import FORMATS, sources

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction  # it has no public name

SAME, DIFFERENT = 0, 1
"""The exit statuses."""


def add_parser(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "compare",
        help="what a live run recorded, beside the committed cassettes",
        description="Exit status: 0 every cell is the same, 1 a cell differs, is missing or is new, 2 usage.",
    )
    parser.add_argument(
        "recordings",
        nargs="?",
        type=Path,
        metavar="RECORDINGS",
        help=f"a folder of cassettes; by default the newest below {RECORDINGS}",
    )
    parser.add_argument(
        "--against", type=Path, metavar="FOLDER", default=COMMITTED, help="a folder of cassettes (default: %(default)s)"
    )
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.set_defaults(func=run)


def run(arguments: Namespace) -> int:
    """Show how the cells compare; returns the exit status."""
    newer: Path = arguments.recordings or _newest()
    before, after = read_all(arguments.against), read_all(newer)
    compared = compare(before, after)
    sides = {str(newer): sources(after.values()), str(arguments.against): sources(before.values())}
    sys.stdout.write(FORMATS[arguments.format](compared, sides) + "\n")
    return SAME if all(one.change is Change.SAME for one in compared) else DIFFERENT


def _newest() -> Path:
    name = newest(Path())
    if name is None:
        raise UserError(f"{RECORDINGS}: no live run has recorded here; name a folder of cassettes to compare")
    return name
