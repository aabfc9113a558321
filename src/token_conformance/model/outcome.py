"""The words of the suite, as types; no input or output, and nothing imported from the project."""

from enum import StrEnum

from token_conformance.model.answer import Answer


class Outcome(StrEnum):
    """What happened in a cell, from its own answer alone."""

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


_BY_STATUS = {
    401: Outcome.UNAUTHENTICATED,
    403: Outcome.FORBIDDEN,
    404: Outcome.HIDDEN,
    410: Outcome.GONE,
    429: Outcome.RATE_LIMITED,
}

SCOPE_REFUSAL = b"scope does not match"
"""What the gateway's 401 says when the token is good but its scopes are not (rule G2)."""

REFUSALS = frozenset(
    {
        Outcome.EMPTY,
        Outcome.HIDDEN,
        Outcome.UNAUTHENTICATED,
        Outcome.SCOPE_MISMATCH,
        Outcome.FORBIDDEN,
        Outcome.GONE,
    }
)
"""The outcomes by which a caller is told no, loudly or silently; the others are faults of the run."""


def of_refusal(answer: Answer) -> Outcome:
    """The outcome of an answer whose status is not a success."""
    if answer.status == 401 and SCOPE_REFUSAL in answer.body:  # noqa: PLR2004  # HTTP's own number
        return Outcome.SCOPE_MISMATCH
    if 500 <= answer.status < 600:  # noqa: PLR2004  # the bounds of the class of server errors
        return Outcome.SERVER_ERROR
    return _BY_STATUS.get(answer.status, Outcome.UNEXPECTED)


def of_proof(failure: Exception | None) -> Outcome:
    """The outcome of a success, by how the endpoint's proof ended: None where it holds.

    A failed assertion and a missing key or element both mean that the thing that must be there is not.
    Anything else that an answer can cause (no JSON, another type) means that it is not the published shape.
    """
    if failure is None:
        return Outcome.WORKS
    if isinstance(failure, AssertionError | LookupError):
        return Outcome.EMPTY
    return Outcome.UNEXPECTED
