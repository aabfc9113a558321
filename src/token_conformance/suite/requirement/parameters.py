"""The parameter of a cell's test: the cell with its id, and the marks for its recording and its known deviation."""

from functools import cache
from typing import TYPE_CHECKING

import pytest

from token_conformance.deviations.deviation import Deviation
from token_conformance.model.cell import Cell
from token_conformance.model.outcome import SUCCESSES
from token_conformance.redaction.output import one_line
from token_conformance.suite.cell_run import CellRun, Recording

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet  # pytest has no public name for it


class KnownDeviation(pytest.fail.Exception):  # type: ignore[misc,name-defined]  # pytest types it as a value
    """The outcome is exactly the declared deviation: pytest counts it as an expected failure.

    It derives from pytest's own failure, so that pytest does not make a traceback, which is slow and of no use here.
    """


def param_of(cell_run: CellRun) -> "ParameterSet":
    """The parameter of a cell's test with its marks; its id names the call too, where one test has all of an API."""
    marks = []
    vcr_options = cell_run.mode.vcr_options() if isinstance(cell_run.mode, Recording) else None
    if vcr_options is not None:
        marks.append(pytest.mark.vcr(**vcr_options))
    if isinstance(cell_run.deviation, Deviation) and cell_run.deviation.outcome not in SUCCESSES:
        marks.append(_known(cell_run.deviation.reason))
    return pytest.param(cell_run, id=id_of(cell_run.cell), marks=marks)


def id_of(cell: Cell) -> str:
    """The cell's part of a node id: its column, and before that the name of a call of the whole catalogue."""
    return f"{cell.endpoint.name}-{cell.column}" if cell.endpoint.api else cell.column


@cache
def _known(reason: str) -> pytest.MarkDecorator:
    """The mark of a cell that is known not to work; many cells have the same reason."""
    return pytest.mark.xfail(strict=True, raises=KnownDeviation, reason=one_line(reason))
