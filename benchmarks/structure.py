"""Counts that describe the structure of the package: `python benchmarks/structure.py [FOLDER]`.

FOLDER is the folder that holds `token_conformance`, by default the `src` of this checkout; with the folder of another
revision the same figures can be compared. Imports are read by grimp, which import-linter uses too.
"""

import statistics
import sys
from collections import Counter
from pathlib import Path

import grimp

PACKAGE = "token_conformance"
SRC = Path(__file__).resolve().parents[1] / "src"


def main() -> None:
    """Print one figure per line."""
    src = Path(sys.argv[1]) if len(sys.argv) > 1 else SRC
    sys.path.insert(0, str(src))
    graph = grimp.build_graph(PACKAGE, include_external_packages=True, cache_dir=None)
    for name, figure in {**_files(src / PACKAGE), **_imports(graph)}.items():
        print(f"{name:45} {figure}")


def _files(package: Path) -> dict[str, object]:
    files = sorted(package.rglob("*.py"))
    lengths = {file: file.read_text(encoding="utf-8").count("\n") for file in files}
    modules = [length for file, length in lengths.items() if file.name != "__init__.py"]
    longest = max(lengths, key=lengths.__getitem__)
    folders = Counter(file.parent for file in files)
    largest = max(folders, key=folders.__getitem__)
    return {
        "files": len(files),
        "files without __init__.py": len(modules),
        "entries at the root": sum(_is_entry(entry) for entry in package.iterdir()),
        "largest folder, in files": f"{folders[largest]} ({largest.relative_to(package)})",
        "median of lines in a file": int(statistics.median(modules)),
        "longest file, in lines": f"{lengths[longest]} ({longest.relative_to(package)})",
        "files under 30 lines": sum(length < 30 for length in modules),  # noqa: PLR2004  # what a fragment is
    }


def _is_entry(entry: Path) -> bool:
    return entry.suffix == ".py" or (entry.is_dir() and entry.name != "__pycache__")


def _imports(graph: grimp.ImportGraph) -> dict[str, object]:
    modules = [module for module in graph.modules if module.startswith(f"{PACKAGE}.")]
    importers = Counter(len(graph.find_modules_that_directly_import(module)) for module in modules)
    return {
        "modules with one importer": importers[1],
        "modules that import pytest": len(graph.find_modules_that_directly_import("pytest")),
        "modules that import argparse": len(graph.find_modules_that_directly_import("argparse")),
        "rooms in cycles of imports": _rooms_in_cycles(graph),
    }


def _rooms_in_cycles(graph: grimp.ImportGraph) -> int:
    """How many of the root's modules and packages can be reached from themselves by imports."""
    rooms = graph.find_children(PACKAGE)
    for room in rooms:
        graph.squash_module(room)
    arrows = {room: graph.find_modules_directly_imported_by(room) & rooms - {room} for room in rooms}
    return sum(room in _reached(room, arrows) for room in rooms)


def _reached(start: str, arrows: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    left = set(arrows[start])
    while left:
        room = left.pop()
        reached.add(room)
        left |= arrows[room] - reached
    return reached


if __name__ == "__main__":
    main()
