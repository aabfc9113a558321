"""Tests of the relations of scope sets."""

from token_conformance.advice.reach.classes import ScopeClass
from token_conformance.advice.reach.lattice import Lattice, group_of, members, union

CLASSES = [ScopeClass(tuple(map(frozenset, sets)), ()) for sets in (("a",), ("ab", "c"), ("abd",))]


def test_groups() -> None:
    """A group has its members in order."""
    assert list(members(group_of([4, 0, 2]))) == [0, 2, 4]
    assert union([1, 4, 5]) == 5


def test_sets_know_what_they_contain_and_what_contains_them() -> None:
    """Each set is in both of its own groups, and classes are found through their sets."""
    lattice = Lattice(CLASSES)
    number = {lattice.names(scopes): position for position, scopes in enumerate(lattice.sets)}
    one, two, three, other = (number[frozenset(scopes)] for scopes in ("a", "ab", "abd", "c"))
    assert lattice.below[two] == group_of([one, two])
    assert lattice.above[two] == group_of([two, three])
    assert lattice.classes_below[two] == group_of([0, 1])
    assert lattice.classes_above[two] == group_of([1, 2])
    assert lattice.classes_above[other] == group_of([1])
    assert lattice.with_scope[lattice.scopes.index("b")] == group_of([two, three])
    assert lattice.every_class == group_of([0, 1, 2])
    assert lattice.mixable == 0


def test_scopes_that_no_class_needs_are_left_out() -> None:
    """The group of unknown scopes is empty."""
    assert Lattice(CLASSES).group(["x"]) == 0
