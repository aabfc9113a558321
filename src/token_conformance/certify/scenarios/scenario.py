"""A scenario: the token, the URL forms, what goes wrong at the edge, and the actions that are run."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from token_conformance.certify.subject.subject import Action, Holder
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

    `requirements` are the ids of the requirements that need the scenario. All `actions` that the subject has are run,
    and of each group of `one_of` the first that it has; if it has none of these, the first of `otherwise`. `forms` are
    the URL forms that the subject is configured with, one after the other; a subject without one of them is configured
    with the other. `faults` are faults of the edge, in its notation. `extras` is the number of additional people,
    projects, spaces and pages. `noisy` turns on the subject's noisiest logging. `patience` is how many times as long as
    elsewhere an action may take.
    """

    id: str
    sentence: str
    requirements: tuple[str, ...]
    actions: tuple[Action, ...] = ()
    one_of: tuple[tuple[Action, ...], ...] = ()
    otherwise: tuple[Action, ...] = ()
    token: Given = Given.SCOPED
    forms: tuple[UrlForm, ...] = (UrlForm.GATEWAY,)
    conditions: Sequence[Condition] = ()
    faults: tuple[str, ...] = ()
    extras: int = 0
    noisy: bool = False
    patience: float = 1.0

    @property
    def asked(self) -> list[Action]:
        """Every action that may be run, once."""
        return list(dict.fromkeys(chain(self.actions, *self.one_of, self.otherwise)))

    def holders(self, taken: Iterable[Holder]) -> tuple[Holder, ...]:
        """Whose token the subject gets, one after the other, of those that it takes.

        A service account has no unscoped token (rule A1).
        """
        return tuple(each for each in taken if each is Holder.PERSON or self.token is not Given.UNSCOPED)

    def chosen(self, has: Callable[[Iterable[Action]], list[Action]]) -> list[Action]:
        """The actions that are run, each once; `has` gives those of some actions that the subject has."""
        first = (has(group)[:1] for group in self.one_of)
        return list(dict.fromkeys(chain(has(self.actions), *first))) or has(self.otherwise)[:1]
