"""The names of scopes that are published for some operation, with the apps that they belong to."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from token_conformance.catalogue.families import families
from token_conformance.catalogue.operations import family_operations, published, retired


@cache
def apps_of_scopes() -> Mapping[str, frozenset[str]]:
    """By the name of each scope, the apps that have an operation with it; none of a scope that only a family names."""
    apps: dict[str, set[str]] = defaultdict(set)
    for catalogue in (published(), retired()):
        for operation in catalogue.operations.values():
            for scope in operation.classic | operation.granular:
                apps[scope].add(operation.app)
    of_families = {scope for one in family_operations().operations.values() for scope in one.granular | one.classic}
    for scope in (*of_families, *(name for family in families() for name in family.scopes)):
        apps.setdefault(scope, set())
    return {scope: frozenset(named) for scope, named in apps.items()}


@cache
def classic_scopes() -> frozenset[str]:
    """The scopes that stand in a classic set of an operation."""
    every = (*published().operations.values(), *retired().operations.values())
    return frozenset(scope for operation in every for scope in operation.classic)


def kind_of(scope: str) -> str:
    """`classic` or `granular`, as Atlassian's form tells them apart."""
    return "classic" if scope in classic_scopes() else "granular"
