"""The query parameters of an operation of an OpenAPI document, and whether its answer comes in pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from token_conformance.catalogue.openapi.node import Node

_POSITIONS = frozenset({"after", "cursor", "nextPageToken", "offset", "page", "pageToken", "start", "startAt"})
_SIZES = frozenset({"limit", "maxResults", "resultPerPage", "size"})
"""The parameters that say where a page begins, and how much it has."""

_LISTED = re.compile(r"^\s*[-*]\s+`([\w.-]+)`", re.MULTILINE)
_MENTIONED = re.compile(r"(?:accepts|Use)\s*`([\w.-]+)`")
"""A value of `expand` in a list of its description, and in a sentence."""


@dataclass(frozen=True)
class Query:
    """The query parameters of an operation: all names and the required ones in their order, and values of `expand`."""

    names: tuple[str, ...]
    required: tuple[str, ...]
    expand: frozenset[str]


def query(path: Node, operation: Node) -> Query:
    """The query parameters of a path and of an operation, which replaces those of the path that have its names."""
    found = {**_parameters(path), **_parameters(operation)}
    of_query = {name: parameter for (place, name), parameter in found.items() if place == "query"}
    expand = of_query.get("expand")
    return Query(
        tuple(of_query),
        tuple(name for name, parameter in of_query.items() if parameter.flag("required")),
        frozenset(_values(expand) if expand else ()),
    )


def is_paged(operation: Node, query: Query) -> bool:
    """Whether an answer is one page of several.

    Then the query names the size of a page, and the query its position or the answer the next page; or the schema of
    the answer is named a page, or has a token of the next page.
    """
    names, schemas = set(query.names), list(_answers(operation))
    is_sized = bool(_SIZES & names) and (bool(_POSITIONS & names) or any(map(_has_next, schemas)))
    return is_sized or any(map(_is_page, schemas))


def _parameters(node: Node) -> Mapping[tuple[str, str], Node]:
    followed = [parameter.followed() for parameter in node.parts("parameters")]
    return {(one.require("in").text(), one.require("name").word()): one for one in followed}


def _values(expand: Node) -> Iterator[str]:
    described = expand.get("description")
    text = described.text() if described else ""
    yield from _LISTED.findall(text)
    yield from _MENTIONED.findall(text)
    if schema := expand.get("schema"):
        yield from _listed(schema.followed())


def _listed(schema: Node) -> Iterator[str]:
    """The values of a schema, or of the items of its array."""
    yield from (value.word() for value in schema.parts("enum"))
    if items := schema.get("items"):
        yield from (value.word() for value in items.followed().parts("enum"))


def _answers(operation: Node) -> Iterator[Node]:
    """The schemas of the answers with a status of 200 to 299."""
    responses = operation.get("responses")
    for status, response in (responses.items() if responses else {}).items():
        content = response.followed().get("content") if status.startswith("2") else None
        for media in (content.items() if content else {}).values():
            if schema := media.get("schema"):
                yield schema


def _has_next(schema: Node) -> bool:
    links = _property(schema, "links")
    return links is not None and _property(links, "next") is not None


def _is_page(schema: Node) -> bool:
    reference = schema.get("$ref")
    is_named_so = reference is not None and reference.text().rpartition("/")[2].startswith("Page")
    return is_named_so or _property(schema, "nextPageToken") is not None


def _property(schema: Node, name: str) -> Node | None:
    properties = schema.followed().get("properties")
    return properties.get(name) if properties else None
