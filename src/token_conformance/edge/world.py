"""The worlds that the edge can model: what is known of Atlassian today, and how it could be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class World:
    """Named switches of the edge's behaviour; all off is what is known of Atlassian today."""

    resolves_scoped_tokens_at_site: bool = False
    """CLOUD-12617 is implemented: the site form takes a scoped token, with the scope check of the gateway."""


KNOWN = World()
REQUESTED = World(resolves_scoped_tokens_at_site=True)

WORLDS = {"known": KNOWN, "requested": REQUESTED}
"""Each world by the name that a person gives on the command line."""
