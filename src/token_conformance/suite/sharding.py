"""Leaves out the cells of other shards, visibly, once everything has been collected and checked."""

import pytest

from token_conformance.results.merge import Shard
from token_conformance.suite.collection import cell_run_of, deselect


class Selection:
    """A pytest plugin of its own, registered only where a shard was asked for."""

    def __init__(self, shard: Shard) -> None:
        self._shard = shard

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Deselect the cells of other shards; ordinary tests stay."""
        mine = self._shard.select(cell_run.cell.endpoint for item in items if (cell_run := cell_run_of(item)))
        deselect(config, items, lambda endpoint: endpoint not in mine)
