"""The files of suites: those that pytest collects, and those that it does not collect because of their names."""

import ast
import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from token_conformance.model.text_file import shown_path
from token_conformance.suite.requirement.marks import MARK

_COLLECTED = ("test_*.py", "*_test.py")
_NOT_ENTERED = ("*.egg", ".*", "_darcs", "build", "CVS", "dist", "node_modules", "venv", "{arch}", "__pycache__")
"""What pytest collects by default, and the folders that it does not enter."""


def collected_files(places: Iterable[Path]) -> list[Path]:
    """The files that pytest collects in some folders; a file among the places is collected whatever its name is."""
    return [path for place in places for path in ([place] if place.is_file() else _below(place, _COLLECTED))]


def python_files(places: Iterable[Path]) -> list[Path]:
    """All Python files in some folders."""
    return [path for place in places for path in _below(place, ("*.py",))]


def misnamed(paths: Iterable[Path]) -> list[str]:
    """One line for each file with endpoints that pytest does not collect because of its name."""
    return [
        f"{shown_path(path)}: pytest collects only test_*.py and *_test.py, so its endpoints are not tested;"
        f" rename it to test_{path.stem}.py"
        for path in paths
        if not any(fnmatch(path.name, pattern) for pattern in _COLLECTED) and has_endpoints(path)
    ]


def _below(place: Path, patterns: Iterable[str]) -> Iterator[Path]:
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if not any(fnmatch(name, one) for one in _NOT_ENTERED))
        yield from (Path(folder) / name for name in sorted(names) if any(fnmatch(name, one) for one in patterns))


def mentions(path: Path, word: str) -> bool:
    """Whether a file has a word, be it in a comment; a file that cannot be read has none."""
    try:
        return word in path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False


def has_endpoints(path: Path) -> bool:
    """Whether a test or a class of the file has the mark. A mark that is only quoted in the file does not count."""
    if not mentions(path, MARK):
        return False
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (ValueError, SyntaxError, RecursionError):
        return True  # Python's own error says what is wrong with it
    marked = (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.ClassDef))
    return any(_is_mark(decorator) for one in marked for decorator in one.decorator_list)


def _is_mark(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return (isinstance(called, ast.Name) and called.id == MARK) or (
        isinstance(called, ast.Attribute) and called.attr == MARK
    )
