"""What a token that exists lacks for some calls, and what it has without need."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from token_conformance.advice.least_scopes.scope_names import apps_of_scopes
from token_conformance.catalogue.operations import Operation
from token_conformance.catalogue.scopes import Prefer, Scopes, needed_scopes
from token_conformance.errors import UserError, nearest
from token_conformance.model.url import APPS
from token_conformance.redaction.masking import masked

_BETWEEN = re.compile(r"[\s,;\[\]\"']+")
_LIKE_A_SCOPE = re.compile(r"[a-z][\w.-]{0,40}(?::[\w.-]{1,60}){1,3}", re.IGNORECASE)
_REMEDY = "`token-conformance scopes CALL` prints names of scopes"


@dataclass(frozen=True)
class Had:
    """The scopes to add to a token, and those that it has and does not need, both sorted."""

    missing: tuple[str, ...]
    superfluous: tuple[str, ...]

    @classmethod
    def of(cls, operations: Sequence[Operation], prefer: Prefer, have: Scopes) -> Self:
        """Compare what a token has with what it needs: as few as possible are added, and then as many as possible go.

        An operation that the token may call with its granular set does not miss its classic one.
        """
        missing = needed_scopes(operations, prefer, have)
        within = [_within(operation, have | missing) for operation in operations]
        return cls(tuple(sorted(missing)), tuple(sorted(have - needed_scopes(within, prefer))))


def had(texts: Iterable[str]) -> Mapping[str, Scopes]:
    """By app, the scopes in texts that have them with commas or blanks between; raises UserError for another word."""
    names = [name for text in texts for name in _BETWEEN.split(text) if name]
    if not names:
        raise UserError(f"the list of scopes that the token has is empty; {_REMEDY}")
    found = [(_known(name), app) for name in names for app in _apps_of(_known(name))]
    return {app: frozenset(name for name, of in found if of == app) for app in APPS}


def _known(name: str) -> str:
    """The name of a scope; another word is quoted only if it has the shape of one, since it can be a token."""
    if name in apps_of_scopes():
        return name
    if not _LIKE_A_SCOPE.fullmatch(name) or masked(name) != name:
        raise UserError("a word in the list of scopes is not the name of a scope; name scopes such as read:jira-work")
    raise UserError(f"{name}: no operation has a scope of this name; {nearest(name, apps_of_scopes(), _REMEDY)}")


def _apps_of(name: str) -> Collection[str]:
    """The apps of a scope; one that only a family names is looked at with Jira, which most families belong to."""
    return apps_of_scopes()[name] or ("jira",)


def _within(operation: Operation, scopes: Scopes) -> Operation:
    """The operation with those of its sets that a token with these scopes has."""
    classic, granular = (needed if needed <= scopes else Scopes() for needed in (operation.classic, operation.granular))
    return replace(operation, classic=classic, granular=granular)
