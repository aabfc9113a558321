"""The certificate of a subject: packed from a run, and verified by whoever doubts it."""

from token_conformance.integrations.certificate.container import read, write
from token_conformance.integrations.certificate.evidence import Evidence, evidence_of
from token_conformance.integrations.certificate.pack import packed
from token_conformance.integrations.certificate.run_record import new_record
from token_conformance.integrations.certificate.statement import STATEMENT
from token_conformance.integrations.certificate.verify import Verification, verify

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
