"""Where the tests of cells are in the files of suites, found by their marks without running a file."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from token_conformance.suite.requirement.files import collected_files


class MarkedTest(NamedTuple):
    """A test with the text in its mark, such as `@endpoint("GET /x")`, and where it is; the first line is 1."""

    text: str
    name: str
    file: str
    line: int


def marked_in(folder: Path, mark: str) -> Iterator[MarkedTest]:
    """Every test with this mark in the files that pytest collects in a folder; none of one that Python cannot read."""
    for path in collected_files([folder]):
        try:
            tree = ast.parse(path.read_bytes())
        except (OSError, ValueError, SyntaxError, RecursionError):
            continue
        for function in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)):
            for text in _texts(function, mark):
                yield MarkedTest(text, function.name, path.as_posix(), function.lineno)


def _texts(function: ast.FunctionDef, mark: str) -> Iterator[str]:
    """The first argument of each of its decorators with this name."""
    for decorator in function.decorator_list:
        match decorator:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(text)), *_]) if name == mark:
                yield text
