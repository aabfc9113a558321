"""What contains what among the scope sets of some classes, computed once. Each group is a number, one bit for a member.

A bit of a *scope group* is a scope, one of a *set group* a scope set, and one of a *class group* a class of operations.
"""

from collections.abc import Iterable, Iterator, Sequence

from token_conformance.advice.reach.classes import ScopeClass


class Lattice:
    """The scope sets of some classes, by number, with their relations.

    `sets` has the scope group of each set, and `alternatives` the numbers of the sets of each class. `below` and
    `above` have, of each set, the group of those that it contains and of those that contain it, both with itself.
    `classes_below` and `classes_above` have the group of the classes that one of these sets belongs to.
    """

    def __init__(self, classes: Sequence[ScopeClass]) -> None:
        self.classes = tuple(classes)
        self.scopes = sorted({scope for one in classes for scopes in one.sets for scope in scopes})
        named = sorted({scopes for one in classes for scopes in one.sets}, key=sorted)
        number = {scopes: position for position, scopes in enumerate(named)}
        self.sets = [self.group(scopes) for scopes in named]
        self.alternatives = [[number[scopes] for scopes in one.sets] for one in classes]
        self.below = [self._sets_where(other & ~one == 0 for other in self.sets) for one in self.sets]
        self.above = [self._sets_where(one & ~other == 0 for other in self.sets) for one in self.sets]
        self.with_scope = [self._sets_where(one >> bit & 1 for one in self.sets) for bit in range(len(self.scopes))]
        own = [group_of(k for k, sets in enumerate(self.alternatives) if s in sets) for s in range(len(self.sets))]
        self.classes_of = own
        self.classes_below = [union(own[other] for other in members(group)) for group in self.below]
        self.classes_above = [union(own[other] for other in members(group)) for group in self.above]
        self.mixable = group_of(k for k, one in enumerate(classes) if one.may_mix)

    @property
    def every_class(self) -> int:
        """The group of all classes."""
        return (1 << len(self.classes)) - 1

    def group(self, scopes: Iterable[str]) -> int:
        """The scope group of the scopes that a class needs; others are left out."""
        wanted = frozenset(scopes)
        return group_of(position for position, scope in enumerate(self.scopes) if scope in wanted)

    def names(self, group: int) -> frozenset[str]:
        """The scopes of a scope group."""
        return frozenset(self.scopes[position] for position in members(group))

    def _sets_where(self, conditions: Iterable[object]) -> int:
        return group_of(position for position, holds in enumerate(conditions) if holds)


def group_of(numbers: Iterable[int]) -> int:
    """The group with these numbers."""
    return union(1 << number for number in numbers)


def union(groups: Iterable[int]) -> int:
    """The group of all that is in one of the groups."""
    whole = 0
    for group in groups:
        whole |= group
    return whole


def members(group: int) -> Iterator[int]:
    """The numbers in a group, the lowest first."""
    while group:
        lowest = group & -group
        yield lowest.bit_length() - 1
        group ^= lowest
