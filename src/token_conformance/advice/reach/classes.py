"""Classes of operations: those with the same scope sets, of which a token can call all or none."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from token_conformance.catalogue.operations import Operation


@dataclass(frozen=True)
class ScopeClass:
    """Operations with the same scope sets. `sets` has one or two: the classic one, the granular one, or both."""

    sets: tuple[frozenset[str], ...]
    operations: tuple[Operation, ...]

    @property
    def may_mix(self) -> bool:
        """Whether a part of one set and a part of the other could be enough: nobody knows if the gateway allows that.

        A part of a set of one scope is the whole set, so both sets must have several scopes.
        """
        return len(self.sets) > 1 and all(len(scopes) > 1 for scopes in self.sets)


def scope_sets(operation: Operation) -> tuple[frozenset[str], ...]:
    """The different scope sets of an operation, each with a scope, in a fixed order."""
    return tuple(sorted({operation.classic, operation.granular} - {frozenset()}, key=sorted))


def scope_classes(operations: Iterable[Operation]) -> tuple[ScopeClass, ...]:
    """The classes of the operations that need scopes, in a fixed order."""
    found = defaultdict(list)
    for operation in operations:
        if sets := scope_sets(operation):
            found[sets].append(operation)
    ordered = sorted(found.items(), key=lambda item: [sorted(scopes) for scopes in item[0]])
    return tuple(ScopeClass(sets, tuple(members)) for sets, members in ordered)
