"""The renewal: rows come from documents, and what is from elsewhere stays until a document has it."""

from dataclasses import replace
from pathlib import Path

import pytest

from openapi_documents import BASIC, Json, document, operation, requirement, written
from token_conformance.catalogue.openapi.document import read_document
from token_conformance.catalogue.openapi.renewal import Part, renew
from token_conformance.catalogue.openapi.tables import Row, Tables, key
from token_conformance.errors import DocumentError

PATHS: Json = {
    "/rest/api/3/b": {"put": operation(BASIC, requirement("write:jira-work")), "get": operation({})},
    "/rest/api/3/a": {"get": operation(requirement("read:jira-work"))},
    "/rest/api/3/silent": {"get": {}},
}
EMPTY = Tables((), (), ())


def imported(tables: Tables, folder: Path, paths: Json, date: str = "2026-01-01") -> tuple[Tables, Part]:
    """The tables after the import of a document of Jira v3 with these paths."""
    found, (part,) = renew(tables, [read_document(written(folder, document(paths)))], "somebody/specs", date)
    return found, part


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    """The tables of `PATHS`, with one row and the scopes of one operation from elsewhere, and one of another API."""
    found, _ = imported(EMPTY, tmp_path, PATHS)
    silent = next(row for row in found.operations if row["site_path"].endswith("silent"))
    added = silent | {
        "site_path": "/rest/api/3/0",
        "gateway_path": "/ex/jira/{cloudId}/rest/api/3/0",
        "scopes_known": "no",
    }
    known = [row | {"granular_scopes": "read:a:b"} if row == silent else row for row in found.operations]
    entries = [dict(zip(("api", "method", "gateway_path"), key(row), strict=True)) for row in (silent, added)]
    elsewhere = [
        entry | {"has": has, "source": "a client", "date": "2026"}
        for entry, has in zip(entries, ("scopes", "row"), strict=True)
    ]
    return Tables((*known, added, silent | {"api": "jsm"}), found.documents, tuple(elsewhere))


def names(rows: tuple[Row, ...]) -> list[str]:
    """The operations of rows, in their order."""
    return [f"{row['api']} {row['method']} {row['site_path']}" for row in rows]


def test_the_first_import_adds_all_operations_in_the_order_of_their_paths(tmp_path: Path) -> None:
    """The document is named with its source, date, hash and fingerprint."""
    found, part = imported(EMPTY, tmp_path, PATHS)
    assert names(found.operations) == [
        "jira-platform-v3 GET /rest/api/3/a",
        "jira-platform-v3 GET /rest/api/3/b",
        "jira-platform-v3 PUT /rest/api/3/b",
        "jira-platform-v3 GET /rest/api/3/silent",
    ]
    (row,) = found.documents
    assert {
        "api": "jira-platform-v3",
        "document": "somebody/specs : some.json",
        "date": "2026-01-01",
    }.items() <= row.items()
    assert ("4", 16, 16) == (row["operations"], len(row["sha256"]), len(row["fingerprint"]))
    assert part.is_new_copy
    assert [
        f"jira-platform-v3: 4 operations, fingerprint {row['fingerprint']}",
        "  no document of it was imported before",
    ] == [*part.lines()][:2]


def test_the_same_document_changes_nothing(tables: Tables, tmp_path: Path) -> None:
    """What is from elsewhere stays at its place, and so do source and date of the document."""
    found, part = imported(tables, tmp_path, PATHS, "2026-09-09")
    assert tables == found
    assert not part.is_new_copy
    assert [*part.lines()][1:] == ["  methods, paths, scopes and anonymity are as in the copy of 2026-01-01"]


def test_another_copy_that_says_the_same_is_a_new_copy_alone(tables: Tables, tmp_path: Path) -> None:
    """Prose does not count."""
    paths = {path: {**item, "summary": "prose"} for path, item in PATHS.items()}
    found, part = imported(tables, tmp_path, paths, "2026-09-09")
    assert (tables.operations, tables.elsewhere) == (found.operations, found.elsewhere)
    assert part.is_new_copy
    assert ("2026-09-09", tables.documents[0]["fingerprint"]) == (part.row["date"], part.row["fingerprint"])
    assert () == part.differences


