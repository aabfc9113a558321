"""Packs a certificate: the evidence of a run, and all that follows from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from token_conformance.certify.certificate.checks import provenance, secrets
from token_conformance.certify.certificate.derived import MANIFEST, derived, manifest
from token_conformance.certify.certificate.evidence import Evidence, evidence_of
from token_conformance.certify.certificate.verify import evidence_problems
from token_conformance.certify.requirements.judgement import judge
from token_conformance.certify.requirements.result import Level
from token_conformance.errors import CertificateError


@dataclass(frozen=True)
class Packed:
    """A certificate by its files, and what it says: the name and version of the subject, and its level."""

    files: Mapping[str, bytes]
    subject: str
    level: Level | None


def packed(run: Mapping[str, bytes]) -> Packed:
    """Make the certificate of a run, given by its files; raises CertificateError where it would be refused."""
    evidence = evidence_of(run)
    files = dict(evidence.files)
    if problems := [*_problems(evidence), *secrets.problems(files)]:
        more = f" (and {len(problems) - 1} more)" if problems[1:] else ""
        raise CertificateError(f"cannot be packed: {problems[0]}{more}")
    judgement = judge(evidence.observations)
    files |= derived(evidence, judgement)
    files |= {MANIFEST: manifest(files)}
    return Packed(files, evidence.title, judgement.level)


def _problems(evidence: Evidence) -> Iterator[str]:
    yield from provenance.problems(evidence.record)
    yield from evidence_problems(evidence)
