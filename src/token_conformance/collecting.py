"""From a marked test function to the cells that it is run in."""

from difflib import get_close_matches

import pytest

from token_conformance.catalogue import published
from token_conformance.cell_run import CellRun
from token_conformance.model import COLUMNS, Cell, Endpoint, Product

CELL_RUN = "cell_run"
"""The name of the parameter that carries a test's cell."""


def cell_run_of(item: pytest.Item) -> CellRun | None:
    """The cell that a collected test runs in; None for an ordinary test."""
    callspec = getattr(item, "callspec", None)
    return callspec.params.get(CELL_RUN) if callspec else None


def endpoint_of(definition: pytest.Item) -> Endpoint | None:
    """The endpoint that a test function is the requirement of; None where it is an ordinary test.

    Raises pytest.UsageError for an operation or product that does not exist.
    """
    mark = definition.get_closest_marker("endpoint")
    if mark is None:
        return None
    (operation,) = mark.args
    _require_published(operation, definition.nodeid)
    name = definition.name.removeprefix("test_").replace("_", "-")
    return Endpoint(_product(definition), name, operation, **mark.kwargs)


def cells_of(endpoint: Endpoint) -> list[Cell]:
    """The endpoint's eight cells, positive controls first."""
    return [Cell(endpoint, credential, form) for credential, form in COLUMNS]


def _product(definition: pytest.Item) -> Product:
    name = definition.path.stem.removeprefix("test_").replace("_", "-")
    try:
        return Product(name)
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