def test_a_new_document_is_a_difference(tables: Tables, tmp_path: Path) -> None:
    """What it no longer has is removed, and other APIs keep their rows."""
    paths = {**PATHS, "/rest/api/3/a": {"get": operation({})}}
    del paths["/rest/api/3/b"]
    found, part = imported(tables, tmp_path, paths)
    assert [*part.lines()][1:] == [
        f"  the copy of 2026-01-01 had the fingerprint {tables.documents[0]['fingerprint']}",
        "  ~ GET /rest/api/3/a",
        "      classic scope: - read:jira-work",
        "      anonymous: no -> yes",
        "  - GET /rest/api/3/b",
        "  - PUT /rest/api/3/b",
    ]
    assert names(found.operations) == [
        "jira-platform-v3 GET /rest/api/3/a",
        "jira-platform-v3 GET /rest/api/3/silent",
        "jira-platform-v3 GET /rest/api/3/0",
        "jsm GET /rest/api/3/silent",
    ]


def test_what_the_document_has_now_is_no_longer_from_elsewhere(tables: Tables, tmp_path: Path) -> None:
    """Its row replaces the other one, and the entry goes."""
    paths = {
        **PATHS,
        "/rest/api/3/silent": {"get": operation(requirement("read:c:d"))},
        "/rest/api/3/0": {"get": operation(requirement("read:e:f"))},
    }
    found, part = imported(tables, tmp_path, paths)
    assert () == found.elsewhere
    assert "jira-platform-v3 GET /rest/api/3/0" == names(found.operations)[0]
    assert [*part.lines()][2:] == [
        "  ~ GET /rest/api/3/0",
        "      granular scope: + read:e:f",
        "      scopes known: no -> yes",
        "  ~ GET /rest/api/3/silent",
        "      granular scope: + read:c:d",
        "      granular scope: - read:a:b",
    ]


def test_scopes_from_elsewhere_go_with_their_operation(tables: Tables, tmp_path: Path) -> None:
    """An entry is never left without its row."""
    paths = {path: item for path, item in PATHS.items() if "silent" not in path}
    found, _ = imported(tables, tmp_path, paths)
    assert ["row"] == [entry["has"] for entry in found.elsewhere]


def test_the_rest_of_a_row_with_scopes_from_elsewhere_is_that_of_the_document(tables: Tables, tmp_path: Path) -> None:
    """Only the scopes are from elsewhere."""
    found, _ = imported(tables, tmp_path, {**PATHS, "/rest/api/3/silent": {"get": {"deprecated": True}}})
    row = next(row for row in found.operations if row["site_path"].endswith("silent"))
    assert ("yes", "read:a:b") == (row["deprecated"], row["granular_scopes"])


def test_two_documents_of_one_api_are_refused(tmp_path: Path) -> None:
    """Nobody could say which one counts."""
    documents = [read_document(written(tmp_path, document(PATHS), name)) for name in ("one.json", "two.json")]
    with pytest.raises(DocumentError, match=r"two\.json: describes jira-platform-v3, as .*one\.json does; name one"):
        renew(EMPTY, documents, "", "")


def test_documents_of_several_apis_are_renewed_together(tmp_path: Path) -> None:
    """Their rows are in the order of the APIs."""
    documents = [
        read_document(written(tmp_path, document({path: {"get": {}}}), f"{index}.json"))
        for index, path in enumerate(("/rest/api/3/x", "/rest/api/2/x"))
    ]
    found, parts = renew(EMPTY, documents, "somebody", "2026-01-01")
    assert ["jira-platform-v3", "jira-platform-v2"] == [part.row["api"] for part in parts]
    assert ["jira-platform-v2", "jira-platform-v3"] == [row["api"] for row in found.documents]
    assert ["jira-platform-v2", "jira-platform-v3"] == [row["api"] for row in found.operations]
    assert replace(found, documents=()) == Tables(found.operations, (), ())
