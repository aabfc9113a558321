"""What an import changes: operations that are added, removed or changed, as a text of at most some 80 columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from token_conformance.catalogue.openapi.tables import Row, key

_SETS = {
    "classic_scopes": "classic scope",
    "granular_scopes": "granular scope",
    "query_parameters": "query parameter",
    "required_query": "required query parameter",
    "expand_values": "value of expand",
}
"""The columns with several words, and what one of them is."""

_VALUES = {
    "anonymous": "anonymous",
    "deprecated": "deprecated",
    "scopes_known": "scopes known",
    "basic_auth_listed": "Basic listed",
    "paginates": "paginates",
    "site_path": "path at the site",
    "operation_id": "operation id",
}

_SHOWN_OF_NEW = ("classic_scopes", "granular_scopes")


@dataclass(frozen=True)
class Difference:
    """One operation: `+` added, `-` removed or `~` changed, and how."""

    sign: str
    operation: str
    details: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """The lines that show it."""
        yield f"  {self.sign} {self.operation}"
        yield from (f"      {detail}" for detail in self.details)


def differences(before: Sequence[Row], after: Sequence[Row]) -> tuple[Difference, ...]:
    """The operations of one API that differ, in the order of their paths."""
    old, new = ({key(row): row for row in rows} for rows in (before, after))
    found = [*(_difference(row, new.get(name)) for name, row in old.items() if new.get(name) != row)]
    found += [Difference("+", _name(row), tuple(_new(row))) for name, row in new.items() if name not in old]
    return tuple(sorted(found, key=lambda one: one.operation.split()[::-1]))


def _difference(before: Row, after: Row | None) -> Difference:
    if after is None:
        return Difference("-", _name(before), ())
    return Difference("~", _name(after), tuple(_details(before, after)))


def _details(before: Row, after: Row) -> Iterator[str]:
    for column, word in _SETS.items():
        old, new = (set(row[column].split()) for row in (before, after))
        yield from (f"{word}: + {one}" for one in sorted(new - old))
        yield from (f"{word}: - {one}" for one in sorted(old - new))
        if old == new and before[column] != after[column]:
            yield f"{word}: another order"
    for column, word in _VALUES.items():
        if before[column] != after[column]:
            yield f"{word}: {before[column] or 'none'} -> {after[column] or 'none'}"


def _new(row: Row) -> Iterator[str]:
    for column in _SHOWN_OF_NEW:
        yield from (f"{_SETS[column]}: {scope}" for scope in row[column].split())
    if row["anonymous"] == "yes":
        yield "anonymous: yes"


def _name(row: Row) -> str:
    return f"{row['method']} {row['site_path'] or row['gateway_path']}"
