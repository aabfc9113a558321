"""The edge and the deviations are independent of each other, because otherwise the suite would prove itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import token_conformance

ROOT = Path(token_conformance.__file__).parent


def imported_parts(part: str) -> set[str]:
    """The parts of the project that a module or package of it imports, at any place in the code.

    A part is a package, or a module of the package `model`.
    """
    files = [ROOT / f"{part}.py"] if (ROOT / f"{part}.py").exists() else (ROOT / part).rglob("*.py")
    names = {name for file in files for name in imported_names(ast.parse(file.read_text(encoding="utf-8")))}
    own = (name.split(".") for name in names)
    found = (parts[1:] for parts in own if parts[0] == "token_conformance" and len(parts) > 1)
    return {"/".join(parts[:2]) if parts[0] == "model" else parts[0] for parts in found} - {part}


def imported_names(tree: ast.AST) -> Iterator[str]:
    """The dotted names of the modules, functions and classes that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize(
    ("part", "known"),
    [
        (
            "deviations",
            {
                "model/bounds",
                "model/cell",
                "model/file",
                "model/grade",
                "model/outcome",
                "model/strict_toml",
                "model/text_file",
                "errors",
            },
        ),
        (
            "edge",
            {f"model/{name}" for name in ("account", "answer", "bounds", "cell", "grade", "tenant", "text_file", "url")}
            | {"catalogue", "errors", "redaction"},
        ),
        (
            "catalogue",
            {
                f"model/{name}"
                for name in ("answer", "bounds", "cell", "file", "grade", "strict_json", "text_file", "url")
            }
            | {
                "model/on_demand",
                "model/outcome",
                "model/path_tree",
                "errors",
            },  # outcomes in `callers` alone
        ),
        (
            "model",
            {f"model/{name}" for name in ("answer", "bounds", "cell", "file", "outcome", "tenant", "unfinished", "url")}
            | {"errors"},
        ),
        ("model/account", {"model/cell"}),
        ("model/tenant", {"model/cell", "model/url"}),
        ("model/cell", {"errors"}),
    ],
)
def test_a_part_knows_only_these_others(part: str, known: set[str]) -> None:
    """The deviations and their imports do not import the edge, and the edge imports neither them nor the outcomes."""
    assert imported_parts(part) <= known


def test_imports_are_found() -> None:
    """The check would fail: it finds the imports of a package and of modules that have some."""
    assert {"model/answer"} <= imported_parts("model/outcome")
    assert {"model/cell", "errors"} <= imported_parts("deviations")
    assert {"errors"} == imported_parts("project")


def test_of_the_catalogue_only_what_is_inferred_of_callers_knows_outcomes() -> None:
    """The edge reads the rest of the catalogue, and must not learn by it what is expected."""
    paths = (ROOT / "catalogue").rglob("*.py")
    names = {path: set(imported_names(ast.parse(path.read_text(encoding="utf-8")))) for path in paths}
    knowing = {path.parent.name for path, found in names.items() if any("model.outcome" in name for name in found)}
    assert {"callers"} == knowing
