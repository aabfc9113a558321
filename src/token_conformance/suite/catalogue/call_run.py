"""One cell of the whole catalogue during its run: its request, its control, and what its token may lack."""

from token_conformance.catalogue.operations import Operation
from token_conformance.deviations.deviation import Deviation
from token_conformance.deviations.loader import Declared
from token_conformance.exchange.client import Parts, Sender
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Cell, Credential
from token_conformance.model.outcome import Outcome
from token_conformance.model.recognition import Recognition
from token_conformance.suite.catalogue.ask import Ask, Controls
from token_conformance.suite.catalogue.request import parts_of
from token_conformance.suite.cell_run import CELL_RUN, CellRun, Recording
from token_conformance.suite.run import Run
from token_conformance.suite.session import TargetSession


class CallRun(CellRun):
    """A cell of a published call."""

    def __init__(
        self, run: Run, controls: Controls, operation: Operation, cell: Cell, deviation: Declared | None
    ) -> None:
        mode = run.mode(cell)
        super().__init__(cell, deviation, mode, run.not_sent(cell, mode))
        self._run = run
        self._is_live = run.settings.is_live
        self._controls = controls
        self._operation = operation

    @property
    def fixtures(self) -> dict[str, object]:
        """What the fixtures of the cell return, by their names."""
        return {CELL_RUN: self, "ask": self.ask()}

    def ask(self) -> Ask:
        """The function that the cell's test calls to make its exchange."""
        self.send = asked = Ask(self._sender, self.cell, self._parts, self._judge, self._lacking)
        return asked

    def _judge(self, answer: Answer) -> Recognition:
        return self._controls.judge(self.cell, answer, self._ask_stranger)

    @property
    def _parts(self) -> Parts:
        return parts_of(self._operation, self.session.tenant.cloud_id)

    @property
    def _sender(self) -> Sender:
        """A live tenant is asked through the write guard. What the edge has ends with the run."""
        if self._is_live:
            return self.session.sender
        is_recorded = isinstance(self.mode, Recording) and self.mode.cassette is not None
        return self.session.exchange if is_recorded else self.session.unrecorded

    def _ask_stranger(self, control: Cell) -> Answer:
        """Send the request of a control outside of its own cell: by its cassette in a replay, else unrecorded."""
        if isinstance(self.session, TargetSession):
            with self.session.placeholders.pause():
                return self._sender.send(control, **self._parts)
        other = CellRun(control, None, self._run.mode(control))
        self._run.begin(other)
        return other.session.exchange.send(control, **self._parts)

    @property
    def _lacking(self) -> str:
        """What the token of a live cell may lack, if scopes are needed: those of a real token are not known before."""
        known = self.deviation
        is_needed = isinstance(known, Deviation) and known.outcome is Outcome.RECOGNISED
        if not (self._is_live and is_needed and self.cell.credential is Credential.SCOPED):
            return ""
        needed = (self._operation.classic, self._operation.granular)
        sets = [" and ".join(sorted(scopes)) for scopes in needed if scopes]
        return f"the token lacks a scope that this call needs: {', or '.join(sets)}"
