"""What a run found, as marks on the lines of the deviations file.

They are GitHub's workflow commands: printed in a job, they appear in the pull request at the line that declares
(or does not yet declare) what the cell does.
"""

from pathlib import Path

from token_conformance.deviations.loader import Deviations
from token_conformance.model.verdict import Verdict
from token_conformance.report.unexpected import comparison
from token_conformance.results.record import CellResult

_LEVELS = {Verdict.IMPROVED: "warning", Verdict.INCONCLUSIVE: "notice", Verdict.NOT_OBSERVED: "notice"}
"""Every other verdict that is not as declared is an error."""


def annotation(cell: CellResult, declared: Deviations, path: Path) -> str:
    """The workflow command for one cell, at the line of its deviation, or at the top where there is none."""
    line = declared[cell.cell].line if cell.cell in declared else 1
    level = _LEVELS.get(cell.verdict, "error")
    place = f"file={_property(str(path))},line={line},title={_property(f'{cell.verdict}: {cell.cell}')}"
    return f"::{level} {place}::{_data(comparison(cell))}"


def _data(text: str) -> str:
    """Escape a message as GitHub's runner reads it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a value between commas and colons."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
