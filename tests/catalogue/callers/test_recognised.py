"""What the rules and the observations say of whether the caller of a call is known."""

import datetime as dt
from collections import Counter

import pytest

from token_conformance.catalogue.answer import Says
from token_conformance.catalogue.callers.every_call import calls_by_api, forms_of
from token_conformance.catalogue.callers.recognised import Recognised, recognised
from token_conformance.catalogue.four_answers import four_answers
from token_conformance.catalogue.operations import Operation, family_operations, published
from token_conformance.model.cell import MATRIX, Credential, UrlForm
from token_conformance.model.outcome import Outcome

TODAY = dt.date(2026, 11, 29)
SCOPED_AT_SITE = (Credential.SCOPED, UrlForm.SITE)


def _of(name: str, column: str) -> Recognised:
    operation = published().operations.get(name) or family_operations()[name]
    credential, form = column.split("-")
    return recognised(operation, Credential(credential), UrlForm(form), TODAY)


def test_every_published_call_is_listed_once_by_its_api() -> None:
    """The sites' APIs and the families."""
    calls = [one for operations in calls_by_api().values() for one in operations]
    assert (
        len(calls)
        == len({one.name for one in calls})
        == len(published().operations) + len(family_operations().operations)
    )
    assert {api for api, operations in calls_by_api().items() for one in operations if one.api != api} == set()


def test_a_family_has_the_gateways_form_alone() -> None:
    """Every other call has both."""
    forms = {(one.is_of_family, forms_of(one)) for operations in calls_by_api().values() for one in operations}
    assert {(True, (UrlForm.GATEWAY,)), (False, (UrlForm.SITE, UrlForm.GATEWAY))} == forms


@pytest.mark.parametrize(
    ("name", "column", "outcome", "rule"),
    [
        ("GET /rest/api/3/announcementBanner", "unscoped-site", "recognised", "S1+S4"),
        ("GET /rest/api/3/announcementBanner", "unscoped-gateway", "recognised", "G1+G4"),
        ("GET /rest/api/3/announcementBanner", "scoped-site", "stranger", "S1+S3"),
        ("GET /rest/api/3/announcementBanner", "scoped-gateway", "recognised", "G1+G4"),
        ("GET /rest/api/3/attachment/content/{id}", "scoped-site", "stranger", "S1+S2"),
        ("GET /rest/api/3/serverInfo", "scoped-gateway", "recognised", "G2+G4"),
        ("GET /rest/servicedeskapi/info", "scoped-gateway", "scope-mismatch", "G2"),
        ("GET /wiki/rest/api/template/page", "unscoped-site", "recognised", "C1+S4"),
        ("GET /wiki/rest/api/template/page", "scoped-site", "unauthenticated", "C1"),
        ("GET /rest/atlassian-connect/1/addons/{addonKey}/properties", "unscoped-site", "recognised", "S1+S4"),
        ("GET /rest/atlassian-connect/1/addons/{addonKey}/properties", "scoped-gateway", "scope-mismatch", "G2"),
    ],
)
def test_what_nobody_has_observed_follows_from_rules(name: str, column: str, outcome: str, rule: str) -> None:
    """An operation for apps alone refuses a person, and knows whom it refuses."""
    found = _of(name, column)
    assert (outcome, rule, None) == (found.outcome, found.rule, found.evidence)
    assert found.rests_on


@pytest.mark.parametrize(
    ("name", "column", "outcome"),
    [
        ("GET /rest/api/3/myself", "unscoped-site", "recognised"),
        ("GET /rest/api/3/myself", "scoped-site", "stranger"),
        ("POST /rest/api/3/issue", "scoped-site", "stranger"),
        ("GET /wiki/rest/api/audit", "scoped-site", "unauthenticated"),
        ("GET /rest/api/3/search", "unscoped-site", "gone"),
        ("GET /jsm/ops/api/{cloudId}/v1/alerts", "unscoped-gateway", "recognised"),
        ("GET /jsm/assets/workspace/{workspaceId}/v1/aql/objects", "unscoped-gateway", "recognised"),
    ],
)
def test_what_is_published_of_the_call_or_its_base_is_the_evidence(name: str, column: str, outcome: str) -> None:
    """It has a source, and no rule is needed."""
    found = _of(name, column)
    assert (outcome, "") == (found.outcome, found.rule)
    assert found.evidence is not None
    assert found.evidence.source


