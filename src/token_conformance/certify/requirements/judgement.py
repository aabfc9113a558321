"""The judgement of a subject: one finding per requirement, and the level that they allow."""

from dataclasses import dataclass

from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.basis import Basis, basis_of
from token_conformance.certify.requirements.requirement import Observations, Requirement, holders
from token_conformance.certify.requirements.result import Finding, Level, Result, reached
from token_conformance.certify.subject.subject import Holder


@dataclass(frozen=True)
class Judgement:
    """All findings of a subject, and its level; None if Core is not reached.

    `excused` are the ids of the requirements that were not observed because the subject does not have the actions for
    them, or takes no token of a person. They do not block their level. `holders` are those whose tokens it got.
    """

    findings: tuple[Finding, ...]
    excused: tuple[str, ...]
    level: Level | None
    holders: tuple[Holder, ...] = (Holder.PERSON,)

    @property
    def basis(self) -> Basis:
        """What the level rests on."""
        return basis_of(self.level, self.findings, self.excused, self.holders)

    def finding(self, requirement: str) -> Finding:
        """The finding of one requirement, by its id."""
        return next(finding for finding in self.findings if finding.requirement == requirement)


def judge(observations: Observations) -> Judgement:
    """Judge a subject by all requirements. The same observations always give the same judgement."""
    findings = {requirement: requirement.finding(observations) for requirement in REQUIREMENTS.values()}
    excused = [r for r, found in findings.items() if found.result is Result.NOT_OBSERVED and r.is_excused(observations)]
    blocked = {r.level for r, found in findings.items() if _blocks(found) and r not in excused}
    return Judgement(tuple(findings.values()), _ids(excused), reached(blocked), holders(observations))


def _blocks(finding: Finding) -> bool:
    return finding.result in {Result.FAIL, Result.NOT_OBSERVED}


def _ids(requirements: list[Requirement]) -> tuple[str, ...]:
    return tuple(requirement.id for requirement in requirements)
