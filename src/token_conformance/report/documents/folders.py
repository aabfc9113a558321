"""Finds the documents of a folder that have a table, so that a build can update all of them."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from token_conformance.errors import ReportError
from token_conformance.report.documents.inject import EXAMPLE, has_marker

SUFFIXES = {".adoc", ".asciidoc", ".htm", ".html", ".markdown", ".md", ".rst", ".tex", ".txt", ".xhtml", ".xml"}
_NOT_SOURCES = {"_build", "_site", "_sources", "build", "dist", "node_modules", "site", "venv"}
"""Folders with copies of documents or with those of others; hidden ones are not looked at either."""


def documents(paths: Iterable[Path]) -> list[Path]:
    """The named files, and those with a marker below the named folders; raises ReportError if a folder has none."""
    found: dict[Path, None] = {}
    for path in paths:
        found |= dict.fromkeys(_below(path) if path.is_dir() else [path])
    return list(found)


def _below(folder: Path) -> list[Path]:
    marked = [path for path in _sources(folder) if has_marker(path)]
    if not marked:
        raise ReportError(f"{folder}: has no document with a marker; put {EXAMPLE} and its end marker into one")
    return marked


def _sources(folder: Path) -> Iterator[Path]:
    for root, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if name not in _NOT_SOURCES and not name.startswith("."))
        yield from (Path(root, name) for name in sorted(files) if Path(name).suffix.lower() in SUFFIXES)
