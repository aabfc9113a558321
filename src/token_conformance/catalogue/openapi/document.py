"""One of Atlassian's OpenAPI documents, read into rows of the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from token_conformance.catalogue.openapi.apis import Api
from token_conformance.catalogue.openapi.node import Node
from token_conformance.catalogue.openapi.operations import Notes, rows_of
from token_conformance.catalogue.openapi.tables import Row
from token_conformance.errors import BoundError, DocumentError
from token_conformance.model.answer import NotJsonError
from token_conformance.model.file import read_bytes
from token_conformance.model.strict_json import parse_json
from token_conformance.model.text_file import LARGEST, reason_of

SHOWN_OF_HASH = 16
"""The hexadecimal digits that are kept of a hash."""

_REMEDY = "give one of Atlassian's OpenAPI documents as JSON"


@dataclass(frozen=True)
class Document:
    """A document: its file, the start of its SHA-256, the rows of each API in it, and what of it was not read."""

    path: Path
    hash: str
    rows: Mapping[Api, tuple[Row, ...]]
    notes: tuple[str, ...]


def read_document(path: Path) -> Document:
    """Read a document; raises DocumentError, whose line names the file and the place, if a part is not understood."""
    content = _content(path)
    try:
        parsed = parse_json(content)
    except NotJsonError as error:
        raise DocumentError(f"{path}: {error}; {_REMEDY}, not as YAML") from error
    document = Node(parsed, str(path), "", parsed)
    _require_openapi_3(document)
    notes = Notes()
    rows = rows_of(document, notes)
    return Document(path, sha256(content).hexdigest()[:SHOWN_OF_HASH], rows, notes.lines(path))


def _content(path: Path) -> bytes:
    try:
        return read_bytes(path, LARGEST)
    except BoundError as error:
        raise DocumentError(f"{error}; {_REMEDY}") from error
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({reason_of(error)}); {_REMEDY}") from error


def _require_openapi_3(document: Node) -> None:
    version = document.get("openapi")
    if version is None or not version.text().startswith("3."):
        raise document.error("is not a document of OpenAPI 3")
