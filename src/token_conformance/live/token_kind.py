"""The kind of a token, by where it works: the token itself does not show its kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from token_conformance.live.probes import Reply
from token_conformance.live.variables import name_of
from token_conformance.model.cell import Product
from token_conformance.model.outcome import Outcome


class Kind(Enum):
    """The kind of a token; an `INVALID` one is refused everywhere, and of an `UNCLEAR` one the kind is unknown."""

    UNSCOPED = auto()
    SCOPED = auto()
    INVALID = auto()
    UNCLEAR = auto()


@dataclass(frozen=True)
class TokenReplies:
    """The answers to the question who the caller is, for the token in a variable, from the token's product."""

    field: str
    product: Product
    site: Reply
    gateway: Reply

    @property
    def kind(self) -> Kind:
        """The kind: a token with scopes does not work at the site (CLOUD-12617), and is known at the gateway."""
        if self.site.works:
            return Kind.UNSCOPED
        if not self.site.is_refusal:
            return Kind.UNCLEAR
        if self.gateway.works or self.lacks_scopes:
            return Kind.SCOPED
        return Kind.INVALID if self.gateway.is_refusal else Kind.UNCLEAR

    @property
    def lacks_scopes(self) -> bool:
        """Whether the gateway knows the token, but refuses it because of a missing scope."""
        return self.gateway.outcome is Outcome.SCOPE_MISMATCH


PAGE = "https://id.atlassian.com/manage-profile/security/api-tokens"
TRUST = "--trust-tokens"

_NONE_ACCEPTED = (
    f"{name_of('email')}: no token is accepted with this address, neither at the site nor at the gateway; set"
    f" it to the address of the tokens' account, and check at {PAGE} that they have not expired"
)


def token_problems(unscoped: TokenReplies | None, scoped: Sequence[TokenReplies], *, trusts: bool) -> list[str]:
    """One line for each token that is not of its variable's kind; `trusts` accepts a scoped token at the site.

    `unscoped` is None if the user has set scoped tokens only.
    """
    tokens = [*filter(None, [unscoped]), *scoped]
    if all(token.kind is Kind.INVALID for token in tokens):
        return [_NONE_ACCEPTED]
    other = next((token for token in scoped if token.kind is Kind.UNSCOPED), None)
    if unscoped and unscoped.kind is Kind.SCOPED and other is not None:
        return [swapped(unscoped.field, other.field)]
    problems = [_unscoped(unscoped) if unscoped else None, *(_scoped(token, trusts=trusts) for token in scoped)]
    return [problem for problem in problems if problem]


def swapped(one: str, other: str) -> str:
    """The problem of two tokens that are set to each other's variable."""
    return f"{name_of(one)} and {name_of(other)}: are swapped; exchange their values"


def _unscoped(token: TokenReplies) -> str | None:
    if token.kind is Kind.SCOPED:
        return (
            f"{name_of(token.field)}: is a token with scopes: it is refused at the site and known at the gateway;"
            f" create one with 'Create API token' at {PAGE}, or set it as the token with scopes that it is"
        )
    return _unusable(token)


def _scoped(token: TokenReplies, *, trusts: bool) -> str | None:
    if token.kind is not Kind.UNSCOPED:
        return _unusable(token)
    if not trusts:
        return (
            f"{name_of(token.field)}: works at the site, which no token with scopes is known to do; create one with"
            f" 'Create API token with scopes' at {PAGE}, or add {TRUST} if it has scopes:"
            f" then CLOUD-12617 is implemented; a token without scopes belongs in {name_of('unscoped_token')}"
        )
    return None if token.gateway.works or token.lacks_scopes else _unclear(token)


def _unusable(token: TokenReplies) -> str | None:
    if token.kind is Kind.UNCLEAR:
        return _unclear(token)
    if token.kind is Kind.INVALID:
        return (
            f"{name_of(token.field)}: is refused at the site and at the gateway; it is misspelled, expired or revoked,"
            f" or the account may not use {token.product.title}: see {PAGE}"
        )
    return None


def _unclear(token: TokenReplies) -> str:
    form, reply = ("gateway", token.gateway) if token.site.works or token.site.is_refusal else ("site", token.site)
    return f"{name_of(token.field)}: its kind is unknown, because the {form} answered {reply}; try again later"
