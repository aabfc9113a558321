"""What one observation is made under: the token, the URL form, what goes wrong, and which actions are run."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from token_conformance.certify.subject.subject import Action
from token_conformance.model.cell import UrlForm

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from token_conformance.edge.tenant.state import State


class Condition(Protocol):
    """Something of Atlassian's answers that differs in a scenario; data, which is put in front of the edge."""

    def in_front_of(self, app: "ASGIApp", state: "State") -> "ASGIApp":
        """An application that answers like another, but for the condition."""
        ...


class Given(StrEnum):
    """The kinds of token that a subject is given."""

    UNSCOPED = "unscoped"
    SCOPED = "scoped"
    INVALID = "invalid"
    """Nobody's."""
    LACKING = "lacking"
    """A scoped one without the scope that is needed."""


@dataclass(frozen=True)
class Scenario:
    """One situation that a subject is put into, with a tenant of its own.

    `forms` are the URL forms that the subject is configured with, one after the other; a subject without the one is
    given the other. `faults` are those of the edge, in its own words. `extras` is how much more the tenant holds,
    `noisy` asks for the subject's noisiest logging. `requirements` are the ids of those that look at the scenario.
    """

    id: str
    sentence: str
    requirements: tuple[str, ...]
    actions: tuple[Action, ...]
    token: Given = Given.SCOPED
    forms: tuple[UrlForm, ...] = (UrlForm.GATEWAY,)
    conditions: Sequence[Condition] = ()
    faults: tuple[str, ...] = ()
    extras: int = 0
    noisy: bool = False
