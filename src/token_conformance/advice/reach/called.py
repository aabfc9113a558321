"""Whether a token can call what somebody asks about, from what a search has found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from token_conformance.advice.reach.plan import answer_for
from token_conformance.advice.reach.reach import Reach, Reached
from token_conformance.advice.reach.words import words
from token_conformance.advice.words import scopes_of
from token_conformance.calls.answers import operation_of
from token_conformance.calls.call import read_call
from token_conformance.calls.target import resolve
from token_conformance.catalogue.answer import Answer, Says
from token_conformance.catalogue.known import every_operation
from token_conformance.catalogue.operations import Operation
from token_conformance.model.cell import Credential


@dataclass(frozen=True)
class AskedCall:
    """A call of a question by its name, and its operation, if it is one of Jira or Confluence that is known."""

    name: str
    operation: Operation | None

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a call as `can-i-use` does; raises UserError."""
        call = read_call(text)
        targets = resolve(call, None)
        found = () if isinstance(targets, Answer) else filter(None, map(operation_of, targets))
        return cls(call.name, next((one for one in found if one.name in every_operation()), None))


@dataclass(frozen=True)
class CallReach:
    """The answer for a call. `why` says what it rests on, what the call needs, and what would decide it.

    `lacks_scopes` says that the token cannot make it for its scopes alone.
    """

    call: AskedCall
    says: Says
    why: str
    lacks_scopes: bool = False


def call_reach(call: AskedCall, found: Sequence[Reach]) -> CallReach:
    """The answer for a call from the searches of both apps."""
    operation = call.operation
    if operation is None:
        return CallReach(call, Says.UNKNOWN, words("call", "unpublished"))
    reach = next((one for one in found if one.app == operation.app), None)
    if reach is None:
        return CallReach(call, Says.UNKNOWN, words("why", "unknown"))
    reached = reach.of(operation)
    lacks = reached.says is Says.NO and operation.name in reach.plan.class_of
    return CallReach(call, reached.says, " ".join([reached.why, *_more(reach, reached)]), lacks)


def _more(reach: Reach, reached: Reached) -> Iterator[str]:
    number = reach.plan.class_of.get(reached.operation.name)
    if number is None:
        return
    published = answer_for(reached.operation, Credential.SCOPED, reach.plan.today)
    if published.says is Says.UNKNOWN:
        yield published.reason
    if reached.says is not Says.YES:
        yield from _needs(reach, reached.operation)
    if reached.says is Says.UNKNOWN and not reach.stop:
        yield words("call", _next(reach, number))


def _next(reach: Reach, number: int) -> str:
    """The name of the sentence about what would decide a class."""
    if reach.probed_writes:
        return "undecidable"
    return "writes" if number in reach.plan.probes(writes=True) else "perhaps"


def _needs(reach: Reach, operation: Operation) -> Iterator[str]:
    """What the call needs, and what of it is certainly missing."""
    yield words("call", "needs", {"scopes": scopes_of(operation)})
    if lacks := (operation.classic | operation.granular) & reach.absent:
        yield words("call", "lacks", {"scopes": ", ".join(sorted(lacks))})
