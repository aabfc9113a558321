"""Whether each scenario has one observation: of this subject, with a tenant of its own and the right actions."""

from collections import defaultdict
from collections.abc import Iterator

from token_conformance.certify.certificate.evidence import Evidence
from token_conformance.certify.observation.file import joined
from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.observation.tenants import tenant_of
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.certify.subject.subject import Subject


def problems(evidence: Evidence) -> Iterator[str]:
    """A sentence for each observation that is missing, of something else, or not isolated."""
    observations = evidence.observations
    yield from (f"The observation of {id_} is missing." for id_ in SCENARIOS if id_ not in observations)
    yield from (f"There is no scenario {id_}." for id_ in observations if id_ not in SCENARIOS)
    for id_, seen in observations.items():
        if id_ in SCENARIOS:
            yield from _other(seen, SCENARIOS[id_], evidence.subject)
    yield from _shared("site", {id_: seen.site for id_, seen in observations.items()})
    yield from _shared("cloud id", {id_: seen.cloud_id for id_, seen in observations.items()})
    for id_, seen in observations.items():
        if id_ in SCENARIOS:
            yield from _actions(seen, SCENARIOS[id_], evidence.subject)


def _other(seen: Observation, scenario: Scenario, subject: Subject) -> Iterator[str]:
    if seen.scenario != scenario.id:
        yield f"The observation of {scenario.id} was made in the scenario {seen.scenario}."
    if seen.subject != subject.name:
        yield f"The observation of {scenario.id} is one of another subject, {seen.subject}."
    if seen.token != scenario.token:
        yield f"In {scenario.id} the token was {seen.token}, and the scenario gives one that is {scenario.token}."
    if seen.forms != subject.configuration.forms(scenario.forms):
        yield f"In {scenario.id} the subject was configured with {joined(seen.forms)}, and its file says otherwise."
    tenant = tenant_of(subject.name, scenario).state.tenant
    if (seen.site, seen.cloud_id) != (tenant.site, tenant.cloud_id):
        yield f"The observation of {scenario.id} is one of another tenant than the scenario's."


def _actions(seen: Observation, scenario: Scenario, subject: Subject) -> Iterator[str]:
    ran = {run.action for run in seen.runs}
    asked = set(map(str, scenario.actions))
    for action in sorted(set(map(str, subject.supported(scenario.actions))) - ran):
        yield f"In {scenario.id} the action {action} is missing, and the subject says that it has it."
    for action in sorted(ran & set(map(str, subject.unsupported))):
        yield f"In {scenario.id} the action {action} was run, and the subject says that it is unsupported."
    for action in sorted(ran - asked):
        yield f"In {scenario.id} the action {action} was run, and the scenario does not ask for it."
    if seen.unsupported != subject.reasons(scenario.actions):
        yield f"In {scenario.id} other actions are unsupported, or for other reasons, than in the subject file."


def _shared(what: str, names: dict[str, str]) -> Iterator[str]:
    """A token that works in two scenarios could not be told apart."""
    users = defaultdict(list)
    for id_, name in names.items():
        users[name].append(id_)
    for ids in users.values():
        if len(ids) > 1:
            yield f"{' and '.join(ids)} share a {what}, so they were not isolated."
