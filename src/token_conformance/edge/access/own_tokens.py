"""Tokens of the edge's account with the scopes that a user asks for: `--token NAME=SCOPE,SCOPE`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Self

from token_conformance.catalogue.operations import family_operations, published, retired
from token_conformance.edge.access.tokens import SCOPED_FOR, Token
from token_conformance.errors import UserError, nearest, shortened
from token_conformance.model.account import Account

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
_FORM = "write NAME=SCOPE,SCOPE, such as mine=read:jira-work,write:jira-work"
_MOST_SCOPES = 50
"""The most scopes of a real token, by a claim of a public client."""


@dataclass(frozen=True)
class OwnToken:
    """A token with exactly these scopes. `asked` is how the user wrote them."""

    name: str
    scopes: frozenset[str]
    asked: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `NAME=SCOPE,SCOPE`; a scope may be `all:jira` or `all:confluence`. Raises UserError."""
        name, equals, asked = text.partition("=")
        if not equals:
            raise UserError(f"'{shortened(text)}' has no scopes; {_FORM}")
        if not _NAME.fullmatch(name):
            raise UserError(
                f"'{shortened(name)}' is not a name of a token: it must be a letter, and at most 39 letters, digits,"
                f" '-' and '_' after it; {_FORM}"
            )
        words = [word.strip() for word in asked.split(",")]
        return cls(name, frozenset().union(*map(_scopes, words)), ",".join(words))

    @property
    def value(self) -> str:
        """The token."""
        return f"MADE-UP-OWN-TOKEN-{self.name}"

    @property
    def variable(self) -> str:
        """The name as a part of the name of an environment variable."""
        return self.name.upper().replace("-", "_")

    @property
    def apps(self) -> list[str]:
        """The apps that its scopes belong to."""
        return [app for app, scopes in scopes_of_apps().items() if scopes & self.scopes]

    @property
    def notes(self) -> list[str]:
        """What a real token cannot have, as far as is claimed; the edge does not enforce it."""
        many = f"it has {len(self.scopes)} scopes; a real token is said to have at most {_MOST_SCOPES} (claimed)"
        mixed = "it has scopes of Jira and Confluence; a person's token is said to be for one app (claimed)"
        return [*([many] if len(self.scopes) > _MOST_SCOPES else []), *([mixed] if len(self.apps) > 1 else [])]

    def token(self, email: str, account_id: str) -> Token:
        """The token as that of a person; one with scopes of both apps is of the kind for Jira."""
        return Token(email, account_id, self.scopes, SCOPED_FOR[self.apps[0]])


def every_scope() -> Mapping[str, OwnToken]:
    """A token with every scope of an app, by the name of its field in an account; no real token can have so many."""
    return {f"scoped_{app}": OwnToken.parse(f"{app}=all:{app}") for app in SCOPED_FOR}


def holding(account: Account, tokens: Mapping[str, OwnToken]) -> Account:
    """The account with tokens in place of those of its fields with the same names."""
    values: dict[str, Any] = {field: token.value for field, token in tokens.items()}
    return replace(account, **values)


def check_names(tokens: Iterable[OwnToken]) -> None:
    """Raise UserError if two tokens have the same name, or names that make one variable."""
    seen: dict[str, str] = {}
    for token in tokens:
        if token.variable in seen:
            raise UserError(f"two tokens would be called {seen[token.variable]!r}; give each --token another name")
        seen[token.variable] = token.name


@cache
def scopes_of_apps() -> Mapping[str, frozenset[str]]:
    """Every scope of the catalogue, by the app that it belongs to."""
    catalogues = (published(), retired(), family_operations())
    operations = [operation for each in catalogues for operation in each.operations.values()]
    return {
        app: frozenset().union(*(each.classic | each.granular for each in operations if each.app == app))
        for app in SCOPED_FOR
    }


def _scopes(word: str) -> frozenset[str]:
    wide = {f"all:{app}": scopes for app, scopes in scopes_of_apps().items()}
    known = frozenset().union(*wide.values())
    if not word:
        raise UserError(f"a scope is empty; {_FORM}")
    if word not in wide and word not in known:
        remedy = nearest(
            word.lower(), [*wide, *sorted(known)], f"{_FORM}, or all:jira or all:confluence for all of an app"
        )
        raise UserError(f"unknown scope '{shortened(word)}', which no operation of the catalogue needs; {remedy}")
    return wide.get(word, frozenset({word}))
