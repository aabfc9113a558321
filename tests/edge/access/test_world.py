"""The named worlds."""

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.access.world import KNOWN, REQUESTED, WORLDS


def test_the_known_world_has_every_switch_off() -> None:
    """What is known of Atlassian is the default; the requested world differs from it."""
    switches = vars(KNOWN) | {"grants": KNOWN.grants is not Operation.is_allowed}
    assert {"resolves_scoped_tokens_at_site", "grants", "answers_for_every_cloud_id"} == switches.keys()
    assert not any(switches.values())
    assert {"known": KNOWN, "requested": REQUESTED} == WORLDS
    assert KNOWN != REQUESTED
