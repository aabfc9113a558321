"""Which subjects a user means: by name those that come with the suite, by path any."""

from collections.abc import Iterable
from pathlib import Path

from token_conformance.error import UserError

FOLDER = Path("suites/integrations/subjects")
_ENDING = ".toml"


def paths_of(names: Iterable[str]) -> list[Path]:
    """The subject file of each name or path, all of the suite's for none; raises UserError for a name that is none."""
    return [_path(name) for name in dict.fromkeys(names)] or sorted(FOLDER.glob(f"*{_ENDING}"))


def _path(name: str) -> Path:
    if name.endswith(_ENDING):
        return Path(name)
    path = FOLDER / f"{name}{_ENDING}"
    if not path.is_file():
        there = ", ".join(sorted(file.stem for file in FOLDER.glob(f"*{_ENDING}"))) or "none"
        raise UserError(f"{name}: is none of {there} in {FOLDER}; give the path of its .toml file")
    return path
