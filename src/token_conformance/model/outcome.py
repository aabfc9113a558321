"""Outcomes of cells, and how an outcome is determined from an answer or from the proof of an endpoint."""

from enum import StrEnum

from token_conformance.model.answer import Answer, NotJsonError


class Outcome(StrEnum):
    """What happened in a cell. The outcome of an endpoint's cell follows from its own answer alone.

    `recognised` and `stranger` are outcomes of the whole catalogue, which only asks whether the caller is known. They
    can also depend on the answer that a caller without a credential gets to the same request. `recognised` says
    nothing of what the product does, and `stranger` is that answer.
    """

    WORKS = "works"
    EMPTY = "empty"
    HIDDEN = "hidden"
    UNAUTHENTICATED = "unauthenticated"
    SCOPE_MISMATCH = "scope-mismatch"
    FORBIDDEN = "forbidden"
    GONE = "gone"
    RATE_LIMITED = "rate-limited"
    SERVER_ERROR = "server-error"
    UNREACHABLE = "unreachable"
    UNEXPECTED = "unexpected"
    RECOGNISED = "recognised"
    STRANGER = "stranger"


_BY_STATUS = {
    401: Outcome.UNAUTHENTICATED,
    403: Outcome.FORBIDDEN,
    404: Outcome.HIDDEN,
    410: Outcome.GONE,
    429: Outcome.RATE_LIMITED,
}

SCOPE_REFUSAL = b"scope does not match"
"""The text of the gateway's 401 for a valid token without the necessary scopes (rule G2)."""

REFUSALS = frozenset(
    {
        Outcome.EMPTY,
        Outcome.HIDDEN,
        Outcome.UNAUTHENTICATED,
        Outcome.SCOPE_MISMATCH,
        Outcome.FORBIDDEN,
        Outcome.GONE,
        Outcome.STRANGER,
    }
)
"""The outcomes that refuse the caller, openly or silently. The others are `SUCCESSES` or problems of the run."""

SUCCESSES = frozenset({Outcome.WORKS, Outcome.RECOGNISED})
"""The outcomes that a user needs, of an endpoint and of a call of the whole catalogue."""


UNPROVEN = (AssertionError, LookupError, NotJsonError, TypeError, AttributeError)
"""The errors that an answer can cause in a proof; any other error is a mistake in the test."""


def of_refusal(answer: Answer) -> Outcome:
    """The outcome of an answer whose status is not a success."""
    if answer.status == 401 and SCOPE_REFUSAL in answer.body:  # noqa: PLR2004  # HTTP's own number
        return Outcome.SCOPE_MISMATCH
    if 500 <= answer.status < 600:  # noqa: PLR2004  # the bounds of the class of server errors
        return Outcome.SERVER_ERROR
    return _BY_STATUS.get(answer.status, Outcome.UNEXPECTED)


def of_proof(failure: Exception | None) -> Outcome:
    """The outcome of an answer with a success status, by the exception of the endpoint's proof; None if it passed.

    A failed assertion and a missing key or element both mean that the expected thing is missing (`empty`). Any other
    exception (no JSON, another type) means that the answer does not have the published shape (`unexpected`).
    """
    if failure is None:
        return Outcome.WORKS
    if isinstance(failure, AssertionError | LookupError):
        return Outcome.EMPTY
    return Outcome.UNEXPECTED
