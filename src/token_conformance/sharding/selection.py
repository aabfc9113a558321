"""Leaves out the cells of other shards, visibly, once everything has been collected and checked."""

import pytest

from token_conformance.collecting import cell_run_of
from token_conformance.sharding.shard import Shard


class Selection:
    """A pytest plugin of its own, registered only where a shard was asked for."""

    def __init__(self, shard: Shard) -> None:
        self._shard = shard

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Deselect the cells of other shards; ordinary tests stay."""
        endpoints = {item: cell_run.cell.endpoint for item in items if (cell_run := cell_run_of(item))}
        mine = self._shard.select(endpoints.values())
        others = {item for item, endpoint in endpoints.items() if endpoint not in mine}
        config.hook.pytest_deselected(items=list(others))
        items[:] = [item for item in items if item not in others]
