"""Whether the actions that were run are those that the subject file says the product has."""

from collections.abc import Iterator

from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.scenarios import SCENARIOS
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.certify.subject.subject import Subject
from token_conformance.integrations.certificate.evidence import Evidence


def problems(evidence: Evidence) -> Iterator[str]:
    """A sentence for each action of a scenario that is missing, or should not be there."""
    for id_, seen in evidence.observations.items():
        if scenario := SCENARIOS.get(id_):
            yield from _problems(seen, scenario, evidence.subject)


def _problems(seen: Observation, scenario: Scenario, subject: Subject) -> Iterator[str]:
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
