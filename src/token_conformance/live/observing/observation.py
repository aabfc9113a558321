"""One question with what came of it, and a whole observation of a site."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from token_conformance.live.observing.questions import Login, Question, Token
from token_conformance.live.observing.reading import reading
from token_conformance.live.observing.seen import Seen
from token_conformance.model.target import Source


class Missing(StrEnum):
    """Why a question has no answer."""

    NO_TOKEN = "no-token"  # noqa: S105  # it says that there is none
    NOT_PROVEN = "token-not-proven"
    NO_CLOUD_ID = "no-cloud-id"
    LOGIN = "one-failing-login-is-enough"
    STOPPED = "stopped-by-429"
    TIME = "no-time-left"
    NO_ANSWER = "no-answer"
    UNREACHABLE = "stopped-without-answers"


MEANINGS = {
    Missing.NO_TOKEN: "no token of its kind was given",
    Missing.NOT_PROVEN: "the token did not prove to be of its kind",
    Missing.NO_CLOUD_ID: "the site did not tell its cloud id",
    Missing.LOGIN: "one failing login a host was enough",
    Missing.STOPPED: "the site answered 429 before it",
    Missing.TIME: "the two minutes were over",
    Missing.NO_ANSWER: "no answer came",
    Missing.UNREACHABLE: "the questions before it got no answer",
}
"""The reasons in words."""


@dataclass(frozen=True)
class Asked:
    """A question with what is kept of its answer, or with the reason why there is none."""

    question: Question
    seen: Seen | None = None
    missing: Missing | None = None

    @property
    def proves(self) -> bool:
        """Whether the answer proves that the token is good and of its kind."""
        return self.seen is not None and reading(self.question, self.seen).proves


@dataclass(frozen=True)
class Observation:
    """All answers of one site, with their date, the version that asked, and whether a local model answered."""

    source: Source
    date: dt.date
    version: str
    asked: tuple[Asked, ...]

    @property
    def is_whole(self) -> bool:
        """Whether each question got an answer, but for those of tokens that were not given."""
        return all(one.missing in {None, Missing.NO_TOKEN} for one in self.asked)


def unproven(token: Token | None, asked: Iterable[Asked]) -> bool:
    """Whether a question has shown that a token is not good, or not of its kind."""
    return any(
        one.question.login is Login.GOOD and one.question.credential.token is token and not one.proves for one in asked
    )
