"""What to do about a cell: where else to send the call, or which token to take."""

from dataclasses import dataclass

from token_conformance.catalogue.operations import published
from token_conformance.model.cell import POSITIVE_CONTROLS, Credential
from token_conformance.model.outcome import REFUSALS, Outcome
from token_conformance.report.curl import base
from token_conformance.report.matrix import Row
from token_conformance.report.unexpected import REMEDIES
from token_conformance.results.record import CellResult

_OPEN = "Do not test a token with it: it answers strangers as well."
_DOCUMENTED = "Nothing: Atlassian documents this URL form for this token type."
_UNDOCUMENTED = "Nothing, but no documentation says that it works."
_AGAIN = "Run the cell again: this answer says nothing of the token."
_OTHER_FORM = "Send it to the {form} instead, with the same token:"
_ANOTHER = "No URL form takes this token for it. Send the {token} one to the {form}:"
_NO_WAY = "No token type works for this endpoint at any URL form: look for another operation."
_SCOPES = "Make a token that has all scopes of one of the sets; those of a token cannot be seen later."


@dataclass(frozen=True)
class Advice:
    """A sentence, and the URL it speaks of, if any, with placeholders for the tenant's own names."""

    text: str
    url: str = ""


def advice(row: Row, cell: CellResult) -> Advice:
    """Advise a user of this cell, from what was seen in the other cells of its endpoint."""
    if not cell.verdict.is_as_declared:
        remedy = REMEDIES[cell.verdict]
        return Advice(remedy[0].upper() + remedy[1:])
    if cell.outcome is Outcome.WORKS:
        return Advice(_of_success(row, cell))
    if cell.outcome not in REFUSALS:
        return Advice(_AGAIN)
    if cell.outcome is Outcome.SCOPE_MISMATCH and _has_scopes(row):
        return Advice(_SCOPES)
    return _instead(row, cell)


def _of_success(row: Row, cell: CellResult) -> str:
    if _is_open(row, cell):
        return _OPEN
    return _DOCUMENTED if (cell.credential, cell.url_form) in POSITIVE_CONTROLS else _UNDOCUMENTED


def _instead(row: Row, cell: CellResult) -> Advice:
    working = [other for other in row.matrix if other and other.outcome is Outcome.WORKS]
    same_token = [other for other in working if other.credential is cell.credential and not _is_open(row, other)]
    for other in same_token:
        return Advice(_OTHER_FORM.format(form=other.url_form), _url(other))
    for other in working:
        return Advice(_ANOTHER.format(token=other.credential, form=other.url_form), _url(other))
    return Advice(_NO_WAY)


def _is_open(row: Row, cell: CellResult) -> bool:
    """Whether the endpoint answers strangers at the cell's URL form, so that its success says nothing of the token."""
    strangers = (row.cells.get((who, cell.url_form)) for who in Credential if who.is_stranger)
    return any(other and other.outcome is Outcome.WORKS for other in strangers)


def _url(cell: CellResult) -> str:
    return base(cell.product, cell.url_form) + cell.operation.partition(" ")[2]


def _has_scopes(row: Row) -> bool:
    operation = published().operations.get(row.operation)
    return operation is not None and bool(operation.classic or operation.granular)
