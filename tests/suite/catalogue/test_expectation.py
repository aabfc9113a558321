"""What is expected of a cell of the whole catalogue, as a deviation or an open cell."""

import datetime as dt

from token_conformance.catalogue.operations import published
from token_conformance.deviations.deviation import Deviation
from token_conformance.deviations.open_cell import OpenCell
from token_conformance.model.cell import Cell, Credential, Endpoint, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.suite.catalogue.expectation import expected

TODAY = dt.date(2026, 11, 29)


def _expected(name: str, credential: Credential, form: UrlForm) -> Deviation | OpenCell | None:
    operation = published()[name]
    endpoint = Endpoint(operation.product, "tried", name, api=operation.api)
    return expected(Cell(endpoint, credential, form), operation, TODAY)


def test_an_inference_carries_its_rules_and_what_they_rest_on() -> None:
    """A cell that is known by rule alone says so in its result."""
    found = _expected("GET /rest/api/3/announcementBanner", Credential.SCOPED, UrlForm.SITE)
    assert isinstance(found, Deviation)
    facts = {"outcome": "stranger", "grade": "inferred", "rule": "S1+S3", "rests_on": "anonymous = no"}
    assert facts == {key: value for key, value in found.facts().items() if key != "effect"}
    assert "catalogue/jira-platform-v3/tried/scoped-site" == found.cell


def test_an_observation_carries_its_source_and_its_day() -> None:
    """Also if the caller is known then."""
    found = _expected("GET /rest/api/3/myself", Credential.UNSCOPED, UrlForm.SITE)
    assert isinstance(found, Deviation)
    assert (Outcome.RECOGNISED, "reported", None) == (found.outcome, found.grade, found.rule)
    assert found.source
    assert found.date


def test_a_source_without_a_day_has_none() -> None:
    """Of a removal only the month may be known."""
    found = _expected("GET /rest/api/3/search", Credential.UNSCOPED, UrlForm.SITE)
    assert isinstance(found, Deviation)
    assert Outcome.GONE is found.outcome
    assert found.date is None or isinstance(found.date, dt.date)


def test_what_nobody_knows_is_open() -> None:
    """It is run and shown, and neither passes nor fails."""
    found = _expected("GET /rest/api/3/search", Credential.SCOPED, UrlForm.SITE)
    assert isinstance(found, OpenCell)
    assert "removed" in found.effect


def test_of_a_stranger_nothing_is_expected() -> None:
    """It is the control, and must be refused, no matter how."""
    assert _expected("GET /rest/api/3/myself", Credential.NONE, UrlForm.SITE) is None
