"""What a token can do: for each operation yes, no or unknown, and what is known of its scopes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from token_conformance.advice.reach.knowledge import Knowledge
from token_conformance.advice.reach.plan import Plan, answer_for
from token_conformance.advice.reach.words import words
from token_conformance.catalogue.answer import Answer, Says
from token_conformance.catalogue.operations import Operation, published
from token_conformance.model.cell import Credential, Product


class Stop(StrEnum):
    """Why a search does not tell scopes apart.

    `NO_SCOPES`: the token was let through everywhere, also where no scope is enough. The others ended the search early:
    the credential was refused, there were too many requests, the gateway has no such cloud id, or answers did not say
    anything about the token.
    """

    NO_SCOPES = "no-scopes"
    REFUSED = "refused"
    RATE_LIMITED = "rate-limited"
    NOT_ROUTED = "not-routed"
    UNCLEAR = "unclear"


class Ground(StrEnum):
    """What an answer for an operation rests on.

    `ASKED`: a probe of the operation itself. `SAME_SCOPES`: a probe of one with the same scope sets. `FOLLOWS`: other
    probes. `PUBLISHED`: what is known of the operation, apart from scopes. `NOTHING`: no answer decides it.
    """

    ASKED = "asked"
    SAME_SCOPES = "same-scopes"
    FOLLOWS = "follows"
    PUBLISHED = "published"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Reached:
    """Whether the gateway lets the token call an operation, what that rests on, and why in a sentence or two."""

    operation: Operation
    says: Says
    ground: Ground
    why: str


@dataclass(frozen=True)
class Reach:
    """The result of a search: `sent` requests were sent; `stop` is why scopes are not told apart, or None.

    `asked` has the operation whose probe was answered, by the number of its class.
    """

    plan: Plan
    knowledge: Knowledge
    asked: Mapping[int, Operation]
    sent: int
    stop: Stop | None
    probed_writes: bool

    @property
    def app(self) -> str:
        """The app that was asked: `jira` or `confluence`."""
        return self.plan.app

    @property
    def present(self) -> frozenset[str]:
        """The scopes that the token certainly has."""
        return self.plan.lattice.names(self.knowledge.present)

    @property
    def absent(self) -> frozenset[str]:
        """The scopes that the token certainly lacks.

        None is certain if the token was let through nowhere: the site may not have the product.
        """
        return self.plan.lattice.names(self.knowledge.absent) if self.knowledge.met else frozenset()

    @property
    def undecided(self) -> frozenset[str]:
        """The scopes that the token may have."""
        return frozenset(self.plan.lattice.scopes) - self.present - self.absent

    def of(self, operation: Operation) -> Reached:
        """The answer for an operation of the app."""
        if settled := self._settled(operation):
            return Reached(operation, settled.says, Ground.PUBLISHED, settled.reason)
        number = self.plan.class_of.get(operation.name)
        says = self._says(number)
        if number is None or says is Says.UNKNOWN:
            return Reached(operation, Says.UNKNOWN, Ground.NOTHING, words("why", "unknown"))
        ground, name = self._ground(operation, number)
        return Reached(operation, says, ground, f"{words('why', says)} {words('ground', ground, {'operation': name})}")

    def every(self) -> Iterator[Reached]:
        """The answers for all published operations of the app, in the order of the catalogue."""
        return (self.of(operation) for operation in published().operations.values() if operation.app == self.app)

    def _settled(self, operation: Operation) -> Answer | None:
        """The answer where no scope matters; it matters nowhere to a token without scopes."""
        if self.stop is Stop.NO_SCOPES:
            return answer_for(operation, Credential.UNSCOPED, self.plan.today)
        return self.plan.settled.get(operation.name)

    def _ground(self, operation: Operation, number: int) -> tuple[Ground, str]:
        """What a decided class rests on, with the name of the operation that was asked."""
        asked = self.asked.get(number)
        if asked is None:
            return Ground.FOLLOWS, ""
        return Ground.ASKED if asked == operation else Ground.SAME_SCOPES, asked.name

    def _says(self, number: int | None) -> Says:
        if number is None:
            return Says.UNKNOWN
        if self.knowledge.met >> number & 1:
            return Says.YES
        return Says.NO if self.knowledge.unmet >> number & 1 else Says.UNKNOWN


def counts(answers: Iterable[Reached]) -> Mapping[tuple[Product, bool, Says], int]:
    """How many operations have each answer, by product and by whether they are reads."""
    return Counter((one.operation.product, one.operation.method == "GET", one.says) for one in answers)
