"""The results that a command speaks of: those named, or the committed ones, or else the replayed cassettes."""

from argparse import ArgumentParser
from pathlib import Path

from token_conformance.report.replay import replay
from token_conformance.results import Results, read

COMMITTED = Path("reports/results.json")


def add_results_option(parser: ArgumentParser) -> None:
    """Add the option that names a results file."""
    parser.add_argument(
        "--results",
        type=Path,
        metavar="FILE",
        help=f"a results file (default: {COMMITTED} if there is one, else the cassettes are replayed)",
    )


def chosen(path: Path | None) -> Results:
    """Read the named or the committed results, or replay the cassettes; raises UserError as they do."""
    if path is None and not COMMITTED.is_file():
        return replay()
    return read(path or COMMITTED)
