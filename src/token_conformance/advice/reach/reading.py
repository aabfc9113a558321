"""What an answer of the gateway says about the scopes of the token that was sent."""

from enum import Enum, auto

from token_conformance.model.answer import Answer
from token_conformance.model.outcome import Outcome, of_refusal

_REFUSAL = "x-failure-category"
_REFUSED = b'"Unauthorized"'
_NOT_ROUTED = b"No message available"
_SAYS_NOTHING = {401, 407, 410}
_CLASS_OF_REDIRECTS, _CLASS_OF_SERVER_ERRORS = 3, 5


class Reading(Enum):
    """What follows from an answer.

    `MET`: the scope check let the token through. `UNMET`: it did not. `REFUSED`: the
    gateway does not accept the credential. `LIMITED`: the tenant gets too many requests. `NOT_ROUTED`: the gateway has
    no such cloud id. `NOTHING`: it could be the answer to any token.
    """

    MET = auto()
    UNMET = auto()
    REFUSED = auto()
    LIMITED = auto()
    NOT_ROUTED = auto()
    NOTHING = auto()


def read(answer: Answer) -> Reading:
    """What an answer to a probe says, by rules G2 to G5.

    A 410 says nothing: it is not known whether the gateway checks scopes for a removed operation.
    """
    outcome = of_refusal(answer)
    if outcome is Outcome.SCOPE_MISMATCH:
        return Reading.UNMET
    if outcome is Outcome.RATE_LIMITED:
        return Reading.LIMITED
    if outcome is Outcome.GONE:
        return Reading.NOTHING
    return Reading.MET if answer.names_caller else _without_caller(answer, outcome)


def _without_caller(answer: Answer, outcome: Outcome) -> Reading:
    if outcome is Outcome.UNAUTHENTICATED and (_REFUSAL in answer.headers or _REFUSED in answer.body):
        return Reading.REFUSED
    if outcome is Outcome.HIDDEN and _NOT_ROUTED in answer.body:
        return Reading.NOT_ROUTED
    says_nothing = answer.status in _SAYS_NOTHING or answer.status // 100 in {
        _CLASS_OF_REDIRECTS,
        _CLASS_OF_SERVER_ERRORS,
    }
    return Reading.NOTHING if says_nothing else Reading.MET
