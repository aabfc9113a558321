"""What the telling headers of an answer say: the reason for an outcome that the status alone hides."""

from token_conformance.model import Outcome
from token_conformance.results import CellResult

_READINGS = (
    (
        "x-seraph-loginreason",
        "AUTHENTICATED_FAILED",
        "The site did not accept the credential, did not say so, and answered as it answers a stranger.",
    ),
    ("www-authenticate", "", "The gate in front of the product asks for another credential."),
    ("x-failure-category", "FAILURE_CLIENT_SCOPE_CHECK", "The gateway accepted the token and found no fitting scope."),
    ("x-failure-category", "FAILURE_CLIENT_AUTH", "The gateway did not accept the credential."),
    ("x-aaccountid", "", "The caller was recognised: the answer names the account."),
)
"""A header, a part of its value, and what the two mean (rules S1, S3, G2, G3 and S4)."""


def reading(cell: CellResult) -> str:
    """Explain the answer by its headers; empty where they say nothing beyond the outcome."""
    said = [sentence for header, part, sentence in _READINGS if _has(cell, header, part)]
    return " ".join(said)


def _has(cell: CellResult, header: str, part: str) -> bool:
    expected = header == "x-aaccountid" and cell.outcome is Outcome.WORKS
    return part in cell.headers.get(header, "") and header in cell.headers and not expected
