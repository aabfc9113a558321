"""One cell while it is run: from the end of its test to its result."""

from collections.abc import Callable
from functools import cached_property

import pytest

from token_conformance.answer import Answer, NotJsonError
from token_conformance.deviations import Deviation
from token_conformance.errors import UserError
from token_conformance.exchange import ForeignRequestError, RefusedError, Send
from token_conformance.judge import Judgement, judge
from token_conformance.model import Cell, Outcome
from token_conformance.outcome import of_proof
from token_conformance.printable import printable
from token_conformance.recording import CassetteError, Scrubber
from token_conformance.recording.persister import Persister
from token_conformance.recording.scrubbing import TELLING_HEADERS
from token_conformance.results import CellResult, Recorded, Verdict

UNPROVEN = (AssertionError, LookupError, NotJsonError, TypeError, AttributeError)
"""What a proof can raise because of the answer; anything else is a fault of the test."""


class KnownDeviation(pytest.fail.Exception):  # type: ignore[misc,name-defined]  # pytest types it as a value
    """The outcome is exactly the declared deviation: pytest counts it as an expected failure.

    It derives from pytest's own failure to be reported without a traceback, which is slow to make and tells nothing.
    """


class CellRun:
    """A cell with what is known of it beforehand, and its result once it has been run."""

    def __init__(
        self,
        cell: Cell,
        deviation: Deviation | None,
        persister: Persister | None,
        recorded: Recorded | None,
        scrubber: Callable[[], Scrubber],
    ) -> None:
        self.cell = cell
        self.deviation = deviation
        self.persister = persister
        self.recorded = recorded
        self.scrubber = scrubber
        self.send: Send | None = None
        self.result: CellResult | None = None
        self.message = ""

    @property
    def is_replayed(self) -> bool:
        """Whether a cassette answers, whose exchange was scrubbed when it was recorded."""
        return self.recorded is None

    def conclude(self, ending: Exception | None) -> None:
        """Turn the end of the endpoint's test, whatever it is, into a result and into pytest's own verdict."""
        if isinstance(ending, ForeignRequestError):
            self._refuse(self._foreign(ending))
        if isinstance(ending, UserError):
            self._refuse(f"{self.cell.id}: {ending}")
        if ending is not None and not self._is_of_the_answer(ending):
            raise ending
        self._require_one_exchange()
        outcome = ending.outcome if isinstance(ending, RefusedError) else of_proof(ending)
        note = self._note(ending) + self._compared(outcome)
        self._end_as(judge(self.cell, self.deviation, outcome, note), outcome, note)

    def inconclusive(self, control: str) -> str:
        """Record that this cell was not judged, for its endpoint's control failed; returns the reason."""
        reason = f"inconclusive: {control} failed, so this endpoint's other cells say nothing"
        self._keep(Judgement(Verdict.INCONCLUSIVE, None, reason), None, reason)
        return reason

    def not_observed(self, reason: str) -> str:
        """Record that this cell was not run, and why; returns the reason."""
        self._keep(Judgement(Verdict.NOT_OBSERVED, None, reason), None, reason)
        return reason

    def broken(self, reason: str) -> None:
        """Record that the cell's test itself broke."""
        self._keep(Judgement(Verdict.ERROR, None, reason), None, reason)

    def settle(self) -> str | None:
        """Promote the recording if the cell ended as it should, drop it otherwise; returns what went wrong."""
        if self.is_replayed:
            return None
        if self.send is not None:
            self.scrubber().forget()
        if self.persister is None:
            return None
        self.persister.settle(self.result)
        return self.persister.fault

    def _is_of_the_answer(self, ending: Exception) -> bool:
        """Whether the answer can have caused the end; otherwise it is a fault of the test, with its own traceback."""
        return isinstance(ending, RefusedError) or (self.answer is not None and isinstance(ending, UNPROVEN))

    def _require_one_exchange(self) -> None:
        calls = self.send.calls if self.send else 0
        if self.persister is not None and self.persister.fault:
            self._refuse(self.persister.fault)
        if calls != 1:
            self._refuse(f"{self.cell.id}: its test called send {calls} times; a cell is exactly one exchange")

    def _refuse(self, reason: str) -> None:
        self.broken(reason)
        pytest.fail(reason, pytrace=False)

    def _foreign(self, error: ForeignRequestError) -> str:
        assert self.persister is not None, "only a cassette holds requests"  # noqa: S101  # narrows the type
        return self.persister.fault or str(
            CassetteError(self.persister.name, f"does not hold this request ({error}, {self.cell.credential})")
        )

    def _note(self, ending: Exception | None) -> str:
        if ending is None:
            return ""
        if isinstance(ending, RefusedError):
            return _brief(self.answer) if self.answer else self.shown(str(ending))
        return f"{_brief(self.answer)}: {type(ending).__name__}: {self.shown(str(ending).partition(chr(10))[0])}"

    def shown(self, text: str) -> str:
        """What may be shown of a text that may quote the tenant."""
        return text if self.is_replayed else self.scrubber().sentence(text)

    def _compared(self, outcome: Outcome) -> str:
        """Keep the outcome with the recording; of a replay, say whether it differs from what was recorded."""
        if self.persister is None or self.persister.outcome is outcome:
            return ""
        if self.is_replayed:
            return (
                f" (recorded as {self.persister.outcome}: the requirement has changed, or looks for what is not kept)"
            )
        self.persister.outcome = outcome
        return ""

    def result_json(self) -> str:
        """The result as one line of JSON, which survives the way between processes."""
        if self.result is None:
            self.broken(f"{self.cell.id}: ended without a result")
        assert self.result is not None  # noqa: S101  # narrows the type
        return self.result.to_json()

    @cached_property
    def answer(self) -> Answer | None:
        """The answer of the cell's exchange as a cassette holds it; None before the exchange is not asked for."""
        answer = self.send.answer if self.send else None
        return answer if answer is None or self.is_replayed else self.scrubber().answer(answer)

    def _end_as(self, judgement: Judgement, outcome: Outcome, note: str) -> None:
        self._keep(judgement, outcome, note)
        self.message = judgement.message
        if judgement.verdict is Verdict.KNOWN:
            raise KnownDeviation(judgement.message, pytrace=False)
        if judgement.verdict in {Verdict.FAILED, Verdict.CHANGED}:
            pytest.fail(judgement.message, pytrace=False)

    def _keep(self, judgement: Judgement, outcome: Outcome | None, note: str) -> None:
        answer = self.answer
        endpoint = self.cell.endpoint
        self.result = CellResult(
            cell=self.cell.id,
            product=endpoint.product,
            endpoint=endpoint.id,
            operation=endpoint.operation,
            credential=self.cell.credential,
            url_form=self.cell.url_form,
            verdict=judgement.verdict,
            expected=judgement.expected,
            outcome=outcome,
            status=answer.status if answer else None,
            url=answer.url if answer else None,
            headers=_telling(answer) if answer else {},
            body=answer.text if answer else "",
            note=note,
            deviation=self.deviation.facts() if self.deviation else None,
            recorded=self.recorded or (self.persister.recorded if self.persister else None),
        )


def _telling(answer: Answer) -> dict[str, str]:
    return {name: printable(answer.headers[name]) for name in TELLING_HEADERS & set(answer.headers)}


def _brief(answer: Answer | None) -> str:
    return f"{answer.status} {answer.text[:120]}" if answer else "no answer"
