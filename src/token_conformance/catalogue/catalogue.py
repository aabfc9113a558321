"""The table of published operations, by name and by request."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files

from token_conformance.catalogue.operation import Operation


class Catalogue:
    """Published operations, found by their name or by a request that one of them describes."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self.operations = {operation.name: operation for operation in operations}

    @cached_property
    def _routes(self) -> Mapping[tuple[str, int], Sequence[tuple[re.Pattern[str], Operation]]]:
        """The patterns of all paths by method and depth; made on demand, for only the edge asks by request."""
        routes = defaultdict(list)
        for operation in sorted(self.operations.values(), key=_parameters):
            routes[operation.method, operation.path.count("/")].append((_pattern(operation), operation))
        return routes

    def __getitem__(self, name: str) -> Operation:
        return self.operations[name]

    def __contains__(self, name: str) -> bool:
        return name in self.operations

    def find(self, method: str, path: str) -> Operation | None:
        """The operation that a request exercises, the most literal path first; None if none is published."""
        candidates = self._routes.get((method, path.count("/")), ())
        return next((operation for pattern, operation in candidates if pattern.fullmatch(path)), None)


def _parameters(operation: Operation) -> tuple[int, str]:
    """Sort by how little of the path is literal, so that `/user/search` is tried before `/user/{id}`."""
    return operation.path.count("{"), operation.path


def _pattern(operation: Operation) -> re.Pattern[str]:
    literal_and_parameter = re.split(r"\{[^}]+\}", operation.path)
    return re.compile("[^/]+".join(re.escape(literal) for literal in literal_and_parameter))


@cache
def published() -> Catalogue:
    """The catalogue that ships with the project."""
    table = files(__package__).joinpath("operations.csv").read_text(encoding="utf-8")
    return Catalogue(map(Operation.from_row, csv.DictReader(table.splitlines())))
