"""The optional columns of a service account: when a run has them, and what is known of each cell beforehand."""

import datetime as dt
from dataclasses import replace

import pytest

from factories import MYSELF
from token_conformance.catalogue import credentials
from token_conformance.catalogue.operations import published
from token_conformance.deviations.deviation import Deviation
from token_conformance.deviations.loader import Declared
from token_conformance.deviations.open_cell import OpenCell
from token_conformance.model.account import Scheme
from token_conformance.model.cell import FORMS, Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.suite.optional import standing

PAGE = Endpoint(Product.CONFLUENCE, "get-page", "GET /wiki/api/v2/pages/{id}")
NO_SCOPES = Endpoint(Product.JIRA_SERVICE_MANAGEMENT, "get-info", "GET /rest/servicedeskapi/info")


def declared(cell: Cell, scheme: Scheme | None) -> Declared | None:
    """What is declared of a cell of a published operation."""
    return standing.declared(cell, published()[cell.endpoint.operation], scheme)


def at(form: UrlForm, endpoint: Endpoint = MYSELF) -> Cell:
    """The cell of the service account at a URL form."""
    return Cell(endpoint, Credential.SERVICE_ACCOUNT, form)


def test_as_bearer_it_must_work_at_the_gateway() -> None:
    """All published observations say so."""
    assert declared(at(UrlForm.GATEWAY), Scheme.BEARER) is None
    assert declared(at(UrlForm.GATEWAY, PAGE), Scheme.BEARER) is None


def test_as_bearer_it_is_forbidden_at_the_site_of_jira() -> None:
    """With the evidence of the row of the catalogue."""
    assert Deviation(
        endpoint="jira-platform/myself",
        credential=Credential.SERVICE_ACCOUNT,
        url_form=UrlForm.SITE,
        outcome=Outcome.FORBIDDEN,
        grade="reported",  # type: ignore[arg-type]  # equal to the grade
        source="pabloaugusto/dotfiles probe",
        date=dt.date(2026, 3, 7),
        effect="The token is refused before the operation is looked at: JSON error: Connect session token could"
        " not be parsed.",
        file="credentials.toml",
        line=1,
    ) == declared(at(UrlForm.SITE), Scheme.BEARER)


@pytest.mark.parametrize("scheme", Scheme)
def test_at_the_site_of_confluence_nothing_is_published(scheme: Scheme) -> None:
    """The cell is open, without a side."""
    expected = OpenCell(
        endpoint="confluence/get-page",
        credential=Credential.SERVICE_ACCOUNT,
        url_form=UrlForm.SITE,
        sides=(),
        effect="Nobody has published what this call gets.",
        file="credentials.toml",
        line=1,
    )
    assert expected == declared(at(UrlForm.SITE, PAGE), scheme)


def test_as_basic_the_gateway_is_contradicted() -> None:
    """Both sides have their grade, date and source."""
    known = declared(at(UrlForm.GATEWAY), Scheme.BASIC)
    assert isinstance(known, OpenCell)
    assert "Public observations contradict each other." == known.effect
    works, refused = known.sides
    assert works.startswith("works 200, reported 2026-06-08 (sooperset/mcp-atlassian#781 (2025-12-02); ")
    assert refused.startswith("refused 401, reported 2026-03-07 (")


def test_as_basic_the_site_of_jira_is_open() -> None:
    """It is seen to be treated as a stranger, which depends on the operation; each side names its request."""
    known = declared(at(UrlForm.SITE), Scheme.BASIC)
    assert isinstance(known, OpenCell)
    assert ["GET issue: anonymous 404", "GET /rest/agile/1.0/board: anonymous 401"] == [
        side.partition(",")[0] for side in known.sides
    ]


@pytest.mark.parametrize("scheme", Scheme)
def test_without_a_scope_to_hold_the_gateway_asks_for_one(scheme: Scheme) -> None:
    """A token of a service account always has scopes, as a person's scoped token."""
    known = declared(at(UrlForm.GATEWAY, NO_SCOPES), scheme)
    assert isinstance(known, Deviation)
    assert (Outcome.SCOPE_MISMATCH, "G2") == (known.outcome, known.rule)


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("form", FORMS)
def test_every_published_operation_has_a_standing(form: UrlForm, scheme: Scheme) -> None:
    """It must work, deviates, or is open, and an outcome of a row is that of all operations of its app."""
    found = set()
    for name, operation in published().operations.items():
        product = Product.CONFLUENCE if operation.app == "confluence" else Product.JIRA_PLATFORM
        known = declared(at(form, Endpoint(product, "tried", name)), scheme)
        scopes = "" if form is UrlForm.SITE or operation.classic or operation.granular else ", no scopes"
        found.add((operation.app + scopes, "open" if isinstance(known, OpenCell) else known and str(known.outcome)))
    gateway = "open" if scheme is Scheme.BASIC else None
    expected = {
        UrlForm.GATEWAY: {
            ("jira", gateway),
            ("confluence", gateway),
            ("jira, no scopes", "scope-mismatch"),
            ("jira, no scopes", gateway),
            ("confluence, no scopes", "scope-mismatch"),
        },
        UrlForm.SITE: {("jira", "forbidden" if scheme is Scheme.BEARER else "open"), ("confluence", "open")},
    }
    assert expected[form] == found


def test_another_row_of_the_catalogue_gives_another_standing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Data decides: an observation against the others opens a cell, and the first one of a place closes its cells."""
    kind = credentials.credential_kinds()[Credential.SERVICE_ACCOUNT]
    works = next(answer for answer in kind.answers if answer.answer == "works" and answer.scheme == "Bearer")
    refused = replace(works, answer="refused", status=401)
    gone = replace(works, place="site-confluence", answer="gone", status=410)
    changed = replace(kind, answers=(*kind.answers, refused, gone))
    monkeypatch.setattr(standing, "credential_kinds", lambda: {Credential.SERVICE_ACCOUNT: changed})
    assert isinstance(declared(at(UrlForm.GATEWAY), Scheme.BEARER), OpenCell)
    known = declared(at(UrlForm.SITE, PAGE), Scheme.BEARER)
    assert isinstance(known, Deviation)
    assert Outcome.GONE is known.outcome


def test_a_limited_observation_counts_only_if_there_is_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one request got does not contradict what is known of all requests."""
    kind = credentials.credential_kinds()[Credential.SERVICE_ACCOUNT]
    works = next(answer for answer in kind.answers if answer.answer == "works" and answer.scheme == "Bearer")
    limited = replace(works, answer="refused", status=401, request="GET /rest/api/3/myself")
    changed = replace(kind, answers=(*kind.answers, limited))
    monkeypatch.setattr(standing, "credential_kinds", lambda: {Credential.SERVICE_ACCOUNT: changed})
    assert declared(at(UrlForm.GATEWAY), Scheme.BEARER) is None


def test_other_cells_and_runs_without_a_service_account_have_no_standing() -> None:
    """A person's cells are declared beside their suite."""
    assert declared(Cell(MYSELF, Credential.SCOPED, UrlForm.SITE), Scheme.BEARER) is None
    assert declared(at(UrlForm.SITE), None) is None
