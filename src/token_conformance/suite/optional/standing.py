"""The standing of a service account's cells by the catalogue: a cell must work, has a deviation, or is open."""

from token_conformance.catalogue.answer import Says
from token_conformance.catalogue.credentials import PlaceAnswer, credential_kinds
from token_conformance.catalogue.inference import by_scopes
from token_conformance.catalogue.operations import Operation
from token_conformance.deviations.deviation import Deviation
from token_conformance.deviations.loader import Declared
from token_conformance.deviations.open_cell import OpenCell
from token_conformance.model.account import Scheme
from token_conformance.model.cell import Cell, Credential, UrlForm
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome

_FILE = "credentials.toml"
"""The file of the catalogue that the standing of these cells follows from."""

_OUTCOMES = {"refused": Outcome.UNAUTHENTICATED, "forbidden": Outcome.FORBIDDEN, "gone": Outcome.GONE}
"""The outcome of an answer of the catalogue that is the same for every call."""

_NOT_PUBLISHED = "Nobody has published what this call gets."
_CONTRADICTED = "Public observations contradict each other."


def declared(cell: Cell, operation: Operation, scheme: Scheme | None) -> Declared | None:
    """What the catalogue says of a cell of the service account; None if it must work, and for any other cell.

    The cell is open if public observations contradict each other, if there are none, and if they only say that the
    caller is treated as a stranger, which depends on the operation.
    """
    if scheme is None or cell.credential is not Credential.SERVICE_ACCOUNT:
        return None
    inferred = by_scopes(operation)
    if cell.url_form is UrlForm.GATEWAY and inferred and inferred.says is Says.NO:
        return _without_scopes(cell)
    answers = _answers(cell, scheme)
    words = {answer.answer for answer in answers}
    if words == {"works"}:
        return None
    if len(words) == 1 and words <= _OUTCOMES.keys():
        return _deviation(cell, answers[0])
    return OpenCell(
        endpoint=cell.endpoint.id,
        credential=cell.credential,
        url_form=cell.url_form,
        sides=tuple(map(_side, answers)),
        effect=_CONTRADICTED if len(words) > 1 else _NOT_PUBLISHED,
        file=_FILE,
        line=1,
    )


def _answers(cell: Cell, scheme: Scheme) -> list[PlaceAnswer]:
    """The observations at the cell's place. One that is limited to a request counts only if there is no other one.

    A missing scope says nothing about the credential.
    """
    place = "gateway" if cell.url_form is UrlForm.GATEWAY else f"site-{cell.endpoint.product.app}"
    found = [
        answer
        for answer in credential_kinds()[Credential.SERVICE_ACCOUNT].at(place)
        if answer.scheme in {scheme, ""} and answer.answer not in {Outcome.SCOPE_MISMATCH, "unknown"}
    ]
    return [answer for answer in found if not answer.request] or found


def _side(answer: PlaceAnswer) -> str:
    evidence = answer.evidence
    words = [f"{answer.request}:" if answer.request else "", answer.answer, str(answer.status or "")]
    return f"{' '.join(filter(None, words))}, {evidence.grade} {evidence.date or 'without a date'} ({evidence.source})"


def _deviation(cell: Cell, answer: PlaceAnswer) -> Deviation:
    return Deviation(
        endpoint=cell.endpoint.id,
        credential=cell.credential,
        url_form=cell.url_form,
        outcome=_OUTCOMES[answer.answer],
        grade=Grade(answer.evidence.grade),
        source=answer.evidence.source,
        date=answer.evidence.day,
        effect=f"The token is refused before the operation is looked at: {answer.body}.",
        file=_FILE,
        line=1,
    )


def _without_scopes(cell: Cell) -> Deviation:
    """The deviation that follows from G2: a token of a service account always has scopes, and none is enough here."""
    return Deviation(
        endpoint=cell.endpoint.id,
        credential=cell.credential,
        url_form=cell.url_form,
        outcome=Outcome.SCOPE_MISMATCH,
        grade=Grade.INFERRED,
        rule="G2",
        rests_on="classic_scopes and granular_scopes are empty",
        effect="Asks for a scope, though no scope that a token can hold opens it.",
        file=_FILE,
        line=1,
    )
