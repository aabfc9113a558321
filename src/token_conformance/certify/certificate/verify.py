"""Verifies a certificate: everything that it claims is derived again from its observations alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from token_conformance.certify.certificate.checks import claims, observations, provenance, secrets
from token_conformance.certify.certificate.checks import files as file_checks
from token_conformance.certify.certificate.derived import derived
from token_conformance.certify.certificate.evidence import evidence_of, record_of
from token_conformance.certify.requirements.judgement import judge
from token_conformance.certify.requirements.result import Level
from token_conformance.errors import CertificateError


@dataclass(frozen=True)
class Verification:
    """The result of a verification. The certificate is valid if there are no `problems`, one sentence each."""

    problems: tuple[str, ...]
    subject: str = ""
    level: Level | None = None


def verify(files: Mapping[str, bytes]) -> Verification:
    """Verify a certificate by its files. One of another suite or of other rules cannot be derived again."""
    problems = list(file_checks.manifest_problems(files))
    try:
        if not_from_here := list(provenance.problems(record_of(files))):
            return Verification((*problems, *secrets.problems(files), *not_from_here))
        return _verified(files, problems)
    except CertificateError as error:
        return Verification((*problems, *secrets.problems(files), f"{error}."))


def _verified(files: Mapping[str, bytes], problems: list[str]) -> Verification:
    evidence = evidence_of(files)
    judgement = judge(evidence.observations)
    expected = derived(evidence, judgement)
    problems += secrets.problems({name: files[name] for name in files if files[name] != expected.get(name)})
    problems += observations.problems(evidence)
    problems += claims.problems(files, judgement)
    problems += file_checks.problems(files, expected, evidence.files)
    return Verification(tuple(dict.fromkeys(problems)), evidence.title, judgement.level)
