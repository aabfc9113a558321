"""A scenario: the token, the URL forms, what goes wrong at the edge, and the actions that are run."""

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
    """A difference in Atlassian's answers in a scenario: data that changes the requests or answers of the edge."""

    def in_front_of(self, app: "ASGIApp", state: "State") -> "ASGIApp":
        """An application that applies the condition and calls another one."""
        ...


class Given(StrEnum):
    """The kinds of token that a subject is given."""

    UNSCOPED = "unscoped"
    SCOPED = "scoped"
    INVALID = "invalid"
    """A token that belongs to no account."""
    LACKING = "lacking"
    """A scoped token without the scope that is needed."""


@dataclass(frozen=True)
class Scenario:
    """One situation in which a subject is observed, with a separate tenant. Its repr is a part of the rules' digest.

    `requirements` are the ids of the requirements that need the scenario. `forms` are the URL forms that the subject is
    configured with, one after the other; a subject without one of them is configured with the other. `faults` are
    faults of the edge, in its notation. `extras` is the number of additional people, projects, spaces and pages.
    `noisy` turns on the subject's noisiest logging.
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
