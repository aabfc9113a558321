"""One question of the preflight, and what came back: never more than is needed to go on or to say why not."""

from dataclasses import dataclass
from typing import Unpack

from token_conformance.exchange.client import Exchange, Parts, RefusedError, Send
from token_conformance.model.answer import NotJsonError
from token_conformance.model.cell import Cell
from token_conformance.model.outcome import REFUSALS, Outcome, of_proof


@dataclass(frozen=True)
class Reply:
    """The outcome, with the value that was asked for if it works, or else with what came back."""

    outcome: Outcome
    value: str = ""
    detail: str = ""

    @property
    def works(self) -> bool:
        """Whether the value was there."""
        return self.outcome is Outcome.WORKS

    @property
    def is_refusal(self) -> bool:
        """Whether the caller was told no; a fault of the way there says nothing of the caller."""
        return self.outcome in REFUSALS

    def __str__(self) -> str:
        return " ".join(f"{self.outcome} {self.detail}".split())


def ask(exchange: Exchange, cell: Cell, member: str, **parts: Unpack[Parts]) -> Reply:
    """Ask for one member of the JSON object that the cell's endpoint answers with."""
    try:
        value = Send(exchange, cell)(**parts).json()[member]
    except RefusedError as refusal:
        return Reply(refusal.outcome, detail=f"({refusal})")
    except (NotJsonError, LookupError, TypeError) as error:
        return Reply(of_proof(error), detail=f"(a success without {member!r})")
    return Reply(Outcome.WORKS, str(value))
