"""What the answers of one observation say, each with whether it can be relied on."""

from collections.abc import Iterator
from dataclasses import dataclass

from token_conformance.live.observing.observation import Asked, Observation
from token_conformance.live.observing.questions import Login, Question, Reading, questions
from token_conformance.live.observing.reading import reading

UNPROVEN = Reading(
    status=(), says="Nothing here shows that the token is good and of its kind.", header={}, unclear=True
)


@dataclass(frozen=True)
class Conclusion:
    """An answer with what it says; a reading that is unclear says nothing on the question."""

    question: Question
    status: int
    reading: Reading

    @property
    def is_clear(self) -> bool:
        """Whether it answers the question."""
        return not self.reading.unclear


def conclusions(observation: Observation) -> Iterator[Conclusion]:
    """What each answer says; an answer to a token that proved nothing says nothing."""
    for one in observation.asked:
        if one.seen is not None:
            is_proven = _is_proven(one, observation)
            yield Conclusion(one.question, one.seen.status, reading(one.question, one.seen) if is_proven else UNPROVEN)


def _is_proven(one: Asked, observation: Observation) -> bool:
    """Whether each other question that proves the token of this one was answered, and proves it."""
    token = one.question.credential.token
    by_id = {other.question.id: other for other in observation.asked}
    return token is None or all(
        question.id in by_id and by_id[question.id].proves for question in _proofs(one.question)
    )


def _proofs(question: Question) -> Iterator[Question]:
    for other in questions().values():
        if other.login is Login.GOOD and other.credential.token is question.credential.token and other != question:
            yield other
