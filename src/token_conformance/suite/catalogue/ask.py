"""The one exchange of a cell of the whole catalogue, and what its answer shows of the caller."""

from collections.abc import Callable

from token_conformance.errors import UserError
from token_conformance.exchange.client import Parts, RefusedError, Send, Sender, UnrecordedRequestError
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Cell, Credential, UrlForm
from token_conformance.model.outcome import REFUSALS, Outcome
from token_conformance.model.recognition import Recognition, Stranger, beside, of_stranger, shown_alone
from token_conformance.suite.conclude import InconclusiveError

AskStranger = Callable[[Cell], Answer]
"""Sends the request of a control that has not been run, outside of the cell's own exchange."""


class Controls:
    """What strangers got from the calls of a run, by call and URL form."""

    def __init__(self) -> None:
        self._strangers: dict[tuple[str, UrlForm], Stranger] = {}

    def note(self, cell: Cell, answer: Answer) -> Recognition:
        """What a stranger gets; it is kept as the control of the call's other cells, unless the run had a problem."""
        found = of_stranger(answer)
        if found.outcome in REFUSALS:
            self._strangers[cell.endpoint.id, cell.url_form] = Stranger.of(answer)
        return found

    def judge(self, cell: Cell, answer: Answer, ask: AskStranger) -> Recognition:
        """What an answer shows of its caller, if need be beside that of a stranger; raises InconclusiveError."""
        if cell.credential.is_stranger:
            return self.note(cell, answer)
        return shown_alone(answer) or beside(answer, self.of(cell, ask))

    def of(self, cell: Cell, ask: AskStranger) -> Stranger:
        """What a stranger gets from the cell's call; asked now, if the stranger's cell was not run before.

        Raises InconclusiveError if it cannot be known.
        """
        key = (cell.endpoint.id, cell.url_form)
        if key not in self._strangers:
            control = Cell(cell.endpoint, Credential.NONE, cell.url_form)
            try:
                found = self.note(control, ask(control))
            except (RefusedError, UserError, UnrecordedRequestError) as error:
                raise InconclusiveError(f"its control, {control.id}, could not be run: ", str(error)) from None
            if key not in self._strangers:
                raise InconclusiveError(f"its control, {control.id}, says nothing: it is {found.outcome}")
        return self._strangers[key]


class Ask(Send):
    """The function that a test of the whole catalogue calls once: it sends the request and judges the answer.

    `parts` is the request, and `judge` says what an answer to it shows. `lacking` says which scopes the
    token may lack, where that is not known before.
    """

    def __init__(
        self, sender: Sender, cell: Cell, parts: Parts, judge: Callable[[Answer], Recognition], lacking: str = ""
    ) -> None:
        super().__init__(sender, cell)
        self._parts = parts
        self._judge = judge
        self._lacking = lacking

    def __call__(self) -> Answer:  # type: ignore[override]  # the request follows from the cell
        """Send the request; returns the answer if its caller is known, else ends the test with RefusedError.

        Raises InconclusiveError if the answer says nothing.
        """
        self.calls += 1
        self.answer = self._sender.send(self._cell, **self._parts)
        found = self._judge(self.answer)
        if found.outcome is Outcome.SCOPE_MISMATCH and self._lacking:
            raise InconclusiveError(self._lacking)
        self.shows = found.why
        if found.outcome is not Outcome.RECOGNISED:
            raise RefusedError(found.outcome, found.why)
        return self.answer
