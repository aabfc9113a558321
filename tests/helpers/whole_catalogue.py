"""Made-up results of the whole catalogue: every published operation in its columns, as rules have it."""

from collections.abc import Iterator
from functools import cache

from factories import make_results, result_of
from token_conformance.catalogue.operations import Operation, family_operations, published
from token_conformance.model.cell import FORMS, Cell, Credential, Endpoint, Product
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

_CREDENTIALS = (Credential.NONE, Credential.UNSCOPED, Credential.SCOPED)


@cache
def whole_catalogue() -> Results:
    """The results of some 2,000 calls and 12,000 cells."""
    operations = [*published().operations.values(), *family_operations().operations.values()]
    return make_results(*(cell for number, one in enumerate(operations) for cell in _cells(one, number)))


def _cells(operation: Operation, number: int) -> Iterator[CellResult]:
    product = Product.CONFLUENCE if operation.app == "confluence" else Product.JIRA_PLATFORM
    endpoint = Endpoint(product, f"call-{number}", operation.name, api=operation.api)
    for credential in _CREDENTIALS:
        for form in FORMS:
            yield _result(Cell(endpoint, credential, form), operation)


def _result(cell: Cell, operation: Operation) -> CellResult:
    outcome, status, rule = _answer(cell, operation)
    facts = {"outcome": outcome.value, "grade": "inferred", "rule": rule}
    if cell.credential.is_stranger:
        return result_of(cell, expected=None, outcome=Outcome.UNAUTHENTICATED, status=401, verdict=Verdict.PASSED)
    known = {"verdict": Verdict.KNOWN, "expected": outcome, "outcome": outcome, "deviation": facts}
    return result_of(cell, status=status, **known)


def _answer(cell: Cell, operation: Operation) -> tuple[Outcome, int, str]:
    if cell.credential is Credential.UNSCOPED:
        return Outcome.RECOGNISED, 501, "S1+S4"
    if cell.column == "scoped-site":
        return Outcome.STRANGER, 401, "S1+S3"
    if operation.classic or operation.granular:
        return Outcome.RECOGNISED, 501, "G1+G4"
    return Outcome.SCOPE_MISMATCH, 401, "G2"
