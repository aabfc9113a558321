"""Which kind a token is, by where it works: nothing in the token itself tells."""

from dataclasses import dataclass
from enum import Enum, auto

from token_conformance.live.asking import Reply
from token_conformance.model import Outcome, Product


class Kind(Enum):
    """What a token turned out to be; `NOBODYS` is refused everywhere, and of `UNCLEAR` nothing can be said."""

    UNSCOPED = auto()
    SCOPED = auto()
    NOBODYS = auto()
    UNCLEAR = auto()


@dataclass(frozen=True)
class TokenReplies:
    """What the question who the caller is was answered with, for the token of a variable, by the product it is for."""

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
        return Kind.NOBODYS if self.gateway.is_refusal else Kind.UNCLEAR

    @property
    def lacks_scopes(self) -> bool:
        """Whether the gateway knows the token, and misses a scope."""
        return self.gateway.outcome is Outcome.SCOPE_MISMATCH
