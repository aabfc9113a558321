"""Plugins that deselect collected cells: those of other shards, and those of products that the tenant does not have."""

from collections.abc import Callable, Container

import pytest

from token_conformance.model.cell import Endpoint, Product
from token_conformance.results.merge import Shard
from token_conformance.suite.cell_run import cell_run_of, cell_runs_of


class ShardSelection:
    """Selects the cells of one shard; registered only if the user chose a shard."""

    def __init__(self, shard: Shard) -> None:
        self._shard = shard

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Deselect the cells of other shards; ordinary tests stay."""
        selected = self._shard.select(cell_run.cell.endpoint for cell_run in cell_runs_of(items))
        _deselect(config, items, lambda endpoint: endpoint not in selected)


class AbsentProducts:
    """Deselects the cells of products that the tenant does not have; pytest shows how many were deselected."""

    def __init__(self, absent: Container[Product]) -> None:
        self._absent = absent

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Deselect the cells of the absent products after everything was collected; ordinary tests stay."""
        _deselect(config, items, lambda endpoint: endpoint.product in self._absent)


def _deselect(config: pytest.Config, items: list[pytest.Item], is_left_out: Callable[[Endpoint], bool]) -> None:
    """Remove the cells of some endpoints, and report them to pytest as deselected."""
    left_out = {item for item in items if (cell_run := cell_run_of(item)) and is_left_out(cell_run.cell.endpoint)}
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = [item for item in items if item not in left_out]
