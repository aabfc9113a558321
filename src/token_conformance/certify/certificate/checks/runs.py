"""Whether each run is called what the subject file calls it, was held against its tenant, and was possible in time.

A wire log that was put together by hand seldom has times that are possible.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from token_conformance.certify.certificate.evidence import Evidence
from token_conformance.certify.observation.expected import expected, is_success
from token_conformance.certify.observation.observation import ActionRun, Observation, WireRequest
from token_conformance.certify.observation.tenants import tenant_of
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.subject.subject import WRITES, Action, Subject
from token_conformance.edge.tenant.state import State

_SLACK_SECONDS = 0.05
"""Two clocks of one machine are read one after the other."""


def problems(evidence: Evidence) -> Iterator[str]:
    """A sentence for each run whose success, or whose measure of it, was altered, and for times that contradict."""
    for id_, seen in evidence.observations.items():
        if id_ in SCENARIOS:
            state = tenant_of(evidence.subject.name, SCENARIOS[id_]).state
            for run in seen.runs:
                yield from (f"In {id_} {what}." for what in _altered(run, evidence.subject, state))
            yield from (f"In {id_} {what}." for what in _repeated(seen.runs, len(seen.forms)))
    for id_, seen in evidence.observations.items():
        yield from (f"In {id_} {what}." for what in _impossible(seen))


def _altered(run: ActionRun, subject: Subject, state: State) -> Iterator[str]:
    if run.action not in set(Action):
        yield f"there is a run of the unknown action {run.action}"
        return
    if run.succeeded != is_success(subject, run.ended, run.exit_status, run.output):
        yield f"the success of {run.action} is not what its exit status and output say"
    if not _is_measured(run, subject, state):
        yield f"{run.action} was not held against what the tenant has"


def _is_measured(run: ActionRun, subject: Subject, state: State) -> bool:
    action = Action(run.action)
    wanted = expected(action, action.app(subject.app), state)
    named = all(set(alternatives) & set(run.must_show) for alternatives in wanted)
    return named and len(run.must_show) == len(wanted) + (action in WRITES)


def _repeated(runs: tuple[ActionRun, ...], times: int) -> Iterator[str]:
    """An action runs once in each form, or else a better run could stand beside a bad one."""
    for action, count in Counter(run.action for run in runs).items():
        if count != times:
            yield f"{action} was run {count} times, and should be {times}"


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
