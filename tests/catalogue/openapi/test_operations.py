"""The rows of a document, column by column."""

from pathlib import Path

import pytest

from openapi_documents import BASIC, Json, document, node, operation, requirement
from token_conformance.catalogue.openapi.operations import Notes, rows_of
from token_conformance.catalogue.openapi.tables import COLUMNS, Row
from token_conformance.errors import DocumentError


def rows(value: Json, notes: Notes | None = None) -> list[Row]:
    """All rows of a document."""
    return [row for found in rows_of(node(value), notes or Notes()).values() for row in found]


def refused(value: Json) -> str:
    """The line by which a document is refused."""
    with pytest.raises(DocumentError) as caught:
        rows(value)
    return str(caught.value).removeprefix("some.json: ")


def test_a_row_has_every_column() -> None:
    """Each column has what the document says of it, and words in a set are sorted."""
    one = {
        **operation(BASIC, requirement("write:jira-work", "read:jira-work"), {}),
        "operationId": "editThing",
        "deprecated": True,
        "parameters": [
            {"name": "startAt", "in": "query"},
            {"name": "expand", "in": "query", "required": True, "description": "- `b`\n- `a`"},
            {"name": "maxResults", "in": "query", "required": True},
        ],
    }
    (row,) = rows(document({"/rest/api/3/thing/{id}": {"put": one}}))
    assert row == {
        "api": "jira-platform-v3",
        "method": "PUT",
        "site_path": "/rest/api/3/thing/{id}",
        "gateway_path": "/ex/jira/{cloudId}/rest/api/3/thing/{id}",
        "operation_id": "editThing",
        "classic_scopes": "read:jira-work write:jira-work",
        "granular_scopes": "",
        "anonymous": "yes",
        "deprecated": "yes",
        "paginates": "yes",
        "required_query": "expand maxResults",
        "basic_auth_listed": "yes",
        "scopes_known": "yes",
        "query_parameters": "expand maxResults startAt",
        "expand_values": "a b",
    }
    assert COLUMNS["operations.csv"] == tuple(row)


def test_an_operation_that_says_nothing_is_a_row() -> None:
    """Everything about it is empty or no."""
    (row,) = rows(document({"/rest/api/3/x": {"get": {}}}))
    said = {column: row[column] for column in COLUMNS["operations.csv"][4:] if column != "scopes_known"}
    assert {"", "no"} == set(said.values())


def test_the_path_of_the_server_is_the_start_of_each_path() -> None:
    """Confluence v2 has its base in the server."""
    value = document({"/pages": {"get": {}}}, "The Confluence Cloud REST API v2", "https://{your-domain}/wiki/api/v2")
    (row,) = rows(value)
    assert "/wiki/api/v2/pages" == row["site_path"]
    assert "/ex/confluence/{cloudId}/wiki/api/v2/pages" == row["gateway_path"]


def test_an_operation_of_a_family_has_no_path_at_the_site() -> None:
    """An id that is a sentence is left out."""
    server = "https://api.atlassian.com/jsm/assets/workspace/{workspaceId}/v1"
    (row,) = rows(document({"/icon/{id}": {"get": {"operationId": "Icon - Find"}}}, "REST", server))
    assert "" == row["site_path"]
    assert "/jsm/assets/workspace/{workspaceId}/v1/icon/{id}" == row["gateway_path"]
    assert "" == row["operation_id"]


def test_a_path_can_be_a_reference() -> None:
    """Its operations are found there."""
    items: Json = {"pathItems": {"x": {"delete": {}}}}
    (row,) = rows(document({"/rest/api/3/x": {"$ref": "#/components/pathItems/x"}}, components=items))
    assert "DELETE" == row["method"]


def test_what_is_not_read_is_noted_once_per_kind() -> None:
    """The note has the first place and the number of places; known extensions and those of the document are quiet."""
    one = {"x-new": 1, "x-experimental": True, "servers": [{"url": "https://example.com"}]}
    paths = {"x-paths": {}, "/rest/api/3/x": {"get": one, "put": one, "x-item": {}, "summary": "text"}}
    notes = Notes()
    assert 2 == len(rows({**document(paths), "x-atlassian-narrative": {}}, notes))
    places = {"paths./rest/api/3/x.get.x-new: x-new is an unknown extension": 2}
    places["paths./rest/api/3/x.get: an operation names a server of its own"] = 2
    places["paths./rest/api/3/x.x-item: x-item is an unknown extension"] = 1
    assert list(notes.lines(Path("some.json"))) == [
        f"some.json: {place}, which is not read (places in the document: {count})" for place, count in places.items()
    ]


@pytest.mark.parametrize(
    ("paths", "line"),
    [
        (
            {"/rest/api/3/x": {"get": {"x-atlassian-scopes": []}}},
            "paths./rest/api/3/x.get.x-atlassian-scopes: is an unknown",
        ),
        (
            {"/rest/api/3/x": {"x-Security": {}}},
            "paths./rest/api/3/x.x-Security: is an unknown extension that may say who",
        ),
        ({"/rest/api/3/x": {"fetch": {}}}, "paths./rest/api/3/x.fetch: is not a method of OpenAPI; the import must be"),
        ({"/rest/api/3/x": []}, "paths./rest/api/3/x: is an array, where an object is expected;"),
        ({"rest/api/3/x": {}}, "paths.rest/api/3/x: is not a path;"),
        ({"/rest/api/3/a b": {}}, "paths./rest/api/3/a b: is not a path;"),
        ({"/rest/api/3/x": {"summary": "no operation"}}, "has no operation;"),
        ([], "paths: is an array, where an object is expected;"),
    ],
)
def test_what_is_not_understood_is_refused(paths: Json, line: str) -> None:
    """The line has the place."""
    assert refused(document(paths)).startswith(line)


def test_missing_parts_are_refused() -> None:
    """A document has a title and paths."""
    value = document({})
    assert refused({**value, "info": {}}).startswith("info: has no 'title';")
    del value["paths"]
    assert refused(value).startswith("has no 'paths';")
