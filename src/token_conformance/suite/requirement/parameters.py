"""The parameter of a cell's test: the cell with its id, and the marks for its recording and its known deviation."""

from functools import cache
from typing import TYPE_CHECKING

import pytest

from token_conformance.deviations.deviation import Deviation
from token_conformance.model.outcome import SUCCESSES
from token_conformance.redaction.output import one_line
from token_conformance.suite.cell_run import CellRun, Recording

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet  # pytest has no public name for it


class KnownDeviation(pytest.fail.Exception):  # type: ignore[misc,name-defined]  # pytest types it as a value
    """The outcome is exactly the declared deviation: pytest counts it as an expected failure.

    It derives from pytest's own failure, so that pytest does not make a traceback, which is slow and of no use here.
    """


def param_of(cell_run: CellRun, name: str = "") -> "ParameterSet":
    """The parameter of a cell's test with its marks; `name` is that of its call, if the test has several calls."""
    marks = []
    vcr_options = cell_run.mode.vcr_options() if isinstance(cell_run.mode, Recording) else None
    if vcr_options is not None:
        marks.append(pytest.mark.vcr(**vcr_options))
    if isinstance(cell_run.deviation, Deviation) and cell_run.deviation.outcome not in SUCCESSES:
        marks.append(_known(cell_run.deviation.reason))
    column = cell_run.cell.column
    return pytest.param(cell_run, id=f"{name}-{column}" if name else column, marks=marks)


@cache
def _known(reason: str) -> pytest.MarkDecorator:
    """The mark of a cell that is known not to work; many cells have the same reason."""
    return pytest.mark.xfail(strict=True, raises=KnownDeviation, reason=one_line(reason))
