"""Finds what a token with scopes can do at the gateway: asks, learns from the answer, and chooses what to ask next."""

import datetime as dt
from collections.abc import Callable

from token_conformance.advice.reach.choice import next_class
from token_conformance.advice.reach.knowledge import Knowledge
from token_conformance.advice.reach.plan import Plan, plan_of
from token_conformance.advice.reach.probes import control_url, probe_url
from token_conformance.advice.reach.reach import Reach, Stop
from token_conformance.advice.reach.reading import Reading, read
from token_conformance.catalogue.operations import Operation
from token_conformance.model.answer import Answer
from token_conformance.model.url import APPS

Ask = Callable[[str, str], Answer | None]
"""Sends one request, without a body, to a URL with the token: gets the method and the URL; None if no answer came."""

_MOST_TRIES = 3
"""The most operations of one class that are asked, if answers say nothing."""

_MOST_SILENT = 5
"""The most answers in a row that may say nothing."""

_STOPS = {
    Reading.REFUSED: Stop.REFUSED,
    Reading.LIMITED: Stop.RATE_LIMITED,
    Reading.NOT_ROUTED: Stop.NOT_ROUTED,
}


def find_reach(app: str, cloud_id: str, ask: Ask, *, writes: bool = False, today: dt.date | None = None) -> Reach:
    """What a token can do with an app, `jira` or `confluence`, of the site with this cloud id.

    After one control request, only reads are sent, mostly of things that do not exist; with `writes`, methods that
    change something too, without a body and about things that do not exist. It stops at the first answer that refuses
    the credential, or that says that there were too many requests: then the result has what is known by then.
    """
    search = _Search(plan_of(app, today or dt.datetime.now(dt.UTC).date()), cloud_id, ask)
    stop = search.control() or search.run(writes=writes) or search.without_scopes()
    return Reach(search.plan, search.knowledge, search.asked, search.sent, stop, probed_writes=writes)


def find_everywhere(
    cloud_id: str, ask: Ask, *, writes: bool = False, today: dt.date | None = None
) -> tuple[Reach, ...]:
    """What a token can do with each app; one whose search would be in vain after that of another is left out."""
    found: list[Reach] = []
    for app in APPS:
        found.append(find_reach(app, cloud_id, ask, writes=writes, today=today))
        if found[-1].stop not in {None, Stop.NOT_ROUTED}:
            break
    return tuple(found)


def most_requests(app: str, *, writes: bool, today: dt.date) -> int:
    """The most requests that `find_reach` sends while every answer says something: one for a class, and the control."""
    return len(plan_of(app, today).probes(writes=writes)) + 1


class _Search:
    """One search: what is known, and how many requests were sent."""

    def __init__(self, plan: Plan, cloud_id: str, ask: Ask) -> None:
        self.plan = plan
        self.knowledge = Knowledge(plan.lattice)
        self.asked: dict[int, Operation] = {}
        self.sent = 0
        self._cloud_id = cloud_id
        self._ask = ask
        self._silent = 0
        self._has_scopes = False

    def control(self) -> Stop | None:
        """Ask for what no operation is, which the scope check refuses, or a product that does not find it.

        Anything else is not an answer of the gateway to this token, and would be misread in the answers to probes.
        """
        answer = self._send("GET", control_url(self.plan.app, self._cloud_id))
        if answer is None:
            return Stop.UNCLEAR
        reading = read(answer)
        self._has_scopes = reading is Reading.UNMET
        if self._has_scopes or answer.names_caller:
            return _STOPS.get(reading)
        return _STOPS.get(reading, Stop.UNCLEAR)

    def without_scopes(self) -> Stop | None:
        """Whether nothing was refused, not even what no scope allows."""
        return None if self._has_scopes or self.knowledge.unmet else Stop.NO_SCOPES

    def run(self, *, writes: bool) -> Stop | None:
        """Ask until every class that can be asked is decided; returns why it ended earlier, if it did."""
        probes = dict(self.plan.probes(writes=writes))
        while (number := next_class(self.knowledge, probes)) is not None:
            stop = self._decide(number, probes.pop(number))
            if stop:
                return stop
        return None

    def _decide(self, number: int, operations: tuple[Operation, ...]) -> Stop | None:
        """Ask for a class by its operations, until an answer says something."""
        for operation in operations[:_MOST_TRIES]:
            answer = self._send(operation.method, probe_url(operation, self._cloud_id))
            reading = read(answer) if answer else Reading.NOTHING
            if reading in _STOPS:
                return _STOPS[reading]
            if reading is not Reading.NOTHING:
                self._silent = 0
                self.asked[number] = operation
                self.knowledge.learn(number, met=reading is Reading.MET)
                return None
            self._silent += 1
            if self._silent == _MOST_SILENT:
                return Stop.UNCLEAR
        return None

    def _send(self, method: str, url: str) -> Answer | None:
        self.sent += 1
        return self._ask(method, url)
