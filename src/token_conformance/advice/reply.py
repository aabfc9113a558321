"""The whole answer to a question, with what to use instead where it is no.

Evidence goes before rules, and a live run before both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from token_conformance.advice.question import Question
from token_conformance.catalogue.evidence import Evidence
from token_conformance.catalogue.inference import Finding, infer
from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import REFUSALS, Outcome
from token_conformance.report.curl import BASES
from token_conformance.report.evidence import evidence
from token_conformance.report.legend import MEANINGS
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

_GRADES = [grade.value for grade in Grade]

_DOCUMENTED = ((Credential.SCOPED, UrlForm.GATEWAY), (Credential.UNSCOPED, UrlForm.SITE))
"""The scoped one first, for the other is being deprecated."""


@dataclass(frozen=True)
class Reply:
    """What is known of the call, the cell that a run saw of it, and the call to make instead, if there is one."""

    asked: Question
    finding: Finding
    seen: CellResult | None
    instead: Question | None


def reply(asked: Question, results: Results | None) -> Reply:
    """Answer a question from the results of a run, where there are some, and from the rules."""
    seen = cell_of(asked, results) if results else None
    found = _finding(asked, seen)
    return Reply(asked, found, seen, None if found.works else _instead(asked, results))


def url(call: Question) -> str:
    """Where a call is sent, with placeholders for the tenant's own names."""
    return BASES[call.form].format(app=call.operation.app) + call.path


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


def _finding(asked: Question, seen: CellResult | None) -> Finding:
    return (by_results(seen) if seen else None) or infer(asked.operation, asked.token, asked.form)


def _instead(asked: Question, results: Results | None) -> Question | None:
    """The same token at the other URL form, or else the token type that is known to work where it is documented."""
    for other in _others(asked):
        seen = cell_of(other, results) if results else None
        if _finding(other, seen).works:
            return other
    return None


def _others(asked: Question) -> Iterator[Question]:
    yield from (asked.at(asked.token, form) for form in UrlForm if form is not asked.form)
    yield from (asked.at(token, form) for token, form in _DOCUMENTED if token is not asked.token)


def _cells(asked: Question, results: Results) -> Sequence[CellResult]:
    wanted = (asked.operation.name, asked.token, asked.form)
    cells = [cell for cell in results.cells if (cell.operation, cell.credential, cell.url_form) == wanted]
    return [cell for cell in cells if cell.outcome in {Outcome.WORKS, *REFUSALS}]


def _worth(cell: CellResult) -> tuple[bool, bool, int]:
    live = cell.recorded is not None and cell.recorded.source == "live"
    grade = (cell.deviation or {}).get("grade")
    return not live, cell.outcome is Outcome.WORKS, _GRADES.index(grade) if grade in _GRADES else len(_GRADES)
