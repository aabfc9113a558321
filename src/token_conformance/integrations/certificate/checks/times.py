"""Whether the times of an observation can have been: a wire log that was put together by hand seldom has such."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from token_conformance.certify.observation.observation import ActionRun, Observation, WireRequest
from token_conformance.integrations.certificate.evidence import Evidence

_SLACK_SECONDS = 0.05
"""Two clocks of one machine are read one after the other."""


def problems(evidence: Evidence) -> Iterator[str]:
    """A sentence for each observation whose times contradict each other."""
    for id_, seen in evidence.observations.items():
        yield from (f"In {id_} {what}." for what in _impossible(seen))


def _impossible(seen: Observation) -> Iterator[str]:
    if any(_ends_first(request) for request in seen.requests):
        yield "a request ended before it started"
    if _is_unordered([request.started for request in seen.requests]):
        yield "the requests are not in the order in which they were sent"
    if any(run.seconds < 0 for run in seen.runs):
        yield "an action ended before it started"
    if _overlap(seen.runs):
        yield "an action started before the one ahead of it had ended"
    if _is_orphaned(seen):
        yield "a request was sent before any action was run"


def _ends_first(request: WireRequest) -> bool:
    return request.ended is not None and request.ended < request.started


def _is_unordered(times: Sequence[float]) -> bool:
    return any(later < earlier for earlier, later in pairwise(times))


def _overlap(runs: Sequence[ActionRun]) -> bool:
    return any(later.started < earlier.started + earlier.seconds - _SLACK_SECONDS for earlier, later in pairwise(runs))


def _is_orphaned(seen: Observation) -> bool:
    first = min((run.started for run in seen.runs), default=float("inf"))
    return any(request.started < first - _SLACK_SECONDS for request in seen.requests)
