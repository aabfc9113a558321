"""Verifies a certificate: everything that it claims is derived again from its observations alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from token_conformance.certify.certificate import run_record, verdicts
from token_conformance.certify.certificate.checks import claims, observations, provenance, secrets
from token_conformance.certify.certificate.checks import files as file_checks
from token_conformance.certify.certificate.derived import MANIFEST, derived
from token_conformance.certify.certificate.evidence import evidence_of, record_of
from token_conformance.certify.lines import listed, short_line
from token_conformance.certify.requirements.basis import Basis
from token_conformance.certify.requirements.judgement import judge
from token_conformance.certify.requirements.result import Level
from token_conformance.errors import CertificateError

_RUN = "this is the folder of a run, and no certificate; make one of it with `token-conformance certify pack`."


@dataclass(frozen=True)
class Verification:
    """The result of a verification. The certificate is valid if there are no `problems`, one sentence each.

    `basis` is the level with what it rests on; None if nothing could be derived.
    """

    problems: tuple[str, ...]
    subject: str = ""
    basis: Basis | None = None

    @property
    def level(self) -> Level | None:
        """The level that is reached."""
        return self.basis.level if self.basis else None


def verify(files: Mapping[str, bytes], today: date | None = None) -> Verification:
    """Verify a certificate by its files. One of another suite or of other rules cannot be derived again.

    `today` is the day that the run's own must not be after, without it the present one.
    """
    if _is_run(files):
        return Verification((_RUN,))
    problems = file_checks.manifest_problems(files)
    try:
        if not_from_here := list(provenance.problems(record_of(files), today)):
            return _refused(secrets.problems(files), problems, not_from_here)
        return _verified(files, problems)
    except CertificateError as error:
        return _refused(secrets.problems(files), file_checks.manifest_problems(files), [f"{error}."])


def _is_run(files: Mapping[str, bytes]) -> bool:
    """Whether these are the files of a run, without any that `pack` adds to them first or last."""
    return run_record.NAME in files and MANIFEST not in files and verdicts.NAME not in files


def _refused(*problems: Iterable[str]) -> Verification:
    return Verification(tuple(listed(chain(*problems))))


def _verified(files: Mapping[str, bytes], problems: Iterable[str]) -> Verification:
    evidence = evidence_of(files)
    if impossible := [*observations.problems(evidence)]:  # nothing is derived from them, which could take long
        return _refused(secrets.problems(files), problems, impossible)
    judgement = judge(evidence.observations)
    expected = derived(evidence, judgement)
    found = chain(
        secrets.problems({name: files[name] for name in files if files[name] != expected.get(name)}),
        problems,
        claims.problems(files, judgement),
        file_checks.problems(files, expected, evidence.files),
    )
    return Verification(tuple(listed(found)), short_line(evidence.title), judgement.basis)
