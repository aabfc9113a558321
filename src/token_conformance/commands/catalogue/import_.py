"""`token-conformance catalogue import`: renews the operations from OpenAPI documents, or shows what would change."""

import datetime as dt
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from token_conformance.catalogue.openapi.document import read_document
from token_conformance.catalogue.openapi.renewal import Part, renew
from token_conformance.catalogue.openapi.sources import SOURCES, sources_text
from token_conformance.catalogue.openapi.tables import FOLDER, read_tables
from token_conformance.commands._parser import argument
from token_conformance.errors import UserError
from token_conformance.model.text_file import read_text, replace_text
from token_conformance.redaction.output import complain, publish, say

CHANGED = 1
"""The exit status if the documents say something else, and nothing was written."""

_SIGNS = {"+": "added", "-": "removed", "~": "changed"}


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Compare the catalogue with OpenAPI documents of Atlassian, and print what is added, removed and changed. An"
        " API whose document is not named keeps its operations. Nothing is written without --write or --output. Exit"
        " status: 0 nothing changed, or it was written, 1 something changed and was not written, 2 usage."
    )
    parser.add_argument("documents", nargs="+", type=Path, metavar="OPENAPI.json", help="a document, as JSON")
    target = parser.add_mutually_exclusive_group()
    target.add_argument("--write", action="store_true", help="renew the catalogue of this checkout")
    target.add_argument("--output", type=Path, metavar="FOLDER", help="write the renewed catalogue to FOLDER instead")
    parser.add_argument(
        "--source",
        type=argument(_line),
        metavar="TEXT",
        help="where the documents were copied from, such as OWNER/REPOSITORY; needed to write a new copy",
    )
    parser.add_argument(
        "--date", type=argument(_day), metavar="YYYY-MM-DD", help="the day of the copies (default: today)"
    )


def run(arguments: Namespace) -> int:
    """Print the differences, and write the tables if that is wanted; returns the exit status."""
    target = _target(arguments)
    documents = [read_document(path) for path in arguments.documents]
    tables, parts = renew(read_tables(FOLDER), documents, arguments.source or "", arguments.date or _today())
    if target and not arguments.source and any(part.is_new_copy for part in parts):
        raise UserError("--source: is missing; say where the documents were copied from, such as OWNER/REPOSITORY")
    for note in (note for document in documents for note in document.notes):
        complain(f"token-conformance: {note}")
    publish("\n".join(line for part in parts for line in part.lines()))
    is_changed = _summarize(parts)
    if target:
        texts = {**tables.texts(), SOURCES: sources_text(read_text(FOLDER / SOURCES, "restore it", UserError), tables)}
        _write(target, texts)
        return 0
    return CHANGED if is_changed else 0


def _target(arguments: Namespace) -> Path | None:
    """The folder to write to, or None. Raises UserError if the package is not in a checkout."""
    if not arguments.write:
        output: Path | None = arguments.output
        return output
    if not (FOLDER.parents[2] / "pyproject.toml").is_file():
        raise UserError(f"--write: {FOLDER} is installed and not in a checkout; write with --output FOLDER")
    return FOLDER


def _summarize(parts: list[Part]) -> bool:
    """Print the number of differences by kind; returns whether there is one."""
    counts = Counter(one.sign for part in parts for one in part.differences)
    say(", ".join(f"{counts[sign]} {word}" for sign, word in _SIGNS.items()) if counts else "nothing changed")
    return bool(counts)


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    """Write the files that change. None of them is replaced before all are on the disk."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = {name: text for name, text in texts.items() if _text_of(folder / name) != text}
    with TemporaryDirectory(prefix="import-", dir=folder) as unfinished:
        for name, text in changed.items():
            replace_text(Path(unfinished) / name, text)
        for name in changed:
            (Path(unfinished) / name).replace(folder / name)
            say(f"{folder / name}: written")


def _text_of(path: Path) -> str:
    return read_text(path, "remove it", UserError, missing="", newline="", may_be_empty=True)


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise UserError(f"{text!r} is not a day; write it as 2026-07-21") from None


def _line(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise UserError(f"{text!r} is not one line of text")
    return text.strip()
