"""The standing of one version of a product: its findings and its level, on one day, by one version of the suite."""

from collections.abc import Iterable
from dataclasses import dataclass

from token_conformance.certify.certificate.evidence import Evidence
from token_conformance.certify.requirements.basis import basis_of
from token_conformance.certify.requirements.judgement import judge
from token_conformance.certify.requirements.result import Finding, Level


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The results of a subject, as reports show them.

    `level` is None if Core is not reached. `excused` are the requirements whose actions the product does not have;
    `unsupported` gives a reason for each of these actions. `day` is a date in ISO 8601, `suite` the version of the
    suite.
    """

    name: str
    product: str
    version: str
    homepage: str
    day: str
    suite: str
    level: str | None
    excused: tuple[str, ...]
    unsupported: dict[str, str]
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """The product with its version."""
        return f"{self.product} {self.version}"

    @property
    def rests_on(self) -> str:
        """The level, and how many requirements were observed, as a badge says it."""
        return basis_of(Level(self.level) if self.level else None, self.findings, self.excused).short

    def finding(self, requirement: str) -> Finding:
        """The finding of one requirement."""
        return next(finding for finding in self.findings if finding.requirement == requirement)


def standing_of(evidence: Evidence) -> Standing:
    """Judge a subject by its evidence."""
    subject, record, judgement = evidence.subject, evidence.record, judge(evidence.observations)
    return Standing(
        name=subject.name,
        product=subject.product,
        version=subject.version,
        homepage=subject.homepage,
        day=record.day,
        suite=record.suite,
        level=judgement.level,
        excused=judgement.excused,
        unsupported={str(action): reason for action, reason in subject.unsupported.items()},
        findings=judgement.findings,
    )


def merged(known: Iterable[Standing], newer: Iterable[Standing]) -> list[Standing]:
    """One standing per subject, the newer if there are two, in the order of their names."""
    by_name = {standing.name: standing for standing in (*known, *newer)}
    return [by_name[name] for name in sorted(by_name)]
