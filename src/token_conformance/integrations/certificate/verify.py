"""Verifies a certificate: everything that it claims is derived again from its observations alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from token_conformance.errors import CertificateError
from token_conformance.integrations.certificate import manifest
from token_conformance.integrations.certificate.checks import (
    actions,
    claims,
    copies,
    provenance,
    runs,
    scenarios,
    secrets,
    times,
)
from token_conformance.integrations.certificate.derived import derived
from token_conformance.integrations.certificate.evidence import Evidence, evidence_of, record_of
from token_conformance.integrations.judgement import judge
from token_conformance.integrations.level import Level


@dataclass(frozen=True)
class Verification:
    """What became of a certificate: it stands where there are no `faults`, each of which is a sentence."""

    faults: tuple[str, ...]
    subject: str = ""
    level: Level | None = None


def verify(files: Mapping[str, bytes]) -> Verification:
    """Verify a certificate's files; what was made by another suite or against other rules is not derived again."""
    faults = list(manifest.faults(files))
    try:
        if foreign := list(provenance.faults(record_of(files))):
            return Verification((*faults, *secrets.faults(files), *foreign))
        return _verified(files, faults)
    except CertificateError as error:
        return Verification((*faults, *secrets.faults(files), f"{error}."))


def _verified(files: Mapping[str, bytes], faults: list[str]) -> Verification:
    evidence = evidence_of(files)
    judgement = judge(evidence.observations)
    follows = derived(evidence, judgement)
    faults += secrets.faults({name: files[name] for name in files if files[name] != follows.get(name)})
    faults += evidence_faults(evidence)
    faults += claims.faults(files, judgement)
    faults += copies.faults(files, follows, evidence.files())
    return Verification(tuple(dict.fromkeys(faults)), evidence.title, judgement.level)


def evidence_faults(evidence: Evidence) -> Iterator[str]:
    """What makes the evidence incomplete or impossible."""
    yield from scenarios.faults(evidence)
    yield from actions.faults(evidence)
    yield from runs.faults(evidence)
    yield from times.faults(evidence)
