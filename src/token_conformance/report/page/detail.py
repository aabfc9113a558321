"""One cell of the page: what its place in the table shows, what is shown on demand, and what its headers say."""

from dataclasses import dataclass
from datetime import date

from token_conformance.catalogue.evidence import Evidence
from token_conformance.catalogue.operations import Operation, published
from token_conformance.model.cell import Credential
from token_conformance.model.outcome import Outcome
from token_conformance.report.curl import curl
from token_conformance.report.evidence import SAME_ANSWER, evidence, stranger
from token_conformance.report.legend import MEANINGS, UNDECLARED, cell_label
from token_conformance.report.matrix import Row
from token_conformance.report.page.advice import Advice, advice
from token_conformance.report.unexpected import comparison
from token_conformance.results.history import History
from token_conformance.results.record import CellResult

_SHOWN_OF_BODY = 200
"""Characters of a body that the page shows, of those that the results keep."""

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


@dataclass(frozen=True, kw_only=True)
class Detail:
    """The texts of one cell, none of them escaped.

    `symbol` and `word` are its label, `mark` stands behind it where it is not as declared, and `operation` is None
    where the catalogue has none.
    """

    cell: CellResult
    symbol: str
    word: str
    mark: str
    meaning: str
    reading: str
    advice: Advice
    stranger: str
    operation: Operation | None
    evidence: Evidence | None
    sent: str
    received: str
    since: date | None
    flaky: str

    @property
    def is_scoped(self) -> bool:
        """Whether scopes matter to the cell's token."""
        return self.cell.credential is Credential.SCOPED


def detail(row: Row, cell: CellResult, history: History) -> Detail:
    """Put together what is known of a cell of the matrix."""
    label = cell_label(cell, with_status=False)
    symbol, _, word = label.removesuffix(UNDECLARED).partition(" ")
    return Detail(
        cell=cell,
        symbol=symbol,
        word=word,
        mark=f"{UNDECLARED.strip()} {cell.verdict}" if label.endswith(UNDECLARED) else "",
        meaning=_meaning(cell),
        reading=reading(cell),
        advice=advice(row, cell),
        stranger=_stranger(row, cell),
        operation=published().operations.get(row.operation),
        evidence=evidence(cell),
        sent=curl(cell),
        received=_received(cell),
        since=history.since(cell.cell),
        flaky=", ".join(history.sequence(cell.cell)) if history.is_flaky(cell.cell) else "",
    )


def reading(cell: CellResult) -> str:
    """Explain the answer by its headers; empty where they say nothing beyond the outcome."""
    said = [sentence for header, part, sentence in _READINGS if _has(cell, header, part)]
    return " ".join(said)


def _meaning(cell: CellResult) -> str:
    if not cell.verdict.is_as_declared:
        return f"{cell.verdict}: {comparison(cell)}"
    effect = (cell.deviation or {}).get("effect")
    return effect or (MEANINGS[cell.outcome] if cell.outcome else cell.note)


def _stranger(row: Row, cell: CellResult) -> str:
    answer = stranger(row, cell)
    if answer == SAME_ANSWER:
        return "The same answer as with no token at all, and as with an invalid one."
    return answer if ";" in answer else f"{answer}, with no token at all and with an invalid one"


def _received(cell: CellResult) -> str:
    """The answer as it would stand on the wire, cut short."""
    if cell.status is None:
        return cell.note or "no answer"
    headers = [f"{name}: {value}" for name, value in sorted(cell.headers.items())]
    body = cell.body if len(cell.body) <= _SHOWN_OF_BODY else cell.body[:_SHOWN_OF_BODY] + " …"
    return "\n".join([f"HTTP {cell.status}", *headers, "", body]).rstrip()


def _has(cell: CellResult, header: str, part: str) -> bool:
    expected = header == "x-aaccountid" and cell.outcome is Outcome.WORKS
    return part in cell.headers.get(header, "") and header in cell.headers and not expected
