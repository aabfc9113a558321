"""Packs a certificate: the evidence of a run, and all files that follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from token_conformance.certify.certificate.checks import observations, provenance, secrets
from token_conformance.certify.certificate.derived import MANIFEST, derived, manifest
from token_conformance.certify.certificate.evidence import evidence_of
from token_conformance.certify.lines import short_line
from token_conformance.certify.requirements.basis import Basis
from token_conformance.certify.requirements.judgement import judge
from token_conformance.errors import CertificateError


@dataclass(frozen=True)
class Packed:
    """The files of a certificate by name, with the name and version of its subject, and the level and its basis."""

    files: Mapping[str, bytes]
    subject: str
    basis: Basis


def packed(run: Mapping[str, bytes], today: date | None = None) -> Packed:
    """Make the certificate of a run from its files; raises CertificateError if it would be refused.

    `today` is the day that the run's own must not be after, without it the present one.
    """
    evidence = evidence_of(run)
    files = dict(evidence.files)
    found = (provenance.problems(evidence.record, today), observations.problems(evidence), secrets.problems(files))
    if problems := [*chain.from_iterable(found)]:
        more = f" (and {len(problems) - 1} more)" if problems[1:] else ""
        raise CertificateError(f"cannot be packed: {short_line(problems[0])}{more}")
    judgement = judge(evidence.observations)
    files |= derived(evidence, judgement)
    files |= {MANIFEST: manifest(files)}
    return Packed(files, evidence.title, judgement.basis)
