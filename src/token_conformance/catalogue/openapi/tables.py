"""The tables of the catalogue as rows of texts: read from and written to a folder."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from token_conformance.catalogue.openapi.apis import APIS, FAMILY_OPERATIONS, OPERATIONS
from token_conformance.errors import UserError
from token_conformance.model.text_file import read_text

Row = dict[str, str]
Key = tuple[str, str, str]
"""The API, the method and the path at the gateway of an operation."""

FOLDER = Path(__file__).parents[1]
"""The folder of the catalogue that this package has."""

DOCUMENTS, ELSEWHERE = "documents.csv", "elsewhere.csv"
SCOPES = "scopes"
"""What an entry of `elsewhere.csv` says of an operation that is in a document, which names no scopes for it."""

COLUMNS: Mapping[str, Sequence[str]] = {
    DOCUMENTS: ("api", "document", "date", "operations", "sha256", "fingerprint"),
    ELSEWHERE: ("api", "method", "gateway_path", "has", "source", "date"),
} | dict.fromkeys(
    (OPERATIONS, FAMILY_OPERATIONS),
    (
        "api",
        "method",
        "site_path",
        "gateway_path",
        "operation_id",
        "classic_scopes",
        "granular_scopes",
        "anonymous",
        "deprecated",
        "paginates",
        "required_query",
        "basic_auth_listed",
        "scopes_known",
        "query_parameters",
        "expand_values",
    ),
)


@dataclass(frozen=True)
class Tables:
    """The operations of all APIs, the documents that they were read from, and what comes from elsewhere."""

    operations: tuple[Row, ...]
    documents: tuple[Row, ...]
    elsewhere: tuple[Row, ...]

    def texts(self) -> Mapping[str, str]:
        """The text of each file, the documents last: they do not name what is not in the other tables."""
        table = {api.id: api.table for api in APIS}
        rows = {
            name: [row for row in self.operations if table[row["api"]] == name]
            for name in (OPERATIONS, FAMILY_OPERATIONS)
        }
        rows |= {ELSEWHERE: list(self.elsewhere), DOCUMENTS: list(self.documents)}
        return {name: _text(found, COLUMNS[name]) for name, found in rows.items()}


def read_tables(folder: Path = FOLDER) -> Tables:
    """The tables of a catalogue. Raises UserError for one that cannot be read or is not consistent."""
    operations = (*_read(folder, OPERATIONS), *_read(folder, FAMILY_OPERATIONS))
    tables = Tables(operations, _read(folder, DOCUMENTS), _read(folder, ELSEWHERE))
    known = {api.id for api in APIS}
    if strange := {row["api"] for row in operations} - known:
        raise UserError(f"{folder}: has operations of the unknown API {strange.pop()!r}; name it in a row of APIS")
    if lost := {key(row) for row in tables.elsewhere} - {key(row) for row in operations}:
        raise UserError(f"{folder / ELSEWHERE}: no table has {' '.join(min(lost))}; remove the line")
    return tables


def key(row: Row) -> Key:
    """What identifies an operation: a few are in the documents of two APIs."""
    return row["api"], row["method"], row["gateway_path"]


def row(**values: str | bool | Sequence[str]) -> Row:
    """A row of a table: a truth value is `yes` or `no`, and words are divided by spaces."""
    return {column: _cell(value) for column, value in values.items()}


def _cell(value: str | bool | Sequence[str]) -> str:  # noqa: FBT001  # it is a value of a row, not a switch
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else " ".join(value)


def _read(folder: Path, name: str) -> tuple[Row, ...]:
    path = folder / name
    reader = csv.DictReader(StringIO(read_text(path, "restore it", UserError, newline=""), newline=""))
    rows = tuple(reader)
    if tuple(reader.fieldnames or ()) != COLUMNS[name] or any(None in one or None in one.values() for one in rows):
        raise UserError(f"{path}: does not have the columns {', '.join(COLUMNS[name])}; restore it")
    return rows


def _text(rows: Iterable[Row], columns: Sequence[str]) -> str:
    output = StringIO(newline="")
    writer = csv.DictWriter(output, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return output.getvalue()
