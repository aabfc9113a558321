"""One run of a subject, as a gate compares it and as programs read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from token_conformance.certify.certificate.container import read
from token_conformance.certify.certificate.evidence import evidence_of
from token_conformance.certify.gate.seen import Seen, seen_of
from token_conformance.certify.requirements.judgement import judge


@dataclass(frozen=True)
class Run:
    """What a run showed of a subject. `level` is empty if Core is not reached.

    `day`, `door`, `suite` and `rules` are those of the run's record.
    """

    subject: str
    product: str
    version: str
    day: str
    door: str
    suite: str
    rules: str
    level: str
    seen: Mapping[str, Seen]


def run_of(path: Path) -> Run:
    """The run in the folder that `certify run` has written, or in a certificate; raises CertificateError.

    It is derived from the observations, and not from what the certificate claims.
    """
    evidence = evidence_of(read(path))
    judgement = judge(evidence.observations)
    subject, record = evidence.subject, evidence.record
    return Run(
        subject=subject.name,
        product=subject.product,
        version=subject.version,
        day=record.day,
        door=record.door,
        suite=record.suite,
        rules=record.rules,
        level=judgement.level or "",
        seen=seen_of(judgement, evidence.observations),
    )
