"""The smallest set of scopes that a token needs for some operations."""

from collections.abc import Iterable, Sequence

from token_conformance.catalogue.operations import Operation

Scopes = frozenset[str]


def needed_scopes(operations: Iterable[Operation]) -> Scopes:
    """The smallest set of scopes that allows all operations; an operation without scopes needs no scope.

    Of equally small sets, the one with the fewest scopes that do more than read or search is returned. Each operation
    gets all of its classic or all of its granular set, because it is not known whether a part of each is enough.
    """
    choices = {frozenset(filter(None, (operation.classic, operation.granular))) for operation in operations}
    ordered = sorted(filter(None, choices), key=lambda sets: (len(sets), sorted(map(sorted, sets))))
    return _smallest(ordered, frozenset(), None) or frozenset()


def _smallest(choices: Sequence[frozenset[Scopes]], chosen: Scopes, best: Scopes | None) -> Scopes | None:
    """The cheapest set that contains `chosen` and one set of each choice, if it is cheaper than `best`; else `best`."""
    if best is not None and _cost(chosen) >= _cost(best):
        return best
    unmet = next((sets for sets in choices if not any(scopes <= chosen for scopes in sets)), None)
    if unmet is None:
        return chosen
    for scopes in sorted(unmet, key=lambda scopes: _cost(chosen | scopes)):
        best = _smallest(choices, chosen | scopes, best)
    return best


def _cost(scopes: Scopes) -> tuple[int, int, list[str]]:
    """The sort key of a set; the names at its end make the choice among equal sets deterministic."""
    more_than_reading = [scope for scope in scopes if not scope.startswith(("read:", "search:"))]
    return len(scopes), len(more_than_reading), sorted(scopes)
