"""What is expected of a cell of the whole catalogue: a deviation or an open cell, computed and not declared."""

import datetime as dt

from token_conformance.catalogue.callers.recognised import Recognised, recognised
from token_conformance.catalogue.operations import Operation
from token_conformance.deviations.deviation import Deviation
from token_conformance.deviations.loader import Declared
from token_conformance.deviations.open_cell import OpenCell
from token_conformance.model.cell import Cell, Credential, UrlForm
from token_conformance.model.grade import Grade

COMPUTED = "the rules of the catalogue"
"""In place of the file in which a deviation is declared."""


def expected(cell: Cell, operation: Operation, today: dt.date) -> Declared | None:
    """What the rules and the published observations say of a cell; None for a stranger's, which is the control."""
    if cell.credential.is_stranger:
        return None
    found = recognised(operation, cell.credential, cell.url_form, today)
    return _declared(found, cell.endpoint.id, cell.credential, cell.url_form)


def _declared(found: Recognised, endpoint: str, credential: Credential, form: UrlForm) -> Declared:
    if found.outcome is None:
        return OpenCell(
            endpoint=endpoint,
            credential=credential,
            url_form=form,
            sides=found.sides,
            effect=found.effect,
            file=COMPUTED,
            line=1,
        )
    evidence = found.evidence
    return Deviation(
        endpoint=endpoint,
        credential=credential,
        url_form=form,
        outcome=found.outcome,
        grade=Grade(evidence.grade) if evidence else Grade.INFERRED,
        source=evidence.source if evidence else None,
        date=evidence.day if evidence else None,
        rule=found.rule or None,
        rests_on=found.rests_on or None,
        against=found.against or None,
        effect=found.effect,
        file=COMPUTED,
        line=1,
    )
