"""An operation as somebody writes it in a suite or a program: the one of the catalogue, or what is wrong with it."""

import datetime as dt
import re
from difflib import get_close_matches

from token_conformance.catalogue.known import find_operation, operation_of_family
from token_conformance.catalogue.operations import Operation, published, retired
from token_conformance.catalogue.states import State, states
from token_conformance.errors import shortened

_CALL = re.compile(r"(?P<method>[A-Za-z]+)\s+(?:https?://[^/\s]+)?(?:/ex/[a-z]+/[^/\s]+)?(?P<path>/[^\s?#]*)\S*")
_BASE = re.compile(r"^[A-Z]+ /(?:rest/(?:api|agile)/[^/]+/|rest/[^/]+/|wiki/rest/api/|wiki/api/v2/)")

_MOST_TRIED = 5
"""The most similar operations among which one is looked for that is not removed."""


def in_catalogue(name: str) -> Operation:
    """A published operation, or one that Atlassian published once; raises KeyError for any other."""
    return published()[name] if name in published() else retired()[name]


def is_in_catalogue(name: str) -> bool:
    """Whether an operation is published, or was once."""
    return name in published() or name in retired()


def problem_of(operation: str) -> str:
    """What is wrong with an operation, and what to write; empty if it is in the catalogue."""
    if is_in_catalogue(operation):
        return ""
    if is_of_family(operation):
        return f"{operation} has a base of its own and not two URL forms; ask `token-conformance can-i-use` about it"
    meant = _meant(operation) or next(filter(_is_alive, _near(shortened(operation))), None)
    remedy = f"did you mean {meant}?" if meant else "check its method and path"
    return f"{shortened(operation)} is not a published operation; {remedy}"


def is_of_family(operation: str) -> bool:
    """Whether an operation is one of an API that is neither at a site nor below `/ex` of the gateway."""
    method, _, path = operation.partition(" ")
    return operation_of_family(method, path) is not None


def _meant(operation: str) -> str | None:
    """The operation of a call that is written with the values of its parameters, or as a URL."""
    call = _CALL.fullmatch(operation)
    found = find_operation(call["method"].upper(), call["path"]) if call else None
    return found.name if found and is_in_catalogue(found.name) and _is_alive(found.name) else None


def _near(operation: str) -> list[str]:
    """The operations that are spelt most like one; the part that all operations of an API share does not count."""
    near = get_close_matches(operation, published().operations, n=_MOST_TRIED)
    return [name for name in near if get_close_matches(_BASE.sub("", operation), [_BASE.sub("", name)])]


def _is_alive(operation: str) -> bool:
    return not is_removed(operation)


def is_removed(operation: str) -> bool:
    """Whether an operation is gone, or was to go on a day that is past, so that nobody should call it now."""
    state = states().find(*operation.split(" ", 1))
    if state is None:
        return False
    is_overdue = state.state is State.GOING and state.is_past(dt.datetime.now(dt.UTC).date())
    return is_overdue or state.state in {State.GONE, State.GONE_FOR_OAUTH, State.UNPUBLISHED}
