"""How pytest-xdist hands out cells: those of one endpoint to one worker, for they depend on their controls."""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling


class EndpointScheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
    """Hands out a test function with all of its parameters at once."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("[")[0]


def scheduler(config: pytest.Config, log: Producer) -> EndpointScheduling | None:
    """The scheduler for xdist's ordinary mode; None where the user has chosen another one."""
    return EndpointScheduling(config, log) if config.getoption("dist") == "load" else None
