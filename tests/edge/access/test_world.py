"""The named worlds."""

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.access.world import KNOWN, REQUESTED, WORLDS


def test_the_known_world_has_every_switch_as_it_is_known() -> None:
    """What is known best of Atlassian is the default; the requested world differs from it."""
    switches = vars(KNOWN) | {"grants": KNOWN.grants is Operation.is_allowed}
    assert switches == {
        "resolves_scoped_tokens_at_site": False,
        "grants": True,
        "answers_for_every_cloud_id": False,
        "service_account_basic": True,
    }
    assert {"known": KNOWN, "requested": REQUESTED} == WORLDS
    assert KNOWN != REQUESTED
