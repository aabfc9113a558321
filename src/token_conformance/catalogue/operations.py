"""The published and the retired operations of Atlassian's API, found by name or by request.

`operations.csv`, `family_operations.csv` and `retired.csv` have one operation per row.
"""

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from token_conformance.model.cell import Product
from token_conformance.model.on_demand import OnDemand
from token_conformance.model.path_tree import PathTree
from token_conformance.model.url import FAMILY_ROOT

_PRODUCTS = {
    "assets": Product.JIRA_SERVICE_MANAGEMENT,
    "confluence-v1": Product.CONFLUENCE,
    "confluence-v2": Product.CONFLUENCE,
    "jira-platform-v2": Product.JIRA_PLATFORM,
    "jira-platform-v3": Product.JIRA_PLATFORM,
    "jsm": Product.JIRA_SERVICE_MANAGEMENT,
    "jsm-ops": Product.JIRA_SERVICE_MANAGEMENT,
    "jsm-ops-stakeholder-comms": Product.JIRA_SERVICE_MANAGEMENT,
}
"""The product of each API whose id is not that of its product. The families belong to Jira Service Management."""


@dataclass(frozen=True)
class Operation:
    """What Atlassian's OpenAPI documents say about one HTTP method and path template.

    `path` is the path at the site, and of an operation without one its path at the gateway.
    `gateway_path` is the path at the gateway's host, with `{cloudId}` for the cloud id; a retired operation has none.
    `classic` and `granular` are the operation's two scope sets; a token needs all of one of them.
    `scopes_known` is false if nobody has read the scopes: then an empty set does not say that there are no scopes.
    `anonymous` is true if the document lists the empty security requirement.
    `query` has the names of the published query parameters, and `required_query` of those that must be sent.
    `expand` has the published values of the parameter `expand`; it is empty if the document lists none.
    """

    api: str
    method: str
    path: str
    gateway_path: str
    classic: frozenset[str]
    granular: frozenset[str]
    scopes_known: bool
    anonymous: bool
    deprecated: bool
    query: frozenset[str]
    expand: frozenset[str]
    required_query: frozenset[str] = frozenset()

    @classmethod
    def from_row(cls, row: Mapping[str, str]) -> "Operation":
        """The operation of a row of the table."""
        return cls(
            api=row["api"],
            method=row["method"],
            path=row["site_path"] or row["gateway_path"],
            gateway_path=row.get("gateway_path", ""),
            classic=_words(row["classic_scopes"]),
            granular=_words(row["granular_scopes"]),
            scopes_known=row.get("scopes_known", "yes") == "yes",
            anonymous=row["anonymous"] == "yes",
            deprecated=row["deprecated"] == "yes",
            query=_words(row.get("query_parameters", "")),
            expand=_words(row.get("expand_values", "")),
            required_query=_words(row.get("required_query", "")),
        )

    @property
    def name(self) -> str:
        """The operation as people write it, such as `GET /rest/api/3/myself`."""
        return f"{self.method} {self.path}"

    @property
    def product(self) -> Product:
        """The product that the operation belongs to."""
        return _PRODUCTS.get(self.api) or Product(self.api)

    @property
    def app(self) -> str:
        """The app of the operation in a gateway URL: `jira` or `confluence`."""
        return "confluence" if self.api.startswith("confluence") else "jira"

    @property
    def is_of_family(self) -> bool:
        """Whether its path follows the gateway's host directly, so that there is no such call at a site."""
        return self.path.startswith(FAMILY_ROOT)

    def is_allowed(self, scopes: Collection[str]) -> bool:
        """Whether these scopes contain all of the classic or all of the granular set."""
        return any(needed and needed <= set(scopes) for needed in (self.classic, self.granular))


@cache
def _words(text: str) -> frozenset[str]:
    """The words of a column, of which many operations have the same."""
    return frozenset(text.split())


class Catalogue:
    """Operations, found by name or by request."""

    def __init__(self, operations: Mapping[str, Operation]) -> None:
        self.operations = operations

    @cached_property
    def _routes(self) -> Mapping[str, PathTree[str]]:
        """The names of the operations by path, for each method; built on first use, because only `find` needs them."""
        names: dict[str, list[str]] = {}
        for name in self.operations:
            names.setdefault(name.partition(" ")[0], []).append(name)
        return OnDemand(names, lambda found: PathTree((name.partition(" ")[2], name) for name in found))

    def __getitem__(self, name: str) -> Operation:
        return self.operations[name]

    def __contains__(self, name: str) -> bool:
        return name in self.operations

    def find(self, method: str, path: str) -> Operation | None:
        """The operation of a request, or None; of several matches, the one with the fewest path parameters."""
        tree = self._routes.get(method)
        name = min(tree.matches(path), key=_by_parameters, default=None) if tree else None
        return None if name is None else self.operations[name]


def by_parameters(operation: Operation) -> tuple[int, str]:
    """The sort key that puts paths with few parameters first: `/user/search` is tried before `/user/{id}`."""
    return _by_parameters(operation.path)


def _by_parameters(path: str) -> tuple[int, str]:
    return path.count("{"), path


def published() -> Catalogue:
    """The operations that Atlassian publishes below `/rest` and `/wiki` of a site."""
    return _read("operations.csv")


def family_operations() -> Catalogue:
    """The published operations of families, whose bases are in `families.toml`; their names have the gateway's path."""
    return _read("family_operations.csv")


def retired() -> Catalogue:
    """Operations that Atlassian no longer publishes but clients still call, with their last scopes (rule G8)."""
    return _read("retired.csv")


@cache
def _read(name: str) -> Catalogue:
    """The operations of a table, whose lines are read when they are asked for, all but what names them."""
    header, *lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    columns = header.split(",")

    def read(line: str) -> Operation:
        (row,) = csv.reader([line])
        return Operation.from_row(dict(zip(columns, row, strict=True)))

    return Catalogue(OnDemand({_name(line): line for line in lines}, read))


def _name(line: str) -> str:
    """The name of the operation of a line: by its path at the site, or else by that at the gateway."""
    _, method, site_path, gateway_path, _ = line.split(",", 4)
    return f"{method} {site_path or gateway_path}"
