"""Made-up runs of one endpoint's eight cells, for the tests of comparisons and declarations."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from factories import MYSELF, make_cell
from token_conformance.model.cell import COLUMNS, Cell
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.proof.mutants.fingerprint import Fingerprint

Made = dict[Cell, Fingerprint]


def seen(outcome: str | None = "works", verdict: str = "passed", **fields: Any) -> Fingerprint:
    """A fingerprint of a cell."""
    known: dict[str, Any] = {"status": 200, "headers": (), "body": "{}", "recorded": date(2026, 1, 15)}
    return Fingerprint(verdict=Verdict(verdict), outcome=Outcome(outcome) if outcome else None, **known | fields)


@pytest.fixture
def before() -> Made:
    """A run without a mutant: tokens work, except the scoped one at the site; the others are refused."""
    made = {Cell(MYSELF, credential, form): seen() for credential, form in COLUMNS}
    strangers = {each: seen("unauthenticated", status=401) for each in made if each.credential.is_stranger}
    return made | strangers | {make_cell("scoped-site"): seen("unauthenticated", "known", status=401)}


@pytest.fixture
def after(before: Made) -> Callable[..., Made]:
    """The same run with some cells, given by their columns with `_`, changed."""

    def change(**columns: Fingerprint) -> Made:
        return before | {make_cell(column.replace("_", "-")): found for column, found in columns.items()}

    return change
