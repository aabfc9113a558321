"""The results that a command reads: from a file, from a git revision, the committed results, or from a replay."""

import os
import re
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path

from token_conformance.commands._results.replay import replay
from token_conformance.errors import ResultsError
from token_conformance.model.checkout import ask_git
from token_conformance.project import COMMITTED_RESULTS, EVERY_CALL, RECORDINGS, RESULTS, here_or_shipped
from token_conformance.results.file import Results, parse_results, read

_REVISION = re.compile(r"[\w@][\w@./~^{}+#=,-]{0,249}")
"""A git revision such as `v1.0`, `origin/main~2` or `main@{1}`: never an option, and never a revision with a path."""


def add_results_option(parser: ArgumentParser) -> None:
    """Add the option that names a results file."""
    parser.add_argument(
        "--results",
        type=Path,
        metavar="FILE",
        help=f"a results file (default: {COMMITTED_RESULTS} if there is one, else the cassettes are replayed; in a"
        " folder without suites, the results that this package ships)",
    )


def chosen(path: Path | None) -> Results:
    """Read the named, the committed or the shipped results, or else replay; raises UserError if this fails.

    Committed results have those of the whole catalogue too, also if they are named.
    """
    if path is not None:
        return _with_catalogue(path)
    committed = here_or_shipped(COMMITTED_RESULTS)
    return _with_catalogue(committed) if committed.is_file() else replay()


def load(name: str) -> Results:
    """Read the results of a file, a folder or a git revision; raises ResultsError for any other name.

    In a folder without suites, the file of committed results that is not there is the shipped one.
    """
    if name == COMMITTED_RESULTS.as_posix():
        path = here_or_shipped(COMMITTED_RESULTS)
        if not path.exists():
            raise ResultsError(f"{name}: does not exist; make it with `token-conformance report`")
        return _with_catalogue(path)
    if os.path.isdir(name):  # noqa: PTH112  # that of Path raises OSError for a name that is too long for a file
        return _in_folder(Path(name))
    if os.path.exists(name):  # noqa: PTH110  # for the same reason
        return read(Path(name))
    results = parse_results(_committed(name), f"{name}:{COMMITTED_RESULTS}")
    calls = _in_revision(name, EVERY_CALL)
    return results if calls is None else _joined(results, parse_results(calls, f"{name}:{EVERY_CALL}"))


def _in_folder(folder: Path) -> Results:
    """The results of the live run that was recorded to a folder, or of the reports in it."""
    for name in (RESULTS, COMMITTED_RESULTS.name):
        if (folder / name).is_file():
            return _with_catalogue(folder / name)
    raise ResultsError(
        f"{folder}: is a folder without {RESULTS} or {COMMITTED_RESULTS.name}; name the folder of a live run below"
        f" {RECORDINGS}, or compare folders of cassettes with `token-conformance compare {folder} --against FOLDER`"
    )


def _committed(revision: str) -> str:
    remedy = "name a results file, the folder of a live run, or a git revision in a checkout that has one"
    if not _REVISION.fullmatch(revision):
        raise ResultsError(f"{_shown(revision)}: is not a git revision; {remedy}")
    content = _in_revision(revision, COMMITTED_RESULTS)
    if content is None:
        raise ResultsError(f"{revision}: no such file, and no git revision with {COMMITTED_RESULTS}; {remedy}")
    return content


def _in_revision(revision: str, path: Path) -> str | None:
    content = ask_git("cat-file", "blob", f"{revision}:{path.as_posix()}")
    return None if content is None else content.decode("utf-8", "replace")


def _with_catalogue(path: Path) -> Results:
    """The results of a file, with those of the whole catalogue that are committed beside it."""
    calls = calls_beside(path)
    return read(path) if calls is None else _joined(read(path), calls)


def calls_beside(path: Path | None) -> Results | None:
    """The results of the whole catalogue that are committed beside a file, or in this project, or else are shipped.

    None if there are none; a file of another name than that of committed results has none beside it.
    """
    committed = here_or_shipped(COMMITTED_RESULTS) if path is None else path
    beside = committed.with_name(EVERY_CALL.name)
    return read(beside) if committed.name == COMMITTED_RESULTS.name and beside.is_file() else None


def _joined(results: Results, calls: Results) -> Results:
    """The results of both, with the header of the first."""
    return replace(results, cells=results.cells + calls.cells)


def _shown(name: str) -> str:
    """A name as one printable line."""
    return name if name.isprintable() else repr(name)
