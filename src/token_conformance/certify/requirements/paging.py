"""P1 and P2: the second page of a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from token_conformance.certify.observation.observation import WireRequest
from token_conformance.certify.requirements.address import carries_token, is_at_gateway, prefix_problem, resource, shown
from token_conformance.certify.requirements.requirement import (
    Observations,
    Requirement,
    failing,
    passing,
    violating,
    warning,
)
from token_conformance.certify.requirements.result import Check, Level
from token_conformance.certify.requirements.trace import Trace, traces
from token_conformance.certify.subject.subject import Action

LISTS_NOTHING = "it lists nothing"

_SCENARIOS = ("pages-relative", "pages-wiki-relative", "pages-absolute-site", "pages-token", "pages-offset")
_STOPS = "showed page one only, asked for no other and called it a success, so its user has to ask for the rest"

_SUCCESSES = range(200, 300)
_PLACES = {"cursor", "nextPageToken", "startAt", "start"}
_FIRST = {"", "0", "None"}
_PATHS = {
    str(Action.LIST_PROJECTS): re.compile(r"/rest/api/N/project(/search)?"),
    str(Action.LIST_SPACES): re.compile(r"/api/v2/spaces|/rest/api/space"),
    str(Action.SEARCH): re.compile(r"/rest/api/(N/search(/jql)?|search|content(/search)?)|/api/v2/pages"),
}
"""The paths of the lists themselves: a product may also request other things in pages."""


@dataclass(frozen=True)
class Paging:
    """A run that got page one of its list, by the `first` call; `later` are the calls for later pages."""

    trace: Trace
    first: WireRequest
    later: tuple[WireRequest, ...]

    @property
    def off_gateway(self) -> WireRequest | None:
        """The first call for a later page that left the gateway."""
        return next((call for call in self.later if not call.not_modelled and self._left_gateway(call)), None)

    @property
    def failed(self) -> WireRequest | None:
        """The first call for a later page that failed."""
        return next((call for call in self.later if call.status not in _SUCCESSES), None)

    def _left_gateway(self, call: WireRequest) -> bool:
        return not is_at_gateway(call) or bool(prefix_problem(call, self.trace.observation))


def _paging(trace: Trace) -> Paging | None:
    """The paging of a run that got page one at the gateway; None for any other run."""
    path = _PATHS.get(trace.run.action)
    sent = [call for call in trace.calls if carries_token(call) and path and path.fullmatch(resource(call))]
    first = next((call for call in sent if call.status in _SUCCESSES and is_at_gateway(call)), None)
    if first is None:
        return None
    return Paging(trace, first, tuple(call for call in sent[sent.index(first) + 1 :] if _is_later(call)))


def _is_later(call: WireRequest) -> bool:
    """Whether a call asks for a later page. A POST search has its page in the body, so any but the first counts."""
    places = (value for name, value in parse_qsl(call.query) if name in _PLACES)
    return call.method == "POST" or any(value not in _FIRST for value in places)


def _pages(observations: Observations) -> Iterator[Check]:
    pagings = [paging for scenario in _SCENARIOS for paging in _all(observations, scenario)]
    paged_actions = {paging.trace.run.action for paging in pagings if paging.later}
    for paging in pagings:
        if check := _check(paging, paged_actions):
            yield check


def _check(page: Paging, paged_actions: set[str]) -> Check | None:
    """A product that never requests a later page of an action's list leaves paging to its user: a warning."""
    trace = page.trace
    if page.off_gateway:
        left = f"left the gateway for page two: {shown(page.off_gateway, trace.observation)}"
        return violating(trace, left, page.off_gateway)
    if page.later and not trace.is_complete:
        return failing(trace, f"asked for page two, and {trace.ending}", *page.later)
    if trace.is_complete:
        return passing(trace) if page.later else None
    stops = trace.run.succeeded and trace.run.action not in paged_actions
    ending = f"did not get to page two: it {trace.ending}"
    return warning(trace, _STOPS, page.first) if stops else failing(trace, ending, *trace.calls[-1:])


def _cut_short(observations: Observations) -> Iterator[Check]:
    for page in _all(observations, "page-two-fails"):
        trace = page.trace
        is_cut = trace.run.succeeded and not trace.is_complete
        if page.failed:
            problem = f"reported a part as the whole, though page two was {shown(page.failed, trace.observation)}"
            yield failing(trace, problem, page.failed) if is_cut else passing(trace)
        elif is_cut and not page.later:
            yield warning(trace, _STOPS, page.first)


def _all(observations: Observations, scenario: str) -> list[Paging]:
    return [page for trace in traces(observations.get(scenario)) if (page := _paging(trace))]


P1 = Requirement(
    id="P1",
    name="page two at the gateway",
    level=Level.CORE,
    title="Page two stays on the gateway, in whichever form its address comes.",
    scenarios=_SCENARIOS,
    checks=_pages,
    passed="Every later page was asked for at the gateway, and each list was shown as a whole.",
    remedy="Take only path and query of a `next`, and put them behind https://api.atlassian.com/ex/PRODUCT/CLOUD_ID,"
    " with /wiki once.",
    unobserved="No list took more than one page.",
    after="T2",
    actions=frozenset(_PATHS),
    lacking=LISTS_NOTHING,
    reads=_SCENARIOS,
)

P2 = Requirement(
    id="P2",
    name="a cut list is an error",
    level=Level.CORE,
    title="A list that an error cuts short is not reported as complete.",
    scenarios=("page-two-fails",),
    checks=_cut_short,
    passed="An error on page two was reported.",
    remedy="Let an error on a later page end the whole list as an error.",
    unobserved="No list took more than one page.",
    after="T2",
    actions=frozenset(_PATHS),
    lacking=LISTS_NOTHING,
)
