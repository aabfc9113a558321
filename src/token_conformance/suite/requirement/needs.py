"""What a requirement needs of a tenant, as its code shows: the fields of the tenant that it reads, and its fixtures."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from types import CodeType, FunctionType

from token_conformance.live.discovery.needs import NEEDS
from token_conformance.model.cell import Endpoint
from token_conformance.model.tenant import Tenant

_FIELDS = frozenset(field.name for field in fields(Tenant))

_FIXTURES = {"disposable_issue": "project_key", "disposable_page": "space_id"}
"""By fixture, the field of the tenant that names where it creates a thing."""


def needs_of(requirement: Callable[..., object], endpoint: Endpoint) -> frozenset[str]:
    """The needs of a requirement: fields of the tenant that are not empty, and words of the table `NEEDS`.

    A function of the same module that the requirement calls is read too; what a test reads in another way is not seen.
    """
    names = frozenset(_names(requirement, set()))
    proof = {NEEDS[endpoint.operation]} if endpoint.operation in NEEDS else set()
    return names & _FIELDS | {_FIXTURES[name] for name in names & _FIXTURES.keys()} | proof


def _names(requirement: object, seen: set[int]) -> Iterator[str]:
    """The names in the code of a function, of its arguments, and of the functions of its module that it calls."""
    if not isinstance(requirement, FunctionType) or id(requirement) in seen:
        return
    names = {name for code in _codes(requirement.__code__) for name in (*code.co_names, *code.co_varnames)}
    yield from names
    for name in names & requirement.__globals__.keys():
        yield from _names(requirement.__globals__[name], seen | {id(requirement)})


def _codes(code: CodeType) -> Iterator[CodeType]:
    """A code object with those of the functions inside of it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)
