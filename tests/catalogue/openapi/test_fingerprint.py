"""The fingerprint: what changes it, what does not, and that of the committed tables."""

import pytest

from token_conformance.catalogue.openapi.fingerprint import fingerprint
from token_conformance.catalogue.openapi.tables import SCOPES, Row, key, read_tables

ROW = {
    "method": "GET",
    "gateway_path": "/ex/jira/{cloudId}/rest/api/3/x",
    "classic_scopes": "read:a",
    "granular_scopes": "read:b:c",
    "anonymous": "no",
    "operation_id": "getX",
    "deprecated": "no",
    "query_parameters": "a b",
}


@pytest.mark.parametrize("column", ["method", "gateway_path", "classic_scopes", "granular_scopes", "anonymous"])
def test_what_matters_changes_it(column: str) -> None:
    """Method, path, scopes and the anonymous caller matter."""
    assert fingerprint([ROW]) != fingerprint([ROW | {column: "other"}])


@pytest.mark.parametrize("column", ["operation_id", "deprecated", "query_parameters"])
def test_the_rest_does_not(column: str) -> None:
    """A name or a note is not about access."""
    assert fingerprint([ROW]) == fingerprint([ROW | {column: "other"}])


def test_the_order_does_not_matter() -> None:
    """A document lists its paths in any order."""
    other = ROW | {"method": "PUT"}
    assert fingerprint([ROW, other]) == fingerprint([other, ROW]) != fingerprint([ROW])
    assert 16 == len(fingerprint([]))


def test_a_scope_that_moves_to_the_other_set_changes_it() -> None:
    """The sets are divided."""
    assert fingerprint([ROW]) != fingerprint([ROW | {"classic_scopes": "", "granular_scopes": "read:a read:b:c"}])


TABLES = read_tables()
ENTRIES = {key(entry): entry["has"] for entry in TABLES.elsewhere}


@pytest.mark.parametrize("document", TABLES.documents, ids=lambda document: str(document["api"]))
def test_the_committed_rows_are_those_of_their_document(document: Row) -> None:
    """A row that somebody changes by hand must be named in `elsewhere.csv`, with its source."""
    rows = [
        row for row in TABLES.operations if row["api"] == document["api"] and ENTRIES.get(key(row)) in {None, SCOPES}
    ]
    bare = [row | {"classic_scopes": "", "granular_scopes": ""} if key(row) in ENTRIES else row for row in rows]
    assert document["operations"] == str(len(rows))
    assert document["fingerprint"] == fingerprint(bare)


def test_every_api_has_a_document() -> None:
    """Otherwise nobody could say where its rows were read."""
    assert {row["api"] for row in TABLES.operations} == {row["api"] for row in TABLES.documents}


def test_scopes_that_nobody_has_read_are_of_rows_from_elsewhere() -> None:
    """A document always says them."""
    unknown = {key(row) for row in TABLES.operations if row["scopes_known"] == "no"}
    assert unknown <= {name for name, has in ENTRIES.items() if has == "row"}
    assert 15 == len(unknown)
