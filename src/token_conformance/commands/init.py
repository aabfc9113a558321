"""`token-conformance init`: writes an own suite to start from; asks nothing, and overwrites nothing."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from token_conformance.errors import UserError
from token_conformance.model.text_file import reason_of, replace_text
from token_conformance.project import SUITES
from token_conformance.redaction.output import say

_CONFIGURATIONS = {
    "pytest.toml": "",
    ".pytest.toml": "",
    ".pytest.ini": "",
    "pyproject.toml": "[tool.pytest",
    "tox.ini": "[pytest]",
    "setup.cfg": "[tool:pytest]",
}
"""The files in which pytest can be configured, and what such a file contains. The pytest.ini would replace each."""

_REMEDY = "name a folder of its own, such as `token-conformance init conformance`"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Write an own suite to start from: a test of one endpoint, its deviations, the settings of a live run, the"
        " configuration of pytest, and a workflow for GitHub Actions. Nothing is asked, and no file is changed. Exit"
        " status: 0 written, 2 usage, or a file is there already."
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(), metavar="FOLDER", help="where to write (default: here)"
    )


def run(arguments: Namespace) -> int:
    """Write the files and say the next two commands."""
    from token_conformance.suite.example import GITIGNORE, example_files  # noqa: PLC0415  # --help does not wait for it

    folder: Path = arguments.folder
    files = example_files(folder)
    kept = folder / GITIGNORE
    ignored = files.pop(kept).split() if os.path.lexists(kept) else []
    _require_new(folder, files)
    _write(files)
    for path in files:
        say(f"{path}: written")
    if ignored:
        say(f"{kept}: is there already and is not changed; add these lines to it: {' '.join(ignored)}")
    _say_next(folder)
    return 0


def _say_next(folder: Path) -> None:
    enter = f"cd {folder} && " if folder != Path() else ""
    say("Next, record the example from the edge, a local model of Atlassian, and replay it without a network:")
    say(f"  {enter}token-conformance run --record-mode=once")
    say(f"  {enter}token-conformance run")


def _require_new(folder: Path, files: Iterable[Path]) -> None:
    """Raise UserError in one line if something in the way would be overwritten, or would lose its effect."""
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder}: is not a folder; {_REMEDY}")
    if os.path.lexists(folder / SUITES):
        raise UserError(
            f"{folder / SUITES}: there are suites already, and nothing was written; add a test to them, or {_REMEDY}"
        )
    if there := [str(path) for path in (*files, *_configurations(folder)) if os.path.lexists(path)]:
        verb = "is there already and is" if len(there) == 1 else "are there already and are"
        raise UserError(f"{', '.join(there)}: {verb} not changed, so nothing was written; {_REMEDY}")


def _configurations(folder: Path) -> Iterator[Path]:
    for name, content in _CONFIGURATIONS.items():
        path = folder / name
        if path.is_file() and content in path.read_text(encoding="utf-8", errors="replace"):
            yield path


def _write(files: Mapping[Path, str]) -> None:
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_text(path, text)
        except OSError as error:
            raise UserError(f"{path}: cannot be written ({reason_of(error)}); name another folder") from error
