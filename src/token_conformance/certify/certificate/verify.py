"""Verifies a certificate: everything that it claims is derived again from its observations alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from token_conformance.certify.certificate.checks import claims, observations, provenance, runs, secrets
from token_conformance.certify.certificate.checks import files as file_checks
from token_conformance.certify.certificate.derived import derived
from token_conformance.certify.certificate.evidence import Evidence, evidence_of, record_of
from token_conformance.certify.requirements.judgement import judge
from token_conformance.certify.requirements.result import Level
from token_conformance.errors import CertificateError


@dataclass(frozen=True)
class Verification:
    """What became of a certificate: it stands where there are no `problems`, each of which is a sentence."""

    problems: tuple[str, ...]
    subject: str = ""
    level: Level | None = None


def verify(files: Mapping[str, bytes]) -> Verification:
    """Verify a certificate's files; what was made by another suite or against other rules is not derived again."""
    problems = list(file_checks.manifest_problems(files))
    try:
        if foreign := list(provenance.problems(record_of(files))):
            return Verification((*problems, *secrets.problems(files), *foreign))
        return _verified(files, problems)
    except CertificateError as error:
        return Verification((*problems, *secrets.problems(files), f"{error}."))


def _verified(files: Mapping[str, bytes], problems: list[str]) -> Verification:
    evidence = evidence_of(files)
    judgement = judge(evidence.observations)
    follows = derived(evidence, judgement)
    problems += secrets.problems({name: files[name] for name in files if files[name] != follows.get(name)})
    problems += evidence_problems(evidence)
    problems += claims.problems(files, judgement)
    problems += file_checks.problems(files, follows, evidence.files)
    return Verification(tuple(dict.fromkeys(problems)), evidence.title, judgement.level)


def evidence_problems(evidence: Evidence) -> Iterator[str]:
    """What makes the evidence incomplete or impossible."""
    yield from observations.problems(evidence)
    yield from runs.problems(evidence)
