"""What a live run of the user observed of a call, which counts more than anything published."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from token_conformance.calls.target import OperationTarget
from token_conformance.catalogue.answer import Answer, Basis, Says
from token_conformance.catalogue.answer_credential import Asked, schemes
from token_conformance.model.grade import Evidence, Grade
from token_conformance.model.outcome import REFUSALS, SUCCESSES, Outcome
from token_conformance.report.legend import MEANINGS
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

LIVE = "live"
"""The source of results that were recorded from a live tenant."""

_TELLING = {*SUCCESSES, *REFUSALS}


def with_live(answer: Answer, target: OperationTarget, asked: Asked, results: Results) -> Answer:
    """The answer with what a live tenant answered first; the local model says nothing about Atlassian.

    Of several observations, a refusal counts: it is what the user has to mend. That the caller is known says nothing of
    what the call does, so it decides nothing and is only told.
    """
    observed = [cell for cell in results.cells if _is_of(cell, target, asked)]
    known = tuple(_bases(cell for cell in observed if cell.outcome is Outcome.RECOGNISED))
    answer = replace(answer, notes=(*known, *answer.notes))
    cells = [cell for cell in observed if cell.outcome is not Outcome.RECOGNISED]
    if not cells:
        return answer
    ordered = sorted(cells, key=lambda one: one.outcome is Outcome.WORKS)
    says = Says.YES if ordered[0].outcome is Outcome.WORKS else Says.NO
    bases = tuple(_bases(ordered))
    return replace(answer, says=says, reason=bases[0].text, bases=(*bases, *answer.bases))


def _is_of(cell: CellResult, target: OperationTarget, asked: Asked) -> bool:
    if cell.recorded is None or cell.recorded.source != LIVE or cell.outcome not in _TELLING:
        return False
    call = (target.operation.name, asked.token, target.form)
    return (cell.operation, cell.credential, cell.url_form) == call and asked.scheme == schemes(asked.kind)[0]


def _bases(cells: Iterable[CellResult]) -> Iterator[Basis]:
    for cell in cells:
        if cell.outcome and cell.recorded:
            source = f"your live tenant, by v{cell.recorded.by}"
            evidence = Evidence(Grade.RECORDED, cell.recorded.at.isoformat(), source, "")
            yield Basis(f"Observed: {MEANINGS[cell.outcome]}.", evidence)
