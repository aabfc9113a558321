"""Where the two sides of a diff come from: results files, or git revisions that hold the committed results."""

import subprocess
from pathlib import Path

from token_conformance.errors import ResultsError
from token_conformance.project import COMMITTED_RESULTS
from token_conformance.results import Results, parse, read


def load(name: str) -> Results:
    """The results of a file or else of a git revision; raises ResultsError where it is neither."""
    return read(Path(name)) if Path(name).exists() else parse(_committed(name), f"{name}:{COMMITTED_RESULTS}")


def _committed(revision: str) -> str:
    remedy = "name a results file, or a git revision in a checkout that holds one"
    if revision.startswith("-"):
        raise ResultsError(f"{revision}: is no revision; {remedy}")
    try:
        shown = subprocess.run(  # noqa: S603  # git, with a revision that is no option
            ["git", "show", f"{revision}:{COMMITTED_RESULTS}"],  # noqa: S607  # the git of the user's PATH
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise ResultsError(
            f"{revision}: no such file, and no git revision that holds {COMMITTED_RESULTS}; {remedy}"
        ) from error
    return shown.stdout
