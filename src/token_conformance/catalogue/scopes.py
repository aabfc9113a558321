"""Which scopes a token needs for some operations, and no more than that."""

from collections.abc import Iterable, Sequence

from token_conformance.catalogue.operations import Operation

Scopes = frozenset[str]


def needed_scopes(operations: Iterable[Operation]) -> Scopes:
    """The smallest set of scopes that reaches the operations; an operation without scopes needs none.

    Of equally small sets it is one with the fewest scopes that do more than read or search. Each operation gets all of
    its classic or all of its granular set, for whether a part of each would do is not known.
    """
    choices = {frozenset(filter(None, (operation.classic, operation.granular))) for operation in operations}
    ordered = sorted(filter(None, choices), key=lambda sets: (len(sets), sorted(map(sorted, sets))))
    return _smallest(ordered, frozenset(), None) or frozenset()


def _smallest(choices: Sequence[frozenset[Scopes]], held: Scopes, best: Scopes | None) -> Scopes | None:
    """The cheapest set that holds `held` and one set of each choice, if it is cheaper than `best`; else `best`."""
    if best is not None and _cost(held) >= _cost(best):
        return best
    unmet = next((sets for sets in choices if not any(scopes <= held for scopes in sets)), None)
    if unmet is None:
        return held
    for scopes in sorted(unmet, key=lambda scopes: _cost(held | scopes)):
        best = _smallest(choices, held | scopes, best)
    return best


def _cost(scopes: Scopes) -> tuple[int, int, list[str]]:
    """Never less for a larger set; the names at the end make the choice among equals always the same."""
    more_than_reading = [scope for scope in scopes if not scope.startswith(("read:", "search:"))]
    return len(scopes), len(more_than_reading), sorted(scopes)
