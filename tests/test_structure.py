"""The package keeps its shape: few entries at the root, folders that can be read at a glance, files of one idea."""

from pathlib import Path

import pytest

import token_conformance

PACKAGE = Path(token_conformance.__file__).parent
FOLDERS = sorted({path.parent for path in PACKAGE.rglob("*.py")})


def test_the_root_has_sixteen_rooms_and_six_modules() -> None:
    """A stranger reads the root first."""
    rooms = [path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"]
    modules = [path.name for path in PACKAGE.glob("*.py")]
    assert (16, 6) == (len(rooms), len(modules))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(PACKAGE)))
def test_a_folder_has_at_most_twenty_files(folder: Path) -> None:
    """More than that is a list and not a room."""
    assert 20 >= len(list(folder.glob("*.py")))


def test_no_file_is_longer_than_250_lines() -> None:
    """A file is one idea, which one reader can hold in mind."""
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in PACKAGE.rglob("*.py")}
    assert {} == {str(path.relative_to(PACKAGE)): length for path, length in lengths.items() if length > 250}
