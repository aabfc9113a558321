"""An edge of one's own as a target."""

from token_conformance.edge.access.world import WORLDS
from token_conformance.live import edge_target


def test_every_world_of_the_edge_can_be_chosen() -> None:
    """The names are repeated in a module that does not load the edge, so they must be the same."""
    assert set(edge_target.WORLDS) == set(WORLDS)
