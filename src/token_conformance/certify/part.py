"""A part of a run: the requirements and scenarios that a user names. It has no level, and cannot be packed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.requirement import Observations, Requirement
from token_conformance.certify.requirements.result import Check, Result
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.errors import one_of

FOLDER = "_partial"
"""The folder for parts, beside those of whole runs: no subject has this name."""


@dataclass(frozen=True)
class Part:
    """The `requirements` that are judged, by what the `scenarios` show.

    `needed` are the scenarios that are run: these, and those that decide how these are judged.
    """

    requirements: tuple[Requirement, ...]
    scenarios: tuple[str, ...]
    needed: tuple[Scenario, ...]


@dataclass(frozen=True)
class Judged:
    """One requirement with its checks in the scenarios of a part; `needs` are scenarios that were not run for it."""

    requirement: Requirement
    checks: tuple[Check, ...]
    needs: tuple[str, ...] = ()

    @property
    def result(self) -> Result:
        """The worst result of the checks; without any, it is not observed."""
        results = {check.result for check in self.checks}
        order = (Result.FAIL, Result.WARN, Result.PASS)
        return next((result for result in order if result in results), Result.NOT_OBSERVED)


def part_of(only: Iterable[str], scenarios: Iterable[str]) -> Part:
    """The part for the ids that a user names, some requirements or some scenarios; raises UserError for an unknown id.

    Without requirements, all that the scenarios show are judged; without scenarios, all that the requirements name are
    run.
    """
    named = [one_of("requirement", REQUIREMENTS)(word.upper()) for word in dict.fromkeys(only)]
    chosen = [one_of("scenario", SCENARIOS)(word).id for word in dict.fromkeys(scenarios)]
    shown = chosen or _in_order(scenario for requirement in named for scenario in requirement.scenarios)
    reads = [scenario for requirement in named for scenario in requirement.reads]
    needed = tuple(SCENARIOS[scenario] for scenario in _in_order([*shown, *reads]))
    return Part(tuple(named or REQUIREMENTS.values()), tuple(shown), needed)


def _in_order(scenarios: Iterable[str]) -> list[str]:
    chosen = set(scenarios)
    return [scenario for scenario in SCENARIOS if scenario in chosen]


def judged(part: Part, observations: Observations) -> list[Judged]:
    """The requirements of a part; without requirements of the user's, those that its scenarios show."""
    everything = len(part.requirements) == len(REQUIREMENTS)
    found = [_judged(requirement, part, observations) for requirement in part.requirements]
    return [each for each in found if each.checks or not everything or _is_named(each.requirement, part)]


def _judged(requirement: Requirement, part: Part, observations: Observations) -> Judged:
    if needs := tuple(scenario for scenario in requirement.reads if scenario not in observations):
        return Judged(requirement, (), needs)
    return Judged(requirement, tuple(_checks(requirement, part, observations)))


def _checks(requirement: Requirement, part: Part, observations: Observations) -> Iterator[Check]:
    checks = requirement.checks(dict(sorted(observations.items())))
    return (check for check in checks if check.scenario in part.scenarios)


def _is_named(requirement: Requirement, part: Part) -> bool:
    return any(scenario in part.scenarios for scenario in requirement.scenarios)
