"""The named worlds."""

from dataclasses import astuple

from token_conformance.edge.world import KNOWN, REQUESTED, WORLDS


def test_the_known_world_has_every_switch_off() -> None:
    """What is known of Atlassian is the default; the requested world differs from it."""
    assert not any(astuple(KNOWN))
    assert {"known": KNOWN, "requested": REQUESTED} == WORLDS
    assert KNOWN != REQUESTED
