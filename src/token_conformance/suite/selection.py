"""The cells that a run does not run: those of other shards, of products that the tenant does not have, and more."""

from collections.abc import Callable, Container
from typing import TYPE_CHECKING

import pytest

from token_conformance.model.cell import Endpoint, Product
from token_conformance.results.merge import Shard
from token_conformance.suite.cell_run import CellRun, cell_run_of, cell_runs_of
from token_conformance.suite.options import Settings

if TYPE_CHECKING:
    from token_conformance.live.settings import LiveSettings


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

    def __init__(self, absent: Callable[[], Container[Product]]) -> None:
        """`absent` is called after the preflight, which finds out what the tenant has."""
        self._absent = absent

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Deselect the cells of the absent products after everything was collected; ordinary tests stay."""
        absent = self._absent()
        _deselect(config, items, lambda endpoint: endpoint.product in absent)


def _deselect(config: pytest.Config, items: list[pytest.Item], is_left_out: Callable[[Endpoint], bool]) -> None:
    """Remove the cells of some endpoints, and report them to pytest as deselected."""
    left_out = {item for item in items if (cell_run := cell_run_of(item)) and is_left_out(cell_run.cell.endpoint)}
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = [item for item in items if item not in left_out]


def not_sent(settings: Settings, live: "LiveSettings | None", cell_run: CellRun) -> str | None:
    """Why a live run does not send a cell on purpose: its user, tokens, or what the tenant lacks; None if it does."""
    if not settings.sends(cell_run.cell.endpoint):
        return "writes to the tenant; add --allow-writes"
    return live.reason_not_sent(cell_run.cell, cell_run.needs) if live else None
