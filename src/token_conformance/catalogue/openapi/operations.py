"""The operations of an OpenAPI document as rows of the catalogue."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from token_conformance.catalogue.openapi.access import STATED_SCOPES, Access, Schemes, access
from token_conformance.catalogue.openapi.apis import FAMILY_OPERATIONS, Api, apis_of, origin
from token_conformance.catalogue.openapi.node import TO_LEARN, Node
from token_conformance.catalogue.openapi.parameters import is_paged, query
from token_conformance.catalogue.openapi.tables import COLUMNS, Row, row

_METHODS = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "trace"})
_OTHERS_OF_A_PATH = frozenset({"$ref", "summary", "description", "servers", "parameters"})
_KNOWN_EXTENSIONS = frozenset(
    {
        STATED_SCOPES,
        "x-atlassian-connect-scope",
        "x-atlassian-data-security-policy",
        "x-changes",
        "x-codegen-request-body-name",
        "x-experimental",
    }
)
_OF_ACCESS = re.compile(r"scope|secur|auth|anonym", re.IGNORECASE)
"""An unknown extension of such a name may say who has access."""

_IDENTIFIER = re.compile(r"[\w.-]+")


class Notes:
    """What of a document was not read, counted by kind, with the first place of each kind."""

    def __init__(self) -> None:
        self._counts = Counter[str]()
        self._places: dict[str, str] = {}

    def add(self, place: str, kind: str) -> None:
        """Count one thing that was not read."""
        self._counts[kind] += 1
        self._places.setdefault(kind, place)

    def lines(self, path: Path) -> tuple[str, ...]:
        """One line per kind."""
        return tuple(
            f"{path}: {self._places[kind]}: {kind}, which is not read (places in the document: {count})"
            for kind, count in self._counts.items()
        )


def rows_of(document: Node, notes: Notes) -> Mapping[Api, tuple[Row, ...]]:
    """The rows of each API in a document. Raises DocumentError for what is not understood."""
    start = origin(document)
    items = document.require("paths").items().items()
    paths = {start.path + path: node.followed() for path, node in items if _is_path(path, node)}
    apis = apis_of(start, list(paths), document)
    schemes = Schemes.of(document)
    rows: dict[Api, list[Row]] = {}
    for path, item in paths.items():
        for method, operation in _operations(item, notes):
            described = _described(item, operation) | _access(access(operation, document, schemes))
            rows.setdefault(apis[path], []).append(_row(apis[path], method, path, described))
    if not rows:
        raise document.error("has no operation")
    return {api: tuple(found) for api, found in rows.items()}


def _is_path(path: str, node: Node) -> bool:
    """Whether this is a path and not an extension."""
    if path.startswith("x-"):
        return False
    if not re.fullmatch(r"/[!-~]*", path):
        raise node.error("is not a path")
    return True


def _operations(path: Node, notes: Notes) -> Iterator[tuple[str, Node]]:
    """The operations of a path by method; what is not read is noted."""
    for name, node in path.items().items():
        if name in _METHODS:
            _note(node, notes)
            yield name.upper(), node
        elif name.startswith("x-"):
            _note_extension(name, node, notes)
        elif name not in _OTHERS_OF_A_PATH:
            raise node.error("is not a method of OpenAPI", TO_LEARN)


def _note(operation: Node, notes: Notes) -> None:
    for name, node in operation.items().items():
        if name.startswith("x-") and name not in _KNOWN_EXTENSIONS:
            _note_extension(name, node, notes)
    if operation.get("servers"):
        notes.add(operation.place, "an operation names a server of its own")


def _note_extension(name: str, node: Node, notes: Notes) -> None:
    if _OF_ACCESS.search(name):
        raise node.error("is an unknown extension that may say who has access", TO_LEARN)
    notes.add(node.place, f"{name} is an unknown extension")


def _row(api: Api, method: str, path: str, described: Row) -> Row:
    """The row of an operation, with its columns in the order of the table."""
    site_path = "" if api.table == FAMILY_OPERATIONS else path
    named = row(api=api.id, method=method, site_path=site_path, gateway_path=api.prefix + path, scopes_known=True)
    return {column: (named | described)[column] for column in COLUMNS[api.table]}


def _access(found: Access) -> Row:
    return row(
        classic_scopes=sorted(found.classic),
        granular_scopes=sorted(found.granular),
        anonymous=found.anonymous,
        basic_auth_listed=found.basic,
    )


def _described(path: Node, operation: Node) -> Row:
    parameters = query(path, operation)
    return row(
        operation_id=_id(operation),
        deprecated=operation.flag("deprecated"),
        paginates=is_paged(operation, parameters),
        required_query=parameters.required,
        query_parameters=sorted(parameters.names),
        expand_values=sorted(parameters.expand),
    )


def _id(operation: Node) -> str:
    """The id of an operation; empty if it is a sentence."""
    found = operation.get("operationId")
    return found.text() if found and _IDENTIFIER.fullmatch(found.text()) else ""
