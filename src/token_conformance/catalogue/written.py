"""An operation as somebody writes it in a suite or a program: the one of the catalogue, or what is wrong with it."""

import datetime as dt
from difflib import get_close_matches

from token_conformance.catalogue.operations import Operation, published, retired
from token_conformance.catalogue.states import State, states
from token_conformance.errors import shortened

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
    near = get_close_matches(shortened(operation), published().operations, n=_MOST_TRIED)
    living = next((name for name in near if not is_removed(name)), None)
    remedy = f"did you mean {living}?" if living else "check its method and path"
    return f"{shortened(operation)} is not a published operation; {remedy}"


def is_removed(operation: str) -> bool:
    """Whether an operation is gone, or was to go on a day that is past, so that nobody should call it now."""
    state = states().find(*operation.split(" ", 1))
    if state is None:
        return False
    is_overdue = state.state is State.GOING and state.is_past(dt.datetime.now(dt.UTC).date())
    return is_overdue or state.state in {State.GONE, State.GONE_FOR_OAUTH, State.UNPUBLISHED}
