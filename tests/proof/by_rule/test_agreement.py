"""The listed endpoints and the whole catalogue say the same of what both hold, by different code."""

import datetime as dt
from pathlib import Path

from token_conformance.catalogue.callers.recognised import recognised
from token_conformance.catalogue.operations import Operation, published
from token_conformance.model.outcome import Outcome
from token_conformance.results.file import read
from token_conformance.results.record import CellResult

TODAY = dt.datetime.now(dt.UTC).date()
LISTED = [
    one
    for one in read(Path("reports", "results.json")).cells
    if not one.credential.is_stranger and one.operation in published()
]

AS_STRANGER = {Outcome.EMPTY, Outcome.HIDDEN, Outcome.UNAUTHENTICATED}
"""What a listed cell ends with if its token is read as no credential."""


def in_the_catalogue(one: CellResult) -> Outcome | None:
    """The outcome of the same call in the whole catalogue, None where nobody knows it."""
    return recognised(published()[one.operation], one.credential, one.url_form, TODAY).outcome


def answers_everyone(operation: Operation) -> bool:
    """Whether an operation needs neither a credential nor a scope."""
    return operation.anonymous and not (operation.classic or operation.granular)


def agrees(one: CellResult) -> bool:
    """What works has a known caller, unless it answers everyone; what fails as a stranger's is that of a stranger."""
    match in_the_catalogue(one):
        case Outcome.RECOGNISED:
            return one.outcome is Outcome.WORKS
        case Outcome.STRANGER if answers_everyone(published()[one.operation]):
            return one.outcome is Outcome.WORKS
        case Outcome.STRANGER:
            return one.outcome in AS_STRANGER
        case None:
            return one.operation == "GET /wiki/rest/api/content/search"
        case same:
            return one.outcome is same


def test_the_listed_cells_are_as_in_the_catalogue() -> None:
    """With both kinds of token, at both URL forms."""
    assert [] == [one.cell for one in LISTED if not agrees(one)]


def test_every_kind_of_outcome_is_compared() -> None:
    """No part of the comparison is empty."""
    outcomes = {in_the_catalogue(one) for one in LISTED}
    known = {Outcome.RECOGNISED, Outcome.STRANGER, Outcome.UNAUTHENTICATED, Outcome.SCOPE_MISMATCH, None}
    assert (known, True) == (outcomes, len(LISTED) > 250)
