"""One cell during its run: where its answer comes from, its one exchange, and its conclusion."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pytest

from token_conformance.deviations.loader import Declared
from token_conformance.exchange.client import Send
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Cell, Credential
from token_conformance.model.outcome import Outcome
from token_conformance.model.tenant import Tenant
from token_conformance.model.verdict import Verdict
from token_conformance.recording.scrubbing import Scrubber
from token_conformance.recording.vcrpy import Persister, record
from token_conformance.results.record import CellResult, Recorded
from token_conformance.suite.conclude import Conclusion, Ended, conclude, unjudged
from token_conformance.suite.session import ReplaySession, TargetSession

CELL_RUN = "cell_run"
"""The name of the parameter that passes a test its cell."""


@dataclass(frozen=True, slots=True)
class Replay:
    """The cassette of the cell answers. Everything in it was scrubbed when it was recorded."""

    cassette: Persister

    @property
    def recorded(self) -> Recorded | None:
        """The stamp of the cassette; None if the cassette could not be loaded."""
        return self.cassette.recorded

    def shown(self, text: str) -> str:
        """The part of a text that may be shown: all of it."""
        return text

    def shown_answer(self, answer: Answer) -> Answer:
        """The part of the answer that may be shown: all of it."""
        return answer


@dataclass(frozen=True)
class Recording:
    """The target answers, and the exchange is recorded; `cassette` is None in a run that writes no cassettes."""

    recorded: Recorded
    scrubber: Callable[[], Scrubber]
    cassette: Persister | None = None

    def vcr_options(self) -> dict[str, Any] | None:
        """The options with which vcrpy records the cell; None in a run that writes no cassettes."""
        return record(self.cassette, self.scrubber) if self.cassette else None

    def shown(self, text: str) -> str:
        """The part of a text that may be shown: the text may quote data of the tenant."""
        return self.scrubber().sentence(text)

    def shown_answer(self, answer: Answer) -> Answer:
        """The part of the answer that a cassette may contain, and all that the edge says of what it does not know."""
        if self.recorded.source == "edge" and answer.is_unknown_to_model:
            return self.scrubber().words_of_model(answer)
        return self.scrubber().answer(answer)

    def set_outcome(self, outcome: Outcome | None) -> None:
        """Store the outcome in the cassette; it must be set before vcrpy saves the cassette."""
        if self.cassette is not None:
            self.cassette.outcome = outcome

    def promote_or_discard(self, result: CellResult | None) -> str | None:
        """Promote the recording if the cell ended as it should, else discard it; returns what went wrong."""
        if self.cassette is None:
            return None
        self.cassette.promote_or_discard(result)
        return self.cassette.problem


class CellRun:
    """A cell with what is declared of it and the source of its answer; the run adds its conclusion.

    `not_sent` says why it is not run on purpose; None if it is. `session` is set before the cell begins. `keywords`
    are those of the latest report of its test.
    """

    session: ReplaySession | TargetSession

    def __init__(
        self, cell: Cell, deviation: Declared | None, mode: Replay | Recording, not_sent: str | None = None
    ) -> None:
        self.cell = cell
        self.deviation = deviation
        self.mode = mode
        self.not_sent = not_sent
        self.send: Send | None = None
        self.conclusion: Conclusion | None = None
        self._answer: Answer | None = None
        self.keywords: Mapping[str, Literal[1]] = {}

    def __repr__(self) -> str:
        """The id of the cell, by which a plugin that shows the parameters of tests knows it again in the next run."""
        return self.cell.id

    @property
    def is_replayed(self) -> bool:
        """Whether a cassette answers."""
        return isinstance(self.mode, Replay)

    @property
    def result(self) -> CellResult | None:
        """The result; None before there is a conclusion."""
        return self.conclusion.result if self.conclusion else None

    @property
    def answer(self) -> Answer | None:
        """The answer of the cell's exchange as it may be shown. Read it only when the test is over: it is kept."""
        if self._answer is None and self.send is not None and self.send.answer is not None:
            self._answer = self.mode.shown_answer(self.send.answer)
        return self._answer

    def connect(self) -> Send:
        """The function that the cell's test calls to make its exchange."""
        self.send = Send(self.session.sender, self.cell)
        return self.send

    def caller_in(self, tenant: Tenant) -> str:
        """The id of the account whose credential the cell sends; that of the person in the cells of strangers."""
        is_service_account = self.cell.credential is Credential.SERVICE_ACCOUNT
        return tenant.service_account_id if is_service_account else tenant.account_id

    @property
    def fixtures(self) -> dict[str, object]:
        """What the fixtures of a replay return, by their names."""
        tenant = self.session.tenant
        return {CELL_RUN: self, "tenant": tenant, "caller": self.caller_in(tenant), "send": self.connect()}

    def conclude(self, error: Exception | None) -> Conclusion | None:
        """Conclude the cell by the error that ended its test, if any; None if the test itself is wrong."""
        self.conclusion = conclude(self._ended, error)
        if self.conclusion is not None and isinstance(self.mode, Recording):
            self.mode.set_outcome(self.conclusion.result.outcome)
        return self.conclusion

    def end_unjudged(self, verdict: Verdict, reason: str) -> Conclusion:
        """Conclude the cell without an outcome."""
        self.conclusion = unjudged(self._ended, verdict, reason)
        return self.conclusion

    def promote_or_discard(self) -> str | None:
        """Promote or discard the recording, and forget the things created for this cell; returns what went wrong."""
        if isinstance(self.mode, Replay):
            return None
        if self.send is not None:
            self.mode.scrubber().forget()
        return self.mode.promote_or_discard(self.result)

    def result_json(self) -> str:
        """The result as one line of JSON, which can be sent to another process."""
        conclusion = self.conclusion or self.end_unjudged(Verdict.ERROR, f"{self.cell.id}: ended without a result")
        return conclusion.result.to_json()

    def forget(self) -> None:
        """Drop what is not needed after the report of the result: pytest keeps every test until its end."""
        self.send = self.conclusion = self._answer = None
        self.keywords = {}

    @property
    def _ended(self) -> Ended:
        mode, cassette = self.mode, self.mode.cassette
        return Ended(
            cell=self.cell,
            deviation=self.deviation,
            calls=self.send.calls if self.send else 0,
            answer=self.answer,
            shows=self.send.shows if self.send else "",
            shown=mode.shown,
            cassette=cassette.name if cassette else None,
            problem=cassette.problem if cassette else None,
            recorded=mode.recorded,
            recorded_outcome=mode.cassette.outcome if isinstance(mode, Replay) else None,
        )


def cell_run_of(item: pytest.Item) -> CellRun | None:
    """The cell that a collected test runs; None for an ordinary test."""
    callspec = getattr(item, "callspec", None)
    found = callspec.params.get(CELL_RUN) if callspec else None
    return found if isinstance(found, CellRun) else None


def cell_runs_of(items: Iterable[pytest.Item]) -> list[CellRun]:
    """The cells among collected tests."""
    return [cell_run for item in items if (cell_run := cell_run_of(item))]
