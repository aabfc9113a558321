"""The worlds that the edge can model: Atlassian as it is known today, and variants of it."""

from collections.abc import Callable
from dataclasses import dataclass

from token_conformance.catalogue.operations import Operation

Grants = Callable[[Operation, frozenset[str]], bool]
"""Whether a scoped token's scopes allow an operation."""


@dataclass(frozen=True)
class World:
    """Switches of the edge's behaviour. With their defaults the edge behaves as Atlassian is known to today."""

    resolves_scoped_tokens_at_site: bool = False
    """CLOUD-12617 is implemented: the site form accepts a person's scoped token, with the scope check of the gateway.

    What the ticket would change for the token of a service account is not known: it is answered as today."""

    grants: Grants = Operation.is_allowed
    """The scope check (G2)."""

    answers_for_every_cloud_id: bool = False
    """The gateway routes every cloud id to the tenant (G5)."""

    service_account_basic: bool = True
    """The gateway accepts the token of a service account as Basic with its address: four sources say that it does, and
    two that it does not (A1)."""


KNOWN = World()
REQUESTED = World(resolves_scoped_tokens_at_site=True)

WORLDS = {"known": KNOWN, "requested": REQUESTED}
"""Each world by its name on the command line."""
