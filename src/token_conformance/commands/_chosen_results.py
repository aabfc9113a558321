"""The results that a command speaks of: those named, or the committed ones, or else the replayed cassettes."""

from argparse import ArgumentParser
from pathlib import Path

from token_conformance.project import COMMITTED_RESULTS
from token_conformance.results import Results, read
from token_conformance.suite.replay import replay


def add_results_option(parser: ArgumentParser) -> None:
    """Add the option that names a results file."""
    parser.add_argument(
        "--results",
        type=Path,
        metavar="FILE",
        help=f"a results file (default: {COMMITTED_RESULTS} if there is one, else the cassettes are replayed)",
    )


def chosen(path: Path | None) -> Results:
    """Read the named or the committed results, or replay the cassettes; raises UserError as they do."""
    if path is None and not COMMITTED_RESULTS.is_file():
        return replay()
    return read(path or COMMITTED_RESULTS)
