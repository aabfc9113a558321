"""Whether an answer shows that its caller is known, judged by rule and by the difference from a stranger's answer."""

import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import Self

from token_conformance.model.answer import Answer
from token_conformance.model.outcome import Outcome, of_refusal

_UNAUTHENTICATED, _FORBIDDEN = 401, 403

_REFUSALS = frozenset({Outcome.UNAUTHENTICATED, Outcome.FORBIDDEN})
_SHOWN_ALONE = frozenset({Outcome.GONE, Outcome.RATE_LIMITED, Outcome.SCOPE_MISMATCH, Outcome.SERVER_ERROR})
"""The outcomes of an answer that say enough without the answer to a stranger."""

_CHANGES = re.compile(
    rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # an id of a request
    rb"|[0-9a-f]{16,}"  # a trace
    rb"|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?"  # a time
    rb"|\b1\d{12}\b",  # the same in milliseconds
    re.IGNORECASE,
)
"""What differs between two answers to the same request."""

NAMED = "the answer names the caller (x-aaccountid)"
NOT_MODELLED = f"{NAMED}, and the edge does not model the product"
PAST_THE_REFUSAL = "a stranger is refused here, and this caller is not"
GETS_MORE = "it succeeds where a stranger does not"
AS_STRANGER = "the same answer as without a credential"
STRANGER_NOT_MODELLED = f"{AS_STRANGER}: a stranger is let in, and the edge does not model the product"
SHOWS_NOTHING = "another answer than a stranger's, which does not show whether the caller is known"


@dataclass(frozen=True)
class Recognition:
    """What an answer shows of its caller; `why` is a fixed sentence without anything of the answer."""

    outcome: Outcome
    why: str = ""


@dataclass(frozen=True)
class Stranger:
    """What a stranger gets from a call: the status, and a digest of the body without what differs each time."""

    status: int
    body: bytes

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """What an answer to a stranger has in common with every other answer to one."""
        return cls(answer.status, blake2b(_CHANGES.sub(b"", answer.body), digest_size=16).digest())

    @property
    def is_refused(self) -> bool:
        """Whether a stranger may not make the call at all."""
        return self.status in {_UNAUTHENTICATED, _FORBIDDEN}

    @property
    def succeeds(self) -> bool:
        """Whether a stranger gets a success, be it an empty one."""
        return 200 <= self.status < 300  # noqa: PLR2004  # the bounds of the class of success


def of_stranger(answer: Answer) -> Recognition:
    """What a caller without a credential gets: a refusal, or what every stranger gets."""
    shown = shown_alone(answer)
    if shown is not None:
        return shown
    if (refusal := of_refusal(answer)) in _REFUSALS:
        return Recognition(refusal)
    return Recognition(Outcome.STRANGER, STRANGER_NOT_MODELLED if answer.is_unknown_to_model else "")


def shown_alone(answer: Answer) -> Recognition | None:
    """What an answer shows by itself; None if it must be compared with the answer to a stranger.

    The answer of the edge for a product that it does not model is not a server error.
    """
    outcome = of_refusal(answer)
    if answer.names_caller and outcome is not Outcome.GONE:
        return Recognition(Outcome.RECOGNISED, NOT_MODELLED if answer.is_unknown_to_model else NAMED)
    if outcome is Outcome.SERVER_ERROR and answer.is_unknown_to_model:
        return None
    return Recognition(outcome) if outcome in _SHOWN_ALONE else None


def beside(answer: Answer, stranger: Stranger) -> Recognition:
    """What an answer shows by its difference from the answer to a stranger, if it shows nothing by itself."""
    if Stranger.of(answer) == stranger:
        return Recognition(Outcome.STRANGER, STRANGER_NOT_MODELLED if answer.is_unknown_to_model else AS_STRANGER)
    if answer.is_unknown_to_model:
        return Recognition(Outcome.UNEXPECTED, answer.text.strip())
    if (refusal := of_refusal(answer)) in _REFUSALS:
        return Recognition(refusal)
    if stranger.is_refused:
        return Recognition(Outcome.RECOGNISED, PAST_THE_REFUSAL)
    if answer.is_success and not stranger.succeeds:
        return Recognition(Outcome.RECOGNISED, GETS_MORE)
    return Recognition(Outcome.UNEXPECTED, SHOWS_NOTHING)
