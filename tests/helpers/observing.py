"""Observations that are made up, and runs against a function in place of a site."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Literal

from site_answers import ANSWERS
from token_conformance.exchange.one_get import Failure, NoAnswer, Reply
from token_conformance.live.observing.login import Given
from token_conformance.live.observing.observation import Asked, Missing, Observation
from token_conformance.live.observing.questions import Question, Token, questions
from token_conformance.live.observing.run import Run
from token_conformance.live.observing.seen import seen

DAY = dt.date(2026, 11, 29)
ALL = {token: f"MADE-UP-{token.upper()}-TOKEN" for token in Token}
NO_ANSWER = NoAnswer("https://canary-marmalade.example", Failure.TIMEOUT, "canary")
GOOD = {
    "tenant-info": "cloud-id",
    "unscoped-at-site": "me",
    "scoped-jira-at-gateway": "me",
    "scoped-jira-at-confluence": "mismatch",
    "scoped-confluence-at-gateway": "results",
    "scoped-confluence-at-jira": "mismatch",
    "service-account-bearer-at-gateway": "me",
}
"""The answers, by their names, that prove each token, by the ids of their questions."""


def made_up(answers: Mapping[str, str | Missing | None], **more: str) -> Observation:
    """An observation with some answers, or reasons why there is none; other questions were asked without a token."""
    asked = tuple(_asked(question, answers.get(question.id, Missing.NO_TOKEN)) for question in questions().values())
    source: Literal["edge", "live"] = "edge" if more.get("source") == "edge" else "live"
    return Observation(source, DAY, more.get("version", "1.0.0"), asked)


def _asked(question: Question, answer: str | Missing | None) -> Asked:
    if isinstance(answer, Missing):
        return Asked(question, missing=answer)
    return Asked(question, seen(ANSWERS[answer or "teapot"]))


def given(tokens: Mapping[Token, str] = ALL) -> Given:
    """A site with some tokens."""
    return Given("made-up-site", tokens, "canary.bird@example.com", "canary.robot@example.com")


class Site:
    """A site that answers by the ids of questions; it remembers which were asked, in order."""

    def __init__(self, answers: Mapping[str, str | Reply] = GOOD, otherwise: str | Reply = "teapot") -> None:
        self.answers = answers
        self.otherwise = otherwise
        self.asked: list[str] = []
        self.sent: list[tuple[str, str | None]] = []

    def __call__(self, url: str, authorization: str | None) -> Reply:
        """The answer to the question that `before` has named."""
        self.sent.append((url, authorization))
        found = self.answers.get(self.asked[-1], self.otherwise)
        return ANSWERS[found] if isinstance(found, str) else found

    def before(self, question: Question) -> None:
        """Remember the question."""
        self.asked.append(question.id)


def run(site: Site, tokens: Mapping[Token, str] = ALL, **more: object) -> Run:
    """A run that asks the site, and does not wait."""
    options: dict[str, Callable[..., object] | object] = {"sleep": lambda _: None} | more
    return Run(given(tokens), site, before=site.before, **options)  # type: ignore[arg-type]  # the options of a run
