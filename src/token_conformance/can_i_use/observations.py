"""What a run saw of a call, and what is declared of it: evidence goes before rules, and a live run before both."""

from collections.abc import Sequence

from token_conformance.can_i_use.question import Question
from token_conformance.can_i_use.rules import Finding
from token_conformance.model import Grade, Outcome
from token_conformance.outcome import REFUSALS
from token_conformance.report.evidence import Evidence, evidence
from token_conformance.report.symbol import MEANINGS
from token_conformance.results import CellResult, Results

_GRADES = [grade.value for grade in Grade]


def cell_of(asked: Question, results: Results) -> CellResult | None:
    """The cell that says most of the call: one of a live tenant that failed, or else the best evidence."""
    return min(_cells(asked, results), key=_worth, default=None)


def by_results(cell: CellResult) -> Finding | None:
    """Answer from a cell; None where it says nothing of Atlassian, as the success of a local model does not."""
    if cell.recorded and cell.recorded.source == "live" and cell.outcome:
        seen = Evidence(Grade.RECORDED, cell.recorded.at.isoformat(), f"a live tenant, by v{cell.recorded.by}", "")
        return Finding(cell.outcome is Outcome.WORKS, f"It was so: {MEANINGS[cell.outcome]}.", seen)
    known = evidence(cell)
    if known is None or cell.deviation is None:
        return None
    return Finding(works=False, reason=cell.deviation.get("effect", ""), evidence=known)


def _cells(asked: Question, results: Results) -> Sequence[CellResult]:
    wanted = (asked.operation.name, asked.token, asked.form)
    cells = [cell for cell in results.cells if (cell.operation, cell.credential, cell.url_form) == wanted]
    return [cell for cell in cells if cell.outcome in {Outcome.WORKS, *REFUSALS}]


def _worth(cell: CellResult) -> tuple[bool, bool, int]:
    live = cell.recorded is not None and cell.recorded.source == "live"
    grade = (cell.deviation or {}).get("grade")
    return not live, cell.outcome is Outcome.WORKS, _GRADES.index(grade) if grade in _GRADES else len(_GRADES)
