"""Tests of the classes of operations with the same scope sets."""

from token_conformance.advice.reach.classes import ScopeClass, scope_classes, scope_sets
from token_conformance.catalogue.operations import published

PUBLISHED = published()


def test_operations_with_the_same_sets_are_one_class() -> None:
    """The order of operations makes no difference, and an operation without scopes has no class."""
    names = ("GET /rest/api/3/myself", "GET /rest/api/2/myself", "GET /rest/api/3/serverInfo")
    found = scope_classes(PUBLISHED[name] for name in names)
    assert [[one.name for one in each.operations] for each in found] == [["GET /rest/api/3/myself", names[1]]]


def test_an_equal_classic_and_granular_set_is_one() -> None:
    """A class has one set if the operation has one kind of scopes."""
    assert len(scope_sets(PUBLISHED["GET /rest/api/3/myself"])) == 2
    assert len(scope_sets(PUBLISHED["GET /rest/agile/1.0/board"])) == 1


def test_only_two_sets_of_several_scopes_can_be_mixed() -> None:
    """A part of a set of one scope is the whole set."""
    two, one = frozenset("ab"), frozenset("c")
    assert ScopeClass((two, frozenset("cd")), ()).may_mix
    assert not ScopeClass((two, one), ()).may_mix
    assert not ScopeClass((two,), ()).may_mix
