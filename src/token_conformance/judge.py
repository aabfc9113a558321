"""From a cell's outcome to the verdict: compared with the declared deviation, or with what a stranger may get."""

from dataclasses import dataclass

from token_conformance.deviations import Deviation
from token_conformance.model import Cell, Outcome
from token_conformance.outcome import REFUSALS
from token_conformance.results import Verdict


@dataclass(frozen=True)
class Judgement:
    """A verdict with the one line that explains it; `expected` is None for a stranger who must be refused."""

    verdict: Verdict
    expected: Outcome | None
    message: str


def judge(cell: Cell, deviation: Deviation | None, outcome: Outcome, detail: str) -> Judgement:
    """Judge the outcome of a cell; `detail` says what came back, for the reader of a failure."""
    if cell.credential.is_stranger and not cell.is_open:
        return _judge_stranger(cell, outcome, detail)
    if deviation is not None:
        return _judge_deviation(cell, deviation, outcome, detail)
    verdict = Verdict.PASSED if outcome is Outcome.WORKS else Verdict.FAILED
    return Judgement(verdict, Outcome.WORKS, _line(cell, Outcome.WORKS, outcome, detail))


def _judge_stranger(cell: Cell, outcome: Outcome, detail: str) -> Judgement:
    verdict = Verdict.PASSED if outcome in REFUSALS else Verdict.FAILED
    return Judgement(verdict, None, _line(cell, "a refusal", outcome, detail))


def _judge_deviation(cell: Cell, deviation: Deviation, outcome: Outcome, detail: str) -> Judgement:
    expected = deviation.outcome
    if outcome is expected:
        return Judgement(Verdict.KNOWN, expected, deviation.reason)
    verdict = Verdict.IMPROVED if outcome is Outcome.WORKS else Verdict.CHANGED
    return Judgement(verdict, expected, f"{verdict}: {_line(cell, expected, outcome, detail)}")


def _line(cell: Cell, expected: Outcome | str, got: Outcome, detail: str) -> str:
    line = f"{cell.endpoint.operation}, {cell.credential} at {cell.url_form}: expected {expected}, got {got}"
    return f"{line} ({detail})" if detail else line
