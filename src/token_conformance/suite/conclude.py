"""From the end of a cell's test to its verdict and its result, without pytest and without input or output."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from token_conformance.deviations.deviation import Deviation
from token_conformance.deviations.loader import Declared
from token_conformance.deviations.open_cell import OpenCell
from token_conformance.errors import UserError
from token_conformance.exchange.client import RefusedError, UnrecordedRequestError
from token_conformance.model.answer import Answer, printable
from token_conformance.model.cell import Cell
from token_conformance.model.outcome import REFUSALS, SUCCESSES, UNPROVEN, Outcome, of_proof
from token_conformance.model.verdict import Verdict
from token_conformance.recording.cassette import CassetteError
from token_conformance.recording.scrubbing import DIAGNOSTIC_HEADERS
from token_conformance.results.record import CellResult, Recorded

_ASK_ATLASSIAN = "This says nothing about the token: test the endpoint on your own tenant, with --target live."


class InconclusiveError(Exception):
    """A cell cannot be judged. `why` is text of this project alone; `detail` may quote an answer."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why}{detail}")
        self.why = why
        self.detail = detail


@dataclass(frozen=True, kw_only=True)
class Ended:
    """A cell whose test is over, with everything that its conclusion depends on.

    `answer` is the part of the answer that may be shown, and `shown` returns that part of another text. `shows` is a
    sentence about what the answer shows of its caller; it is empty for an endpoint. `problem` says what is wrong with
    the cassette at the path `cassette`. `recorded` is the stamp of the exchange, and `recorded_outcome` is the outcome
    in the cassette of a replay; it is None if the target answered.
    """

    cell: Cell
    deviation: Declared | None = None
    calls: int = 0
    answer: Answer | None = None
    shows: str = ""
    shown: Callable[[str], str] = str
    cassette: Path | None = None
    problem: str | None = None
    recorded: Recorded | None = None
    recorded_outcome: Outcome | None = None


@dataclass(frozen=True)
class Conclusion:
    """The result of a cell with the line that explains it; the verdict of the result decides what pytest reports."""

    result: CellResult
    message: str


@dataclass(frozen=True)
class Judgement:
    """A verdict with the line that explains it; `expected` is None for a caller who must be refused, or if open."""

    verdict: Verdict
    expected: Outcome | None
    message: str


def conclude(end: Ended, error: Exception | None) -> Conclusion | None:
    """The conclusion of a cell by the error that ended its test, if any; None if the test itself is wrong."""
    if isinstance(error, UnrecordedRequestError):
        return unjudged(end, Verdict.ERROR, _foreign(end, error))
    if isinstance(error, UserError):
        return unjudged(end, Verdict.ERROR, f"{end.cell.id}: {error}")
    if isinstance(error, InconclusiveError):
        return unjudged(end, Verdict.INCONCLUSIVE, f"inconclusive: {error.why}{end.shown(error.detail)}")
    if error is not None and not _is_caused_by_answer(end, error):
        return None
    if problem := end.problem or _not_one_exchange(end):
        return unjudged(end, Verdict.ERROR, problem)
    outcome = _outcome(end.cell, error)
    note = _note(end, error) + _difference_from_cassette(end, outcome)
    judgement = judge(end.cell, end.deviation, outcome, note)
    return Conclusion(_result(end, judgement.verdict, judgement.expected, outcome, note), judgement.message)


def _outcome(cell: Cell, error: Exception | None) -> Outcome:
    """The outcome by the error of the test; without one, what is required of the cell."""
    if error is None:
        return required(cell)
    return error.outcome if isinstance(error, RefusedError) else of_proof(error)


def required(cell: Cell) -> Outcome:
    """The outcome that a cell must have if nothing is declared: a call of the whole catalogue must know its caller."""
    return Outcome.RECOGNISED if cell.endpoint.api else Outcome.WORKS


def unjudged(end: Ended, verdict: Verdict, reason: str) -> Conclusion:
    """The conclusion of a cell that has no outcome; the reason is shown to the user."""
    return Conclusion(_result(end, verdict, None, None, reason), reason)


