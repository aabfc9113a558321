"""The reply to a question: whether the call works, and what to use instead if it does not.

The result of a live run is used first, then a declared deviation with its evidence, and then the rules.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from token_conformance.advice.question import Question
from token_conformance.catalogue.inference import Finding, infer
from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.grade import Evidence, Grade
from token_conformance.model.outcome import REFUSALS, Outcome
from token_conformance.report.curl import BASES
from token_conformance.report.evidence import evidence
from token_conformance.report.legend import MEANINGS
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

_GRADES = [grade.value for grade in Grade]

_DOCUMENTED = ((Credential.SCOPED, UrlForm.GATEWAY), (Credential.UNSCOPED, UrlForm.SITE))
"""The combinations that Atlassian documents; the scoped token is first, because the other is being deprecated."""


@dataclass(frozen=True)
class Reply:
    """The finding on a call, the cell in which a run observed the call, and the call to use instead, if any."""

    question: Question
    finding: Finding
    observed: CellResult | None
    instead: Question | None


def reply(question: Question, results: Results | None) -> Reply:
    """Answer a question from the results of a run, if there are any, and from the rules."""
    observed = cell_of(question, results) if results else None
    finding = _finding(question, observed)
    return Reply(question, finding, observed, None if finding.works else _instead(question, results))


def url(call: Question) -> str:
    """The URL of a call, with placeholders for the names of the tenant."""
    return BASES[call.form].format(app=call.operation.app) + call.path


def cell_of(question: Question, results: Results) -> CellResult | None:
    """The cell with the best evidence on a call: of a live tenant before others, and a failure before a success."""
    return min(_cells(question, results), key=_rank, default=None)


def finding_of(cell: CellResult) -> Finding | None:
    """The finding from a cell; None if it says nothing about Atlassian, such as a success with the local model."""
    if cell.recorded and cell.recorded.source == "live" and cell.outcome:
        live = Evidence(Grade.RECORDED, cell.recorded.at.isoformat(), f"a live tenant, by v{cell.recorded.by}", "")
        return Finding(cell.outcome is Outcome.WORKS, f"Observed: {MEANINGS[cell.outcome]}.", live)
    declared = evidence(cell)
    if declared is None or cell.deviation is None:
        return None
    return Finding(works=False, reason=cell.deviation.get("effect", ""), evidence=declared)


def _finding(question: Question, observed: CellResult | None) -> Finding:
    from_run = finding_of(observed) if observed else None
    return from_run or infer(question.operation, question.token, question.form)


def _instead(question: Question, results: Results | None) -> Question | None:
    """The call that works: with the same token at the other URL form, or else as documented for the other token."""
    for other in _others(question):
        observed = cell_of(other, results) if results else None
        if _finding(other, observed).works:
            return other
    return None


def _others(question: Question) -> Iterator[Question]:
    yield from (question.at(question.token, form) for form in UrlForm if form is not question.form)
    yield from (question.at(token, form) for token, form in _DOCUMENTED if token is not question.token)


def _cells(question: Question, results: Results) -> Sequence[CellResult]:
    call = (question.operation.name, question.token, question.form)
    cells = [cell for cell in results.cells if (cell.operation, cell.credential, cell.url_form) == call]
    return [cell for cell in cells if cell.outcome in {Outcome.WORKS, *REFUSALS}]


def _rank(cell: CellResult) -> tuple[bool, bool, int]:
    is_live = cell.recorded is not None and cell.recorded.source == "live"
    grade = (cell.deviation or {}).get("grade")
    return not is_live, cell.outcome is Outcome.WORKS, _GRADES.index(grade) if grade in _GRADES else len(_GRADES)
