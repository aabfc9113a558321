"""Which subjects a user means: by name those that come with the suite, by path any."""

from collections.abc import Iterable
from pathlib import Path

from token_conformance.errors import UserError
from token_conformance.project import SUBJECTS

_ENDING = ".toml"


def paths_of(names: Iterable[str]) -> list[Path]:
    """The subject file of each name or path; raises UserError for a name that is none."""
    return [_path(name) for name in dict.fromkeys(names)]


def all_paths() -> list[Path]:
    """The files of the subjects that come with the suite; raises UserError where the suite is not."""
    paths = sorted(SUBJECTS.glob(f"*{_ENDING}"))
    if not paths:
        raise UserError(f"{SUBJECTS}: no subjects here; run in the project's folder, or give the path of a .toml file")
    return paths


def _path(name: str) -> Path:
    if name.endswith(_ENDING):
        return Path(name)
    path = SUBJECTS / f"{name}{_ENDING}"
    if not path.is_file():
        there = ", ".join(file.stem for file in all_paths())
        raise UserError(f"{name}: is none of {there} in {SUBJECTS}; give the path of its .toml file")
    return path
