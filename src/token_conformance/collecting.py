"""From a marked test function to the cells that it is run in."""

from collections.abc import Callable
from difflib import get_close_matches

import pytest

from token_conformance.catalogue.operations import published
from token_conformance.cell_run import CellRun
from token_conformance.listing import declared, product_of
from token_conformance.model import COLUMNS, Cell, Endpoint, Product

CELL_RUN = "cell_run"
"""The name of the parameter that carries a test's cell."""


_MADE = frozenset({"disposable_issue", "disposable_page"})
"""The fixtures that make a thing for each cell."""


def cell_run_of(item: pytest.Item) -> CellRun | None:
    """The cell that a collected test runs in; None for an ordinary test."""
    callspec = getattr(item, "callspec", None)
    return callspec.params.get(CELL_RUN) if callspec else None


def takes_one_request(item: pytest.Item) -> bool:
    """Whether nothing must be made for a test before its own request."""
    return _MADE.isdisjoint(getattr(item, "fixturenames", ()))


def endpoint_of(definition: pytest.Item) -> Endpoint | None:
    """The endpoint that a test function is the requirement of; None where it is an ordinary test.

    Raises pytest.UsageError for an operation or product that does not exist.
    """
    mark = definition.get_closest_marker("endpoint")
    if mark is None:
        return None
    (operation,) = mark.args
    _require_published(operation, definition.nodeid)
    return declared(_product(definition), definition.name, mark)


def cells_of(endpoint: Endpoint) -> list[Cell]:
    """The endpoint's eight cells, positive controls first."""
    return [Cell(endpoint, credential, form) for credential, form in COLUMNS]


def deselect(config: pytest.Config, items: list[pytest.Item], is_left_out: Callable[[Endpoint], bool]) -> None:
    """Leave out the cells of some endpoints, so that pytest counts them as deselected; ordinary tests stay."""
    left_out = {item for item in items if (cell_run := cell_run_of(item)) and is_left_out(cell_run.cell.endpoint)}
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = [item for item in items if item not in left_out]


def _product(definition: pytest.Item) -> Product:
    try:
        return product_of(definition.path)
    except ValueError:
        known = ", ".join(f"test_{product.replace('-', '_')}.py" for product in Product)
        raise pytest.UsageError(
            f"{definition.nodeid}: the file's name says no product; name it one of {known}"
        ) from None


def _require_published(operation: str, nodeid: str) -> None:
    if operation in published():
        return
    near = get_close_matches(operation, published().operations, n=1, cutoff=0)
    raise pytest.UsageError(f"{nodeid}: {operation} is no published operation; did you mean {near[0]}?")