@pytest.mark.parametrize(
    ("name", "column", "words"),
    [
        ("GET /rest/api/3/search", "scoped-site", "removed"),
        ("GET /rest/api/3/search", "unscoped-gateway", "removed"),
        ("GET /rest/api/3/workflow/search", "unscoped-site", "said to be removed"),
        ("DELETE /wiki/api/v2/admin-key", "unscoped-site", "not clear"),
        ("GET /rest/api/3/issue/limit/adf/report", "scoped-gateway", "which scopes"),
        ("GET /jsm/ops/api/{cloudId}/v1/alerts", "scoped-gateway", "JSM operations"),
    ],
)
def test_what_nobody_knows_has_no_outcome(name: str, column: str, words: str) -> None:
    """And the reason in words."""
    found = _of(name, column)
    assert (None, True) == (found.outcome, words in found.effect)


@pytest.mark.parametrize("name", ["GET /rest/api/3/workflow/search", "DELETE /wiki/api/v2/admin-key"])
def test_who_is_refused_in_any_case_is_refused_also_if_the_call_may_be_gone(name: str) -> None:
    """The refusal comes before the operation."""
    assert _of(name, "scoped-site").outcome in {Outcome.STRANGER, Outcome.UNAUTHENTICATED}


def test_a_removal_that_is_announced_says_nothing_until_its_day() -> None:
    """From then on nobody knows."""
    operation = published()["GET /rest/api/3/field/{fieldId}/context/defaultValue"]
    before = recognised(operation, Credential.UNSCOPED, UrlForm.SITE, dt.date(2026, 10, 31))
    after = recognised(operation, Credential.UNSCOPED, UrlForm.SITE, dt.date(2026, 11, 1))
    assert (Outcome.RECOGNISED, None) == (before.outcome, after.outcome)


def test_what_was_observed_otherwise_of_one_call_speaks_against_the_rule_for_its_api() -> None:
    """Both are published of pages, which is why nobody knows it of the others either."""
    assert "404, reported 2026-07-15 (hunyadi/md2conf#281)" == _of("GET /wiki/api/v2/tasks", "scoped-site").against
    assert "" == _of("GET /wiki/rest/api/template/page", "scoped-site").against


def _can_be_known(found: Recognised, says: Says) -> bool:
    """Whether what is known of the caller agrees with what `can-i-use` says of the call."""
    if says is Says.YES:
        return found.outcome in {Outcome.RECOGNISED, Outcome.STRANGER}  # what answers everyone answers a stranger
    return True if found.outcome is None else found.outcome is not Outcome.RECOGNISED or says is Says.NO


@pytest.mark.slow
def test_the_answers_of_can_i_use_agree() -> None:
    """Where a call works its caller is known, and where nothing is known of the call nothing is known of the caller."""
    odd: Counter[str] = Counter()
    for operation in published().operations.values():
        for (credential, form), grounded in four_answers(operation, TODAY).items():
            found = recognised(operation, credential, form, TODAY)
            if not _can_be_known(found, grounded.answer.says):
                odd[f"{operation.name} {credential}-{form}: {found.outcome}, {grounded.answer.says}"] += 1
    assert {} == odd


def test_every_cell_has_an_outcome_with_its_basis_or_a_reason() -> None:
    """No cell is expected to be something without a rule or a source."""
    for operation in _some():
        for credential, form in MATRIX:
            if form in forms_of(operation):
                found = recognised(operation, credential, form, TODAY)
                assert found.effect
                assert (found.outcome is None) or bool(found.rule and found.rests_on) != bool(found.evidence)


def _some() -> list[Operation]:
    return [operations[n] for operations in calls_by_api().values() for n in range(0, len(operations), 7)]
