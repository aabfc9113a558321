"""The renewal of the catalogue's tables from documents: which rows stay, and what changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from token_conformance.catalogue.openapi.apis import Api
from token_conformance.catalogue.openapi.differences import Difference, differences
from token_conformance.catalogue.openapi.document import Document
from token_conformance.catalogue.openapi.fingerprint import fingerprint
from token_conformance.catalogue.openapi.tables import SCOPES, Key, Row, Tables, key
from token_conformance.errors import DocumentError

_SCOPE_COLUMNS = ("classic_scopes", "granular_scopes", "scopes_known")


@dataclass(frozen=True)
class Part:
    """What one document says of one API, and what that changes.

    `before` is the row of `documents.csv`, or None for an API without a document. `row` replaces it.
    """

    before: Row | None
    row: Row
    operations: tuple[Row, ...]
    elsewhere: tuple[Row, ...]
    differences: tuple[Difference, ...]

    @property
    def is_new_copy(self) -> bool:
        """Whether the document is not the one that the catalogue was read from."""
        return self.before is None or self.before["sha256"] != self.row["sha256"]

    def lines(self) -> Iterator[str]:
        """The lines that show what changes."""
        yield f"{self.row['api']}: {self.row['operations']} operations, fingerprint {self.row['fingerprint']}"
        if self.before is None:
            yield "  no document of it was imported before"
        elif self.before["fingerprint"] == self.row["fingerprint"]:
            yield f"  methods, paths, scopes and anonymity are as in the copy of {self.before['date']}"
        else:
            yield f"  the copy of {self.before['date']} had the fingerprint {self.before['fingerprint']}"
        for one in self.differences:
            yield from one.lines()


def renew(tables: Tables, documents: Iterable[Document], source: str, date: str) -> tuple[Tables, list[Part]]:
    """Renew the rows of the APIs that documents describe; all other rows stay.

    `source` and `date` (YYYY-MM-DD) say where documents come from that the catalogue was not read from, and when they
    were copied. Raises DocumentError if two documents describe the same API.
    """
    described: dict[Api, Document] = {}
    for document in documents:
        for api in document.rows:
            if api in described:
                raise DocumentError(
                    f"{document.path}: describes {api.id}, as {described[api].path} does; name one document per API"
                )
            described[api] = document
    parts = [_part(tables, api, document, source, date) for api, document in described.items()]
    return _merged(tables, {part.row["api"]: part for part in parts}), parts


def _part(tables: Tables, api: Api, document: Document, source: str, date: str) -> Part:
    current = [row for row in tables.operations if row["api"] == api.id]
    entries = {key(entry): entry for entry in tables.elsewhere if entry["api"] == api.id}
    rows, kept = _renewed(current, document.rows[api], entries)
    before = next((row for row in tables.documents if row["api"] == api.id), None)
    is_known = before is not None and before["sha256"] == document.hash
    row = {
        "api": api.id,
        "document": before["document"] if before and is_known else f"{source} : {document.path.name}",
        "date": before["date"] if before and is_known else date,
        "operations": str(len(document.rows[api])),
        "sha256": document.hash,
        "fingerprint": fingerprint(document.rows[api]),
    }
    return Part(before, row, tuple(rows), tuple(kept), differences(current, rows))


def _renewed(
    current: Sequence[Row], described: Sequence[Row], entries: Mapping[Key, Row]
) -> tuple[list[Row], list[Row]]:
    """The rows of one API, and the entries of `elsewhere.csv` that are still needed.

    An entry for scopes is needed while the document names none, and an entry for a row while it is not in the document.
    """
    known = {key(row): row for row in current}
    in_document = {key(row): row for row in described}
    kept = [entry for name, entry in entries.items() if _is_needed(entry, in_document.get(name))]
    scopes = {name for name in map(key, kept) if entries[name]["has"] == SCOPES}
    rows = [row | _scopes(known[name]) if name in scopes else row for name, row in in_document.items()]
    rows.sort(key=lambda row: (row["gateway_path"], row["method"]))
    return [*rows, *(known[name] for name in map(key, kept) if name not in scopes)], kept


def _is_needed(entry: Row, described: Row | None) -> bool:
    if entry["has"] == SCOPES:
        return described is not None and not described["classic_scopes"] and not described["granular_scopes"]
    return described is None


def _scopes(row: Row) -> Row:
    return {column: row[column] for column in _SCOPE_COLUMNS}


def _merged(tables: Tables, parts: Mapping[str, Part]) -> Tables:
    """The tables with the renewed rows, in the order of their APIs."""
    return Tables(
        _in_order(tables.operations, {api: part.operations for api, part in parts.items()}),
        _in_order(tables.documents, {api: (part.row,) for api, part in parts.items()}),
        _in_order(tables.elsewhere, {api: part.elsewhere for api, part in parts.items()}),
    )


def _in_order(rows: Iterable[Row], renewed: Mapping[str, Sequence[Row]]) -> tuple[Row, ...]:
    others = [row for row in rows if row["api"] not in renewed]
    return tuple(sorted([*others, *(row for found in renewed.values() for row in found)], key=lambda row: row["api"]))
