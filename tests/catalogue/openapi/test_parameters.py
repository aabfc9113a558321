"""The query parameters of an operation, and its pages."""

from typing import Any

import pytest

from openapi_documents import Json, node
from token_conformance.catalogue.openapi.parameters import Query, is_paged, query


def parameter(name: str, place: str = "query", **others: Any) -> Json:
    """A parameter."""
    return {"name": name, "in": place, **others}


def expanded(**expand: Any) -> set[str]:
    """The values of the parameter `expand`."""
    return set(query(node({}), node({"parameters": [parameter("expand", **expand)]})).expand)


def test_the_parameters_of_a_path_belong_to_its_operations() -> None:
    """One of the operation replaces one of the same name and place; a header and a part of the path do not count."""
    path = {"parameters": [parameter("a", required=True), parameter("b"), parameter("id", "path", required=True)]}
    one = {"parameters": [parameter("b", required=True), parameter("c"), parameter("a", "header")]}
    assert Query(("a", "b", "c"), ("a", "b"), frozenset()) == query(node(path), node(one))


def test_a_parameter_can_be_a_reference() -> None:
    """It is found in the document."""
    root = node({"components": {"parameters": {"x": parameter("cql", required=True)}}, "get": {}})
    path = root.require("get")
    one = node({"parameters": [{"$ref": "#/components/parameters/x"}], **root.value})
    assert ("cql",) == query(path, one).required


@pytest.mark.parametrize(
    ("expand", "values"),
    [
        ({"description": "These:\n\n- `names` gives names.\n  * `a.b-c` more."}, {"names", "a.b-c"}),
        ({"description": "This parameter accepts `groups`. Use `roles` for more."}, {"groups", "roles"}),
        ({"description": "Like `other`, it takes a list."}, set()),
        ({"schema": {"type": "array", "items": {"enum": ["one", "two"]}}}, {"one", "two"}),
        ({"schema": {"enum": ["three"]}}, {"three"}),
        ({}, set()),
    ],
)
def test_values_of_expand_are_read_from_the_description_and_the_schema(expand: Json, values: set[str]) -> None:
    """Both places publish them."""
    assert values == expanded(**expand)


def answer(schema: Json, status: str = "200") -> Json:
    """An operation whose answer has a schema."""
    content = {"application/json": {"schema": schema}}
    return {
        "responses": {status: {"content": content}, "404": {}},
        "components": {"schemas": {"PageOfX": {}, "X": {"properties": {"nextPageToken": {}}}}},
    }


@pytest.mark.parametrize(
    ("names", "one", "paged"),
    [
        ("startAt maxResults", {}, True),
        ("after size", {}, True),
        ("startAt", {}, False),
        ("size x y", {}, False),
        ("size", answer({"properties": {"links": {"properties": {"next": {}}}}}), True),
        ("", answer({"properties": {"links": {"properties": {"next": {}}}}}), False),
        ("size", answer({"properties": {"links": {"properties": {"self": {}}}}}), False),
        ("", answer({"$ref": "#/components/schemas/PageOfX"}), True),
        ("", answer({"$ref": "#/components/schemas/X"}), True),
        ("", answer({"$ref": "#/components/schemas/PageOfX"}, "400"), False),
        ("", answer({"type": "array"}), False),
        ("", {"responses": {"204": {}}}, False),
        ("", {"responses": {"200": {"content": {"image/png": {}}}}}, False),
    ],
)
def test_an_operation_is_paged_by_its_query_or_its_answer(names: str, one: Json, paged: bool) -> None:
    """A size alone is not enough."""
    assert paged == is_paged(node(one), Query(tuple(names.split()), (), frozenset()))
