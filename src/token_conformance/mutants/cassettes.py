"""The mutants of the cassettes: what somebody could do to a copy of them by mistake."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile

from token_conformance.recording.cassette import dump

Change = Callable[[Path], None]


def as_they_are(_: Path) -> None:
    """Nothing is done to them."""


def moving(source: str, to: str) -> Change:
    """The file of one cell is put in the place of another's."""
    return lambda folder: _copy(_file(folder, source), _file(folder, to))


def grafting(source: str, onto: str) -> Change:
    """The exchange of one cell is written into the file of another, which goes on to say whose it is."""

    def change(folder: Path) -> None:
        file = _file(folder, onto)
        cassette = json.loads(file.read_text(encoding="utf-8"))
        cassette["interactions"] = json.loads(_file(folder, source).read_text(encoding="utf-8"))["interactions"]
        file.write_text(dump(cassette), encoding="utf-8")

    return change


def _copy(source: Path, to: Path) -> None:
    copyfile(source, to)


def _file(folder: Path, cell: str) -> Path:
    return folder / "endpoints" / f"{cell}.json"
