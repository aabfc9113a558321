"""Checks of the observations: none is missing, from another run or altered, and all of them are possible.

A wire log that was written by hand seldom has times that are possible.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from token_conformance.certify.certificate.evidence import Evidence
from token_conformance.certify.observation.expected import can_be_created, expected, is_success
from token_conformance.certify.observation.file import joined
from token_conformance.certify.observation.inputs import public_values
from token_conformance.certify.observation.observation import ActionRun, Observation, WireRequest
from token_conformance.certify.observation.tenants import tenant_of
from token_conformance.certify.requirements.undeclared import undeclared
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.certify.subject.subject import WRITES, Action, Holder, Subject, expand
from token_conformance.edge.tenant.state import State
from token_conformance.model.answer import printable

_TOLERANCE_SECONDS = 0.05
"""Times of requests and of runs are not read from the clock at the same moment."""


def problems(evidence: Evidence) -> Iterator[str]:
    """One sentence for each observation, run or time that is missing, inconsistent or impossible."""
    observations, subject = evidence.observations, evidence.subject
    known = {id_: observation for id_, observation in observations.items() if id_ in SCENARIOS}
    yield from (f"The observation of {id_} is missing." for id_ in SCENARIOS if id_ not in observations)
    yield from (f"The scenario {id_} is unknown." for id_ in observations if id_ not in SCENARIOS)
    for id_, observation in known.items():
        yield from _origin(observation, SCENARIOS[id_], subject)
    yield from _shared("site", {id_: observation.site for id_, observation in observations.items()})
    yield from _shared("cloud id", {id_: observation.cloud_id for id_, observation in observations.items()})
    for id_, observation in known.items():
        yield from _actions(observation, SCENARIOS[id_], subject)
    for id_, observation in known.items():
        yield from (f"In {id_} {problem}." for problem in _runs(observation, SCENARIOS[id_], subject))
    for id_, observation in observations.items():
        yield from (f"In {id_} {problem}." for problem in _times(observation))
    for id_, observation in observations.items():
        yield from (f"In {id_} {problem}." for problem in _ignorance(observation))
    yield from (f"The subject file is wrong: {problem}." for problem in undeclared(observations))


def _origin(observation: Observation, scenario: Scenario, subject: Subject) -> Iterator[str]:
    """The scenario, subject, token, URL forms and tenant are those that the run must have had."""
    if observation.scenario != scenario.id:
        yield f"The observation of {scenario.id} was made in the scenario {observation.scenario}."
    if observation.subject != subject.name:
        yield f"The observation of {scenario.id} is one of another subject, {observation.subject}."
    if observation.token != scenario.token:
        yield f"In {scenario.id} the token was {observation.token}, but the scenario's token is {scenario.token}."
    if observation.forms != subject.configuration.forms(scenario.forms):
        forms = joined(observation.forms)
        yield f"In {scenario.id} the subject was configured with {forms}, but its file says otherwise."
    tenant = tenant_of(subject.name, scenario).state.tenant
    if (observation.site, observation.cloud_id) != (tenant.site, tenant.cloud_id):
        yield f"The observation of {scenario.id} is one of another tenant than the scenario's."


def _shared(what: str, names: Mapping[str, str]) -> Iterator[str]:
    """The requests of two scenarios with the same tenant could not be distinguished."""
    users = defaultdict(list)
    for id_, name in names.items():
        users[name].append(id_)
    for ids in users.values():
        if len(ids) > 1:
            yield f"{' and '.join(ids)} share a {what}, so they were not isolated."


def _actions(observation: Observation, scenario: Scenario, subject: Subject) -> Iterator[str]:
    """The actions that were run are those that the scenario asks for and the subject has."""
    ran = {run.action for run in observation.runs}
    chosen = set(map(str, scenario.chosen(subject.supported)))
    for action in sorted(ran & set(map(str, subject.unsupported))):
        yield f"In {scenario.id} the action {action} was run, but the subject declares it as unsupported."
    for action in sorted(ran - chosen):
        yield f"In {scenario.id} the action {action} was run, but the scenario does not ask for it."
    holders = scenario.holders(subject.credentials)
    for holder in Holder:
        of_holder = {run.action for run in observation.runs if run.holder is holder}
        if holder in holders:
            for action in sorted(chosen - of_holder):
                yield f"In {scenario.id} the action {_named(action, holder)} is missing, but the subject supports it."
        elif of_holder:
            yield f"In {scenario.id} the token was that of {holder.words}, but the subject's file says otherwise."
    if observation.unsupported != subject.reasons(scenario.asked):
        yield f"In {scenario.id} the unsupported actions or their reasons differ from the subject file."


def _named(action: str, holder: Holder) -> str:
    return action if holder is Holder.PERSON else f"{action} with the token of {holder.words}"


def _runs(observation: Observation, scenario: Scenario, subject: Subject) -> Iterator[str]:
    state = tenant_of(subject.name, scenario).state
    for run in observation.runs:
        yield from _altered(run, subject, state)
        if run.action in subject.commands and run.command != _command(run, scenario, subject, state):
            yield f"the command of {run.action} is not that of the subject file, at Atlassian's addresses"
    yield from _repeated(observation.runs, len(observation.forms))


def _command(run: ActionRun, scenario: Scenario, subject: Subject, state: State) -> tuple[str, ...]:
    """The command as an observation shows it; at a base URL, the addresses in it would be others."""
    action = Action(run.action)
    values = public_values(state, subject, scenario, action, run.holder)
    return tuple(printable(expand(word, values)) for word in subject.commands[action])


def _altered(run: ActionRun, subject: Subject, state: State) -> Iterator[str]:
    if run.action not in set(Action):
        yield f"there is a run of the unknown action {run.action}"
        return
    if run.succeeded != is_success(subject, run.ended, run.exit_status, run.output):
        yield f"the success of {run.action} does not follow from its exit status and output"
    if not _is_measured(run, subject, state):
        yield f"{run.action} was not compared with the content of the tenant"


def _is_measured(run: ActionRun, subject: Subject, state: State) -> bool:
    action = Action(run.action)
    wanted = expected(action, action.app(subject.app), state, run.holder)
    if action in WRITES:
        return len(run.must_show) == 1 and can_be_created(action, run.must_show[0])
    named = all(set(alternatives) & set(run.must_show) for alternatives in wanted)
    return named and len(run.must_show) == len(wanted)


def _repeated(runs: Sequence[ActionRun], times: int) -> Iterator[str]:
    """An action runs once per URL form and holder: a second run could hide the failure of the first."""
    for (action, holder), count in Counter((run.action, run.holder) for run in runs).items():
        if count != times:
            yield f"{_named(action, holder)} was run {count} times instead of {times}"


def _ignorance(observation: Observation) -> Iterator[str]:
    """The model's own 501 excuses what rests on it, so it must not be invented for another answer."""
    if any(request.not_modelled and request.status != 501 for request in observation.requests):  # noqa: PLR2004  # the one
        yield "a request has a sentence of the model, but not its status 501"


def _times(observation: Observation) -> Iterator[str]:
    if any(_ends_first(request) for request in observation.requests):
        yield "a request ended before it started"
    if _is_unordered([request.started for request in observation.requests]):
        yield "the requests are not in the order in which they were sent"
    if any(run.seconds < 0 for run in observation.runs):
        yield "an action ended before it started"
    if _overlap(observation.runs):
        yield "an action started before the previous one ended"
    if _precedes_runs(observation):
        yield "a request was sent before any action was run"


def _ends_first(request: WireRequest) -> bool:
    return request.ended is not None and request.ended < request.started


def _is_unordered(times: Sequence[float]) -> bool:
    return any(later < earlier for earlier, later in pairwise(times))


def _overlap(runs: Sequence[ActionRun]) -> bool:
    ends = (run.started + run.seconds - _TOLERANCE_SECONDS for run in runs)
    return any(later.started < end for end, later in zip(ends, runs[1:], strict=False))


def _precedes_runs(observation: Observation) -> bool:
    first = min((run.started for run in observation.runs), default=float("inf"))
    return any(request.started < first - _TOLERANCE_SECONDS for request in observation.requests)
