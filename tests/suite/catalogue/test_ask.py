"""The one exchange of a cell of the whole catalogue, and its control."""

from collections.abc import Callable
from typing import Unpack

import pytest

from token_conformance.errors import UserError
from token_conformance.exchange.client import Parts, RefusedError
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.recognition import NAMED, Recognition
from token_conformance.suite.catalogue.ask import Ask, Controls
from token_conformance.suite.conclude import InconclusiveError

CALL = Endpoint(Product.JIRA_PLATFORM, "get-myself", "GET /rest/api/3/myself", api="jira-platform-v3")
SCOPED, NONE = (Cell(CALL, one, UrlForm.SITE) for one in (Credential.SCOPED, Credential.NONE))
GATE = Answer("https://conformance-edge.atlassian.net/", 401, {}, b"the gate")
BUSY = Answer("https://conformance-edge.atlassian.net/", 429, {}, b"")
KNOWN = Answer("https://conformance-edge.atlassian.net/", 404, {"x-aaccountid": "made-up"}, b"")


class Answering:
    """A sender that answers one answer to every request."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.sent: list[tuple[Cell, Parts]] = []

    def send(self, cell: Cell, **parts: Unpack[Parts]) -> Answer:
        """Note the request."""
        self.sent.append((cell, parts))
        return self.answer


def _unused(_: Cell) -> Answer:
    raise AssertionError("the control was asked again")


def _ask(answer: Answer, cell: Cell = SCOPED, lacking: str = "", stranger: Callable[[Cell], Answer] = _unused) -> Ask:
    controls = Controls()
    return Ask(Answering(answer), cell, {"path": {}}, lambda one: controls.judge(cell, one, stranger), lacking)


def test_a_caller_who_is_known_ends_nothing() -> None:
    """And the cell's note says what shows it."""
    ask = _ask(KNOWN)
    assert KNOWN is ask() is ask.answer
    assert (1, NAMED) == (ask.calls, ask.shows)


def test_a_stranger_ends_the_test_with_the_outcome() -> None:
    """The control of the cell was not run before, so it is asked for now."""
    asked: list[Cell] = []
    ask = _ask(GATE, stranger=lambda cell: asked.append(cell) or GATE)  # type: ignore[func-returns-value]  # notes it
    with pytest.raises(RefusedError) as refused:
        ask()
    assert (Outcome.STRANGER, [NONE]) == (refused.value.outcome, asked)


def test_a_control_that_was_run_is_not_asked_again() -> None:
    """One exchange with a stranger is enough for the call and URL form."""
    controls = Controls()
    assert Recognition(Outcome.UNAUTHENTICATED) == controls.judge(NONE, GATE, _unused)
    assert Outcome.STRANGER is controls.judge(SCOPED, GATE, _unused).outcome
    other = Cell(CALL, Credential.SCOPED, UrlForm.GATEWAY)
    with pytest.raises(AssertionError, match="asked again"):
        controls.judge(other, GATE, _unused)


def _refuse(_: Cell) -> Answer:
    raise RefusedError(Outcome.UNREACHABLE, "ConnectError: no route")


def _fail(_: Cell) -> Answer:
    raise UserError("cassettes/x.json: there is no such cassette; record it")


@pytest.mark.parametrize(
    ("stranger", "why"),
    [
        (_refuse, "could not be run: ConnectError: no route"),
        (_fail, "could not be run: cassettes/x.json: there is no such cassette; record it"),
        (lambda _: BUSY, "says nothing: it is rate-limited"),
        (lambda _: KNOWN, "says nothing: it is recognised"),
    ],
)
def test_a_cell_whose_control_says_nothing_is_inconclusive(stranger: Callable[[Cell], Answer], why: str) -> None:
    """It could be taken for a stranger or refused as such: nobody can tell."""
    with pytest.raises(InconclusiveError) as raised:
        _ask(GATE, stranger=stranger)()
    assert f"its control, catalogue/jira-platform-v3/get-myself/none-site, {why}" == str(raised.value)


def test_a_scope_that_a_real_token_may_lack_is_no_finding() -> None:
    """The scopes of a real token are not known before."""
    mismatch = Answer(GATE.url, 401, {}, b"scope does not match")
    with pytest.raises(InconclusiveError, match=r"^the token lacks a scope$"):
        _ask(mismatch, lacking="the token lacks a scope")()
    with pytest.raises(RefusedError):
        _ask(mismatch)()
