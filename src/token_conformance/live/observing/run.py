"""Asks the questions, one after the other and politely; it stops at the first 429 and after two minutes."""

import datetime as dt
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from token_conformance._version import __version__
from token_conformance.errors import UserError
from token_conformance.exchange.limits import Limits
from token_conformance.exchange.one_get import Get, Reply
from token_conformance.live.cloud_id import cloud_id_in
from token_conformance.live.observing.login import Given
from token_conformance.live.observing.observation import Asked, Missing, Observation, unproven
from token_conformance.live.observing.questions import Login, Question, questions
from token_conformance.live.observing.reading import TOO_MANY_REQUESTS
from token_conformance.live.observing.seen import seen
from token_conformance.live.variables import name_of
from token_conformance.model.answer import LOCAL_MODEL, Answer

MOST_SECONDS = 110.0
"""After this time no further question is asked: a last answer that is slow may take the rest of two minutes."""

_MOST_UNANSWERED = 2
"""So many questions without an answer in a row end the run."""

_FIRST = "tenant-info"


@dataclass
class Run:
    """One run: `get` sends a request, and `may_fail_more` permits more than one failing login a host.

    `before` is called with the number of each question that is sent. `clock` and `sleep` are those of `time`.
    """

    given: Given
    get: Get
    may_fail_more: bool = False
    before: Callable[[Question], None] = lambda _: None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _asked: list[Asked] = field(default_factory=list, init=False)
    _cloud_id: str = field(default="", init=False, repr=False)
    _is_model: bool = field(default=False, init=False)
    _stopped: Missing | None = field(default=None, init=False)
    _unanswered: int = field(default=0, init=False)

    def observe(self, today: dt.date) -> Observation:
        """Ask all questions that can be asked; raises UserError if there is no site of Atlassian Cloud."""
        end = self.clock() + MOST_SECONDS
        for question in questions().values():
            if self._stopped is None and self.clock() >= end:
                self._stopped = Missing.TIME
            self._asked.append(self._ask(question))
        return Observation("edge" if self._is_model else "live", today, __version__, tuple(self._asked))

    def own_names(self) -> list[str]:
        """What must not be in a file of the observation."""
        return [*self.given.own_names(), self._cloud_id]

    def _ask(self, question: Question) -> Asked:
        missing = self._missing(question)
        return Asked(question, missing=missing) if missing else self._send(question)

    def _missing(self, question: Question) -> Missing | None:
        if not self.given.has(question.credential):
            return Missing.NO_TOKEN
        reasons: Mapping[Missing, Callable[[], bool]] = {
            Missing.NOT_PROVEN: lambda: self._is_unproven(question),
            Missing.NO_CLOUD_ID: lambda: question.needs_cloud_id and not self._cloud_id,
            Missing.LOGIN: lambda: question.login is Login.FAILS and not self._may_fail(question),
        }
        return self._stopped or next((reason for reason, holds in reasons.items() if holds()), None)

    def _is_unproven(self, question: Question) -> bool:
        token = question.credential.token
        return token is not None and unproven(token, self._asked)

    def _may_fail(self, question: Question) -> bool:
        return self.may_fail_more or not any(
            one.missing in {None, Missing.NO_ANSWER}
            for one in self._asked
            if one.question.login is Login.FAILS and one.question.host == question.host
        )

    def _send(self, question: Question) -> Asked:
        self.before(question)
        url = question.url(self.given.site, self._cloud_id)
        reply = self.get(url, self.given.authorization(question.credential))
        self.sleep(1 / Limits().rate)
        if question.id == _FIRST:
            self._first(reply)
        if not isinstance(reply, Answer):
            self._unanswered += 1
            self._stopped = Missing.UNREACHABLE if self._unanswered >= _MOST_UNANSWERED else None
            return Asked(question, missing=Missing.NO_ANSWER)
        self._unanswered = 0
        self._is_model |= reply.headers.items() >= LOCAL_MODEL.items()
        self._stopped = Missing.STOPPED if reply.status == TOO_MANY_REQUESTS else None
        return Asked(question, seen(reply))

    def _first(self, reply: Reply) -> None:
        """Keep the cloud id; raises UserError if nothing shows that the site exists."""
        if not isinstance(reply, Answer):
            raise UserError(
                f"{name_of('site')}: the site cannot be reached ({reply.failure}); check its name and your network, or"
                " ask `token-conformance diagnose`"
            )
        self._cloud_id = cloud_id_in(reply)
        is_refusal = reply.status == TOO_MANY_REQUESTS or "ip-address" in seen(reply).phrases
        if not self._cloud_id and not is_refusal:
            raise UserError(
                f"{name_of('site')}: the site did not answer with a cloud id (status {reply.status}), so it is not"
                " a site of Atlassian Cloud; set it to the part of its address before .atlassian.net"
            )
