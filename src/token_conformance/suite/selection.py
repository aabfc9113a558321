"""The cells that a run does not run: those of other shards, of products that the tenant does not have, and more."""

from collections.abc import Callable, Collection, Container
from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest

from token_conformance.catalogue.written import is_in_catalogue
from token_conformance.model.cell import Cell, Endpoint, Product
from token_conformance.results.shard import Shard
from token_conformance.suite.cell_run import cell_run_of, cell_runs_of
from token_conformance.suite.options import Settings
from token_conformance.suite.output import usage_error
from token_conformance.suite.workers import pass_to_main_process

if TYPE_CHECKING:
    from token_conformance.live.settings import LiveSettings


class ShardSelection:
    """Selects the cells of one shard; registered only if the user chose a shard."""

    def __init__(self, shard: Shard) -> None:
        self._shard = shard

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Deselect the cells of other shards; ordinary tests stay.

        Raises UsageError, in each shard alike, if one of them would have no cell: they could not be merged.
        """
        collected = sorted(items, key=_place)  # a worker has put some of them first
        endpoints = [cell_run.cell.endpoint for cell_run in cell_runs_of(collected)]
        selected = self._shard.select(endpoints)
        most = len(set(endpoints))
        if endpoints and (self._shard.total > most or not selected):
            has = "1 endpoint; leave --shard out" if most == 1 else f"{most} endpoints; use at most {most} shards"
            problem = f"--shard {self._shard}: the run has {has}"
            pass_to_main_process(config, [problem])
            raise usage_error(problem)
        _deselect(config, items, lambda endpoint: endpoint not in selected)


def _place(item: pytest.Item) -> tuple[tuple[str, ...], int]:
    """Where a test is: its file and its line. Tests that one function generates keep their order."""
    path, line, _ = item.location
    return PurePath(path).parts, line or 0


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


def put_controls_first(items: list[pytest.Item]) -> None:
    """Run the positive controls of an endpoint before its other cells, in whatever order a plugin has put the tests.

    The other cells are not judged if a control failed before them. Each endpoint keeps the places of its cells.
    """
    places: dict[Endpoint, list[int]] = {}
    for place, item in enumerate(items):
        if cell_run := cell_run_of(item):
            places.setdefault(cell_run.cell.endpoint, []).append(place)
    for own in places.values():
        cells = sorted((items[place] for place in own), key=_is_no_control)
        for place, item in zip(own, cells, strict=True):
            items[place] = item


def _is_no_control(item: pytest.Item) -> bool:
    cell_run = cell_run_of(item)
    return cell_run is None or not cell_run.cell.is_positive_control


def not_sent(settings: Settings, live: "LiveSettings | None", cell: Cell, needs: Collection[str]) -> str | None:
    """Why a live run does not send a cell on purpose: its user, tokens, or what the tenant lacks; None if it does.

    `needs` is what the requirement of the cell needs of the tenant.
    """
    if not settings.sends(cell.endpoint):
        return "writes to the tenant; add --allow-writes"
    return live.reason_not_sent(cell, needs) if live else None


def unknown_to_edge(endpoint: Endpoint) -> str | None:
    """Why the edge is not asked: it would answer a call, which is declared beside its suite, as one of nothing."""
    if endpoint.api or is_in_catalogue(endpoint.operation):
        return None
    return "the edge knows only operations of the catalogue; test this one on your own tenant (--target live)"
