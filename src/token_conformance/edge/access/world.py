"""The worlds that the edge can model: what is known of Atlassian today, and how it could be."""

from collections.abc import Callable
from dataclasses import dataclass

from token_conformance.catalogue.operations import Operation

Grants = Callable[[Operation, frozenset[str]], bool]
"""Whether a scoped token's scopes reach an operation."""


@dataclass(frozen=True)
class World:
    """Named switches of the edge's behaviour; all off is what is known of Atlassian today."""

    resolves_scoped_tokens_at_site: bool = False
    """CLOUD-12617 is implemented: the site form takes a scoped token, with the scope check of the gateway."""

    grants: Grants = Operation.is_allowed
    """The scope check (G2)."""

    answers_for_every_cloud_id: bool = False
    """The gateway leads to the tenant by whatever cloud id (G5)."""


KNOWN = World()
REQUESTED = World(resolves_scoped_tokens_at_site=True)

WORLDS = {"known": KNOWN, "requested": REQUESTED}
"""Each world by the name that a person gives on the command line."""
