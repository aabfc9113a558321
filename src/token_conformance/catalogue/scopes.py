"""The least set of scopes that a token needs for some operations; the answer is exact, also for a whole catalogue.

A token may call an operation with all of its classic set or with all of its granular set. That is the same as: of each
pair of a classic and a granular scope of the operation, the token has at least one. So the least set is a smallest
vertex cover of the graph whose edges are these pairs. The graph has two sides, so a largest flow through it gives the
cover (König's theorem); only a name that is on both sides has to be tried with and without.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import product

from token_conformance.catalogue.operations import Operation

Scopes = frozenset[str]
Pair = tuple[str, str]
"""A classic and a granular scope of one operation, of which a token needs at least one."""


class Prefer(StrEnum):
    """Which scopes to take where there is a choice.

    `classic`: the fewest scopes; of equally few, the fewest that do more than read or search, and then the most classic
    ones. `granular`: the fewest classic scopes, so that only operations without a granular set use them; of these, the
    fewest scopes, and then the fewest that do more than read or search.
    """

    CLASSIC = "classic"
    GRANULAR = "granular"


def needed_scopes(
    operations: Iterable[Operation], prefer: Prefer = Prefer.CLASSIC, have: Scopes = frozenset()
) -> Scopes:
    """The least set of scopes that, with those of `have`, allows all operations; one without scopes needs none.

    Each operation gets all of its classic or all of its granular set, because it is not known whether a part of each is
    enough. The result does not depend on the order of the operations.
    """
    choices = {(operation.classic, operation.granular) for operation in operations}
    forced = frozenset().union(*map(_forced, choices)) | have
    pairs = {pair for classic, granular in choices for pair in product(classic - forced, granular - forced)}
    return (forced | _cover(pairs, _weights(pairs, prefer))) - have


def _forced(choice: tuple[Scopes, Scopes]) -> Scopes:
    """The scopes that an operation needs in any case: those of its only set, or those in both of its sets."""
    classic, granular = choice
    return classic & granular if classic and granular else classic | granular


def _weights(pairs: set[Pair], prefer: Prefer) -> Mapping[str, int]:
    """What each scope costs: a number whose digits are what is counted, the most important first."""
    classic, named = {one for one, _ in pairs}, {scope for pair in pairs for scope in pair}
    base = len(named) + 1
    return {scope: _digits(scope, is_classic=scope in classic, prefer=prefer, base=base) for scope in named}


def _digits(scope: str, *, is_classic: bool, prefer: Prefer, base: int) -> int:
    does_more = not scope.startswith(("read:", "readonly:", "search:"))
    first, second, third = (1, does_more, not is_classic) if prefer is Prefer.CLASSIC else (is_classic, 1, does_more)
    return (first * base + second) * base + third


def _cover(pairs: set[Pair], weights: Mapping[str, int]) -> Scopes:
    """The cheapest scopes of which each pair has at least one."""
    both = {one for one, _ in pairs} & {other for _, other in pairs}
    if not both:
        return _Flow(pairs, weights).cover()
    name = min(both)
    partners = frozenset(scope for pair in pairs if name in pair for scope in pair) - {name}
    found = [
        taken | _cover({pair for pair in pairs if not taken & set(pair)}, weights)
        for taken in (frozenset([name]), partners)
    ]
    return min(found, key=lambda scopes: (sum(weights[scope] for scope in scopes), sorted(scopes)))


class _Flow:
    """A flow through a graph with two sides: each pair carries any amount, and each scope as much as it costs."""

    def __init__(self, pairs: Iterable[Pair], weights: Mapping[str, int]) -> None:
        self._granular_of: dict[str, list[str]] = defaultdict(list)
        self._classic_of: dict[str, list[str]] = defaultdict(list)
        for classic, granular in sorted(pairs):
            self._granular_of[classic].append(granular)
            self._classic_of[granular].append(classic)
        self._spare = dict(weights)
        self._carried: Counter[Pair] = Counter()

    def cover(self) -> Scopes:
        """The cheapest cover: what the largest flow fills up."""
        came_from, end = self._search()
        while end:
            self._push(came_from, end)
            came_from, end = self._search()
        reached = set(came_from)
        return frozenset((self._granular_of.keys() - reached) | (self._classic_of.keys() & reached))

    def _search(self) -> tuple[dict[str, str], str]:
        """From where each scope is reached that more can flow to, and a granular scope with room; empty if none has."""
        came_from = {scope: "" for scope in self._granular_of if self._spare[scope]}
        waiting = deque(came_from)
        while waiting:
            scope = waiting.popleft()
            if scope in self._classic_of and self._spare[scope]:
                return came_from, scope
            for following in self._next(scope):
                if following not in came_from:
                    came_from[following] = scope
                    waiting.append(following)
        return came_from, ""

    def _next(self, scope: str) -> list[str]:
        """Where more can flow to: every partner of a classic scope, and back to what a granular one is fed by."""
        if scope in self._granular_of:
            return self._granular_of[scope]
        return [classic for classic in self._classic_of[scope] if self._carried[classic, scope]]

    def _push(self, came_from: Mapping[str, str], end: str) -> None:
        """Send as much as possible along the way that ends at a granular scope."""
        way = [end]
        while came_from[way[-1]]:
            way.append(came_from[way[-1]])
        way.reverse()
        back = [(way[index + 1], way[index]) for index in range(1, len(way) - 1, 2)]
        amount = min(self._spare[way[0]], self._spare[end], *(self._carried[pair] for pair in back))
        for pair in zip(way[::2], way[1::2], strict=True):
            self._carried[pair] += amount
        for pair in back:
            self._carried[pair] -= amount
        self._spare[way[0]] -= amount
        self._spare[end] -= amount
