"""The results that a command reads: from a file, from a git revision, the committed results, or from a replay."""

import subprocess
from argparse import ArgumentParser
from pathlib import Path

from token_conformance.errors import ResultsError
from token_conformance.project import COMMITTED_RESULTS
from token_conformance.results.file import Results, parse_results, read
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
    """Read the named or the committed results, or else replay the cassettes; raises UserError if this fails."""
    if path is None and not COMMITTED_RESULTS.is_file():
        return replay()
    return read(path or COMMITTED_RESULTS)


def load(name: str) -> Results:
    """Read the results of a file, or else of a git revision; raises ResultsError if `name` is neither."""
    return read(Path(name)) if Path(name).exists() else parse_results(_committed(name), f"{name}:{COMMITTED_RESULTS}")


def _committed(revision: str) -> str:
    remedy = "name a results file, or a git revision in a checkout that has one"
    if revision.startswith("-"):
        raise ResultsError(f"{revision}: is not a git revision; {remedy}")
    try:
        shown = subprocess.run(  # noqa: S603  # git, with a revision that cannot be an option
            ["git", "show", f"{revision}:{COMMITTED_RESULTS}"],  # noqa: S607  # the git of the user's PATH
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise ResultsError(
            f"{revision}: no such file, and no git revision with {COMMITTED_RESULTS}; {remedy}"
        ) from error
    return shown.stdout
