"""Made-up runs of one endpoint's eight cells, for the tests of comparisons and declarations."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from token_conformance.model.cell import COLUMNS, Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.proof.mutants.fingerprint import Fingerprint

MYSELF = Endpoint(Product.JIRA_PLATFORM, "get-myself", "GET /rest/api/3/myself")

Made = dict[Cell, Fingerprint]


def cell(column: str, endpoint: Endpoint = MYSELF) -> Cell:
    """The cell of an endpoint in a column such as `scoped-site`."""
    credential, form = column.split("-")
    return Cell(endpoint, Credential(credential), UrlForm(form))


def seen(outcome: str | None = "works", verdict: str = "passed", **fields: Any) -> Fingerprint:
    """A fingerprint of a cell."""
    known: dict[str, Any] = {"status": 200, "headers": (), "body": "{}", "recorded": date(2026, 1, 15)}
    return Fingerprint(verdict=Verdict(verdict), outcome=Outcome(outcome) if outcome else None, **known | fields)


@pytest.fixture
def before() -> Made:
    """A run without a mutant: tokens work, except the scoped one at the site; the others are refused."""
    made = {Cell(MYSELF, credential, form): seen() for credential, form in COLUMNS}
    strangers = {each: seen("unauthenticated", status=401) for each in made if each.credential.is_stranger}
    return made | strangers | {cell("scoped-site"): seen("unauthenticated", "known", status=401)}


@pytest.fixture
def after(before: Made) -> Callable[..., Made]:
    """The same run with some cells, given by their columns with `_`, changed."""

    def change(**columns: Fingerprint) -> Made:
        return before | {cell(column.replace("_", "-")): found for column, found in columns.items()}

    return change
