"""One cell of the page: its label in the table, the details that open below it, and the meaning of its headers."""

from dataclasses import dataclass
from datetime import date

from token_conformance.catalogue.operations import Operation, published
from token_conformance.catalogue.statement import Statement
from token_conformance.catalogue.states import noted
from token_conformance.model.answer import start_of
from token_conformance.model.cell import Credential
from token_conformance.model.grade import Evidence
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report.curl import curl
from token_conformance.report.evidence import evidence, without_valid_token
from token_conformance.report.legend import MEANINGS, UNEXPECTED_MARK, cell_label
from token_conformance.report.matrix import Row
from token_conformance.report.page.advice import Advice, advice
from token_conformance.report.unexpected import comparison
from token_conformance.results.history import History
from token_conformance.results.record import CellResult

_BODY_LIMIT = 200
"""How many characters of a body the page shows; the results have more."""

_HEADER_MEANINGS = (
    (
        "x-seraph-loginreason",
        "AUTHENTICATED_FAILED",
        "The site did not accept the credential, did not report this, and answered as if there were no valid token.",
    ),
    ("www-authenticate", "", "The authentication check in front of the product asks for another credential."),
    ("x-failure-category", "FAILURE_CLIENT_SCOPE_CHECK", "The gateway accepted the token but found no matching scope."),
    ("x-failure-category", "FAILURE_CLIENT_AUTH", "The gateway did not accept the credential."),
    ("x-aaccountid", "", "The caller was recognised: the answer names the account."),
)
"""The name of a header, a part of its value, and the meaning of both (rules S1, S3, G2, G3 and S4)."""


@dataclass(frozen=True, kw_only=True)
class Detail:
    """The texts of one cell, not escaped.

    `symbol` and `word` are its label; `mark` follows them if the cell is not as declared, and is empty otherwise.
    `operation` is None if the catalogue does not have the operation, and `state` if it is alive.
    """

    cell: CellResult
    symbol: str
    word: str
    mark: str
    meaning: str
    header_meaning: str
    advice: Advice
    without_valid_token: str
    operation: Operation | None
    state: Statement | None
    evidence: Evidence | None
    sent: str
    received: str
    since: date | None
    flaky: str

    @property
    def is_open(self) -> bool:
        """Whether the outcome is not judged."""
        return self.cell.verdict is Verdict.OPEN

    @property
    def is_scoped(self) -> bool:
        """Whether scopes matter to the cell's token."""
        return self.cell.credential in {Credential.SCOPED, Credential.SERVICE_ACCOUNT}


def detail(row: Row, cell: CellResult, history: History, scheme: str | None) -> Detail:
    """Collect what is known about a cell of the matrix; `scheme` is that of the service account's token."""
    label = cell_label(cell, with_status=False)
    symbol, _, word = label.removesuffix(UNEXPECTED_MARK).partition(" ")
    return Detail(
        cell=cell,
        symbol=symbol,
        word=word,
        mark=f"{UNEXPECTED_MARK.strip()} {cell.verdict}" if label.endswith(UNEXPECTED_MARK) else "",
        meaning=_meaning(cell),
        header_meaning=header_meaning(cell),
        advice=advice(row, cell),
        without_valid_token=_without_valid_token(row, cell),
        operation=published().operations.get(row.operation),
        state=state[1] if (state := noted(row.operation)) else None,
        evidence=evidence(cell),
        sent=curl(cell, scheme),
        received=_received(cell),
        since=history.since(cell.cell),
        flaky=", ".join(history.sequence(cell.cell)) if history.is_flaky(cell.cell) else "",
    )


def header_meaning(cell: CellResult) -> str:
    """What the headers of the answer mean; empty if they say no more than the outcome."""
    sentences = [sentence for header, part, sentence in _HEADER_MEANINGS if _has(cell, header, part)]
    return " ".join(sentences)


def _meaning(cell: CellResult) -> str:
    if not cell.verdict.is_as_declared:
        return f"{cell.verdict}: {comparison(cell)}"
    effect = (cell.deviation or {}).get("effect")
    return effect or (MEANINGS[cell.outcome] if cell.outcome else cell.note)


def _without_valid_token(row: Row, cell: CellResult) -> str:
    answer = without_valid_token(row, cell)
    return answer if ";" in answer else f"{answer}, both with no token and with an invalid token"


def _received(cell: CellResult) -> str:
    """The answer as HTTP text, with a truncated body."""
    if cell.status is None:
        return cell.note or "no answer"
    headers = [f"{name}: {value}" for name, value in sorted(cell.headers.items())]
    return "\n".join([f"HTTP {cell.status}", *headers, "", start_of(cell.body, _BODY_LIMIT)]).rstrip()


def _has(cell: CellResult, header: str, part: str) -> bool:
    is_expected = header == "x-aaccountid" and cell.outcome is Outcome.WORKS
    return part in cell.headers.get(header, "") and header in cell.headers and not is_expected