def judge(cell: Cell, declared: Declared | None, outcome: Outcome, detail: str) -> Judgement:
    """Judge the outcome of a cell; `detail` describes the answer in the message of a failure."""
    if cell.credential.is_stranger and not cell.is_open:
        return _judge_stranger(cell, outcome, detail)
    if isinstance(declared, OpenCell):
        return Judgement(Verdict.OPEN, None, f"{_call(cell)}: {_got(outcome, detail)}; {declared.reason}")
    if declared is not None:
        return _judge_deviation(cell, declared, outcome, detail)
    expected = required(cell)
    verdict = Verdict.PASSED if outcome is expected else Verdict.FAILED
    return Judgement(verdict, expected, _line(cell, expected, outcome, detail))


def _judge_stranger(cell: Cell, outcome: Outcome, detail: str) -> Judgement:
    verdict = Verdict.PASSED if outcome in REFUSALS else Verdict.FAILED
    return Judgement(verdict, None, _line(cell, "a refusal", outcome, detail))


def _judge_deviation(cell: Cell, deviation: Deviation, outcome: Outcome, detail: str) -> Judgement:
    expected = deviation.outcome
    if outcome is expected:
        verdict = Verdict.PASSED if expected in SUCCESSES else Verdict.KNOWN
        return Judgement(verdict, expected, deviation.reason)
    verdict = Verdict.IMPROVED if outcome in SUCCESSES else Verdict.CHANGED
    return Judgement(verdict, expected, f"{verdict}: {_line(cell, expected, outcome, detail)}")


def _line(cell: Cell, expected: Outcome | str, got: Outcome, detail: str) -> str:
    return f"{_call(cell)}: expected {expected}, {_got(got, detail)}"


def _call(cell: Cell) -> str:
    return f"{cell.endpoint.operation}, {cell.credential} at {cell.url_form}"


def _got(outcome: Outcome, detail: str) -> str:
    return f"got {outcome} ({detail})" if detail else f"got {outcome}"


def _foreign(end: Ended, error: UnrecordedRequestError) -> str:
    assert end.cassette is not None, "only a cassette holds requests"  # noqa: S101  # narrows the type
    what = f"does not hold this request ({error}, {end.cell.credential})"
    return end.problem or str(CassetteError(end.cassette, what, end.cell.id))


def _is_caused_by_answer(end: Ended, error: Exception) -> bool:
    """Whether the answer can have caused the error; otherwise the test is wrong, and pytest shows its traceback."""
    return isinstance(error, RefusedError) or (end.answer is not None and isinstance(error, UNPROVEN))


def _not_one_exchange(end: Ended) -> str | None:
    if end.calls == 1:
        return None
    return f"{end.cell.id}: its test called send {end.calls} times; a cell is exactly one exchange"


def _note(end: Ended, error: Exception | None) -> str:
    if end.shows:
        return end.shows
    if error is None:
        return ""
    if end.answer is None:
        return end.shown(str(error))
    if end.answer.is_unknown_to_model:
        return f"{end.answer.status} {end.answer.text.strip()} {_ASK_ATLASSIAN}"
    summary = end.answer.summary
    if isinstance(error, RefusedError):
        return summary
    return f"{summary}: {type(error).__name__}: {end.shown(str(error).partition(chr(10))[0])}"


def _difference_from_cassette(end: Ended, outcome: Outcome) -> str:
    if end.recorded_outcome in {None, outcome}:
        return ""
    cause = "the requirement has changed, or needs data that cassettes do not contain"
    return f" (recorded as {end.recorded_outcome}: {cause})"


def _result(end: Ended, verdict: Verdict, expected: Outcome | None, outcome: Outcome | None, note: str) -> CellResult:
    answer, endpoint = end.answer, end.cell.endpoint
    return CellResult(
        cell=end.cell.id,
        product=endpoint.product,
        endpoint=endpoint.id,
        operation=endpoint.operation,
        credential=end.cell.credential,
        url_form=end.cell.url_form,
        verdict=verdict,
        expected=expected,
        outcome=outcome,
        status=answer.status if answer else None,
        url=answer.url if answer else None,
        headers=_diagnostic_headers(answer) if answer else {},
        body=answer.text if answer else "",
        note=note,
        deviation=end.deviation.facts() if end.deviation else None,
        recorded=end.recorded,
    )


def _diagnostic_headers(answer: Answer) -> dict[str, str]:
    return {name: printable(answer.headers[name]) for name in DIAGNOSTIC_HEADERS & set(answer.headers)}
