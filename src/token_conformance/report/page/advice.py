"""What to do about a cell: which URL form or which token to use instead."""

from dataclasses import dataclass

from token_conformance.catalogue.operations import published
from token_conformance.model.cell import POSITIVE_CONTROLS, Credential
from token_conformance.model.outcome import REFUSALS, Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report.curl import base
from token_conformance.report.matrix import Row
from token_conformance.report.unexpected import REMEDIES
from token_conformance.results.record import CellResult

_OPEN = "Do not use this endpoint to test a token: it also answers callers without a valid token."
_NOT_JUDGED = "Do not rely on this answer: what is published about this cell is contradictory, or nothing is."
_DOCUMENTED = "Nothing: Atlassian documents this URL form for this token type."
_UNDOCUMENTED = "Nothing, but no documentation says that it works."
_RUN_AGAIN = "Run the cell again: this answer says nothing about the token."
_OTHER_FORM = "Send the request to the {form} instead, with the same token:"
_OTHER_TYPE = "No URL form accepts this token for this request. Use the {token} token, and send it to the {form}:"
_NOTHING_WORKS = "No token type works for this endpoint at any URL form. Look for another operation."
_SCOPES = "Create a token with all scopes of one of the sets below. You cannot look up the scopes of a token later."


@dataclass(frozen=True)
class Advice:
    """A sentence, and the URL that it refers to, if any, with placeholders for the names of the tenant."""

    text: str
    url: str = ""


def advice(row: Row, cell: CellResult) -> Advice:
    """What a user of this cell should do, according to the other cells of its endpoint."""
    if not cell.verdict.is_as_declared:
        remedy = REMEDIES[cell.verdict]
        return Advice(remedy[0].upper() + remedy[1:])
    if cell.verdict is Verdict.OPEN:
        return Advice(_NOT_JUDGED)
    if cell.outcome is Outcome.WORKS:
        return Advice(_of_success(row, cell))
    if cell.outcome not in REFUSALS:
        return Advice(_RUN_AGAIN)
    if cell.outcome is Outcome.SCOPE_MISMATCH and _has_scopes(row):
        return Advice(_SCOPES)
    return _instead(row, cell)


def _of_success(row: Row, cell: CellResult) -> str:
    if _is_open(row, cell):
        return _OPEN
    return _DOCUMENTED if (cell.credential, cell.url_form) in POSITIVE_CONTROLS else _UNDOCUMENTED


def _instead(row: Row, cell: CellResult) -> Advice:
    judged = [other for other in row.matrix if other and other.verdict is not Verdict.OPEN]
    working = [other for other in judged if other.outcome is Outcome.WORKS]
    same_token = [other for other in working if other.credential is cell.credential and not _is_open(row, other)]
    for other in same_token:
        return Advice(_OTHER_FORM.format(form=other.url_form), _url(other))
    for other in working:
        return Advice(_OTHER_TYPE.format(token=other.credential, form=other.url_form), _url(other))
    return Advice(_NOTHING_WORKS)


def _is_open(row: Row, cell: CellResult) -> bool:
    """Whether the endpoint works without a valid token at the cell's URL form: success says nothing about the token."""
    controls = (row.cells.get((credential, cell.url_form)) for credential in Credential if credential.is_stranger)
    return any(control and control.outcome is Outcome.WORKS for control in controls)


def _url(cell: CellResult) -> str:
    return base(cell.product, cell.url_form) + cell.operation.partition(" ")[2]


def _has_scopes(row: Row) -> bool:
    operation = published().operations.get(row.operation)
    return operation is not None and bool(operation.classic or operation.granular)
