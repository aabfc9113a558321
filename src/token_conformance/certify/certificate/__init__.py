"""The certificate of a subject: packed from a run, and verified by whoever doubts it."""

from token_conformance.certify.certificate.container import read, write
from token_conformance.certify.certificate.evidence import Evidence, evidence_of
from token_conformance.certify.certificate.pack import packed
from token_conformance.certify.certificate.report import STATEMENT
from token_conformance.certify.certificate.run_record import new_record
from token_conformance.certify.certificate.verify import Verification, verify

__all__ = [
    "STATEMENT",
    "Evidence",
    "Verification",
    "evidence_of",
    "new_record",
    "packed",
    "read",
    "verify",
    "write",
]
