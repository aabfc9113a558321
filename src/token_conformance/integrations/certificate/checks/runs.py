"""Whether each run is called what the subject file calls it, and was held against what its tenant holds."""

from collections import Counter
from collections.abc import Iterator

from token_conformance.certify.observation.expected import expected, is_success
from token_conformance.certify.observation.observation import ActionRun
from token_conformance.certify.observation.tenants import tenant_of
from token_conformance.certify.scenarios import SCENARIOS
from token_conformance.certify.subject.subject import WRITES, Action, Subject
from token_conformance.edge.state import State
from token_conformance.integrations.certificate.evidence import Evidence


def problems(evidence: Evidence) -> Iterator[str]:
    """A sentence for each run whose success, or whose measure of it, was altered."""
    for id_, seen in evidence.observations.items():
        if id_ in SCENARIOS:
            state = tenant_of(evidence.subject.name, SCENARIOS[id_]).state
            for run in seen.runs:
                yield from (f"In {id_} {what}." for what in _problems(run, evidence.subject, state))
            yield from (f"In {id_} {what}." for what in _repeated(seen.runs, len(seen.forms)))


def _problems(run: ActionRun, subject: Subject, state: State) -> Iterator[str]:
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
