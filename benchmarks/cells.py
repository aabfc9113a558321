"""Makes a project with many cells: copies of the endpoints under other names, each with its cassettes and deviations.

    python benchmarks/cells.py FOLDER CELLS

makes FOLDER with at least CELLS cells (560 for each copy), on which `pytest suites` then runs. Run it from the
project's root. Nothing in the copies is measured of Atlassian: they are the recordings of this repository, many times.
"""

import ast
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

SUITES, CASSETTES = Path("suites", "endpoints"), Path("cassettes", "endpoints")
CELLS_EACH = 560
COPIES_EACH = 9
"""The copies in one folder, whose file of deviations must not be too large."""


def make(folder: Path, cells: int) -> int:
    """Make the project; returns the number of its cells."""
    copies = range(1, -(-cells // CELLS_EACH) + 1)
    folder.mkdir(parents=True, exist_ok=True)
    for file in (Path("pyproject.toml"), Path("conftest.py")):
        shutil.copy(file, folder / file)
    for first in copies[::COPIES_EACH]:
        _make_suites(folder / "suites" / f"from_{first}", copies[first - 1 :][:COPIES_EACH])
    for cassette in CASSETTES.rglob("*.json"):
        _copy_cassette(cassette, folder, copies)
    return len(copies) * CELLS_EACH


def _make_suites(folder: Path, copies: range) -> None:
    """The suites of some copies, in a folder with its own file of deviations."""
    folder.mkdir(parents=True)
    for suite in SUITES.glob("test_*.py"):
        name = f"{suite.stem}_{folder.name}.py"
        (folder / name).write_text("\n\n".join(_copied_suite(suite.read_text(encoding="utf-8"), copies)))
    (folder / "deviations.toml").write_text("".join(_copied_deviations(copies)))


def _copied_suite(text: str, copies: range) -> Iterator[str]:
    """A suite with all its tests for each of the copies."""
    body = ast.parse(text).body
    tests = [node for node in body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    yield text if copies[0] == 1 else "\n".join(ast.unparse(node) for node in body if node not in tests)
    names = [node.name for node in tests]
    for number in (one for one in copies if one > 1):
        for node, name in zip(tests, names, strict=True):
            node.name = _name(name, number, "_")
            yield ast.unparse(node)


def _copied_deviations(copies: range) -> Iterator[str]:
    text = (SUITES / "deviations.toml").read_text(encoding="utf-8")
    for number in copies:
        for line in text.splitlines(keepends=True):
            is_name = line.startswith("endpoint = ")
            yield f'{_name(line.rstrip()[:-1], number, "-")}"\n' if is_name else line


def _copy_cassette(cassette: Path, folder: Path, copies: range) -> None:
    text, name = cassette.read_text(encoding="utf-8"), cassette.parent.name
    for number in copies:
        path = folder / cassette.parent.with_name(_name(name, number, "-")) / cassette.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(f"/{name}/", f"/{path.parent.name}/", 1), encoding="utf-8")


def _name(name: str, number: int, separator: str) -> str:
    """The name of a copy; the first one keeps its name."""
    return name if number == 1 else f"{name}{separator}copy{separator}{number}"


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), int(sys.argv[2])), "cells")
