"""The results of all cassettes, from a new run of the suites."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from token_conformance.errors import ReportError
from token_conformance.live.variables import PREFIX
from token_conformance.project import EVERY_CALL_SUITE, RESULTS
from token_conformance.results.file import Results, read


def replay(*, with_catalogue: bool = False) -> Results:
    """Replay every cell of the suites here, or else of the shipped ones; the whole catalogue here on request.

    Raises UserError if they do not pass: a report would be wrong.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder) / RESULTS
        _run_suites(file, [str(EVERY_CALL_SUITE)] if with_catalogue and EVERY_CALL_SUITE.is_dir() else [])
        return read(file)


def _run_suites(file: Path, more: list[str]) -> None:
    from token_conformance.suite.shipped import arguments  # noqa: PLC0415  # imports pytest, which --help does not need

    options = ["-q", "-p", "no:cacheprovider", "--results", str(file)]
    command = [sys.executable, "-m", "pytest", *arguments(), *more, *options]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}  # no tokens
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # our own
    if run.returncode != 0:
        last = (run.stdout + run.stderr).strip().rpartition("\n")[2]
        raise ReportError(f"the replay failed ({last}); run `token-conformance run` and correct what it reports")
