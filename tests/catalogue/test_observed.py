"""Observations are found by their call, and say whether it works."""

import pytest

from token_conformance.catalogue.answer import Row, Says
from token_conformance.catalogue.answer_credential import Asked, schemes
from token_conformance.catalogue.evidence import observations
from token_conformance.catalogue.observed import observed, open_to_all
from token_conformance.model.cell import UrlForm

SCOPED = Asked("scoped", "scoped-jira", "Basic")


def seen(request: str, asked: Asked, form: UrlForm) -> list[Row]:
    """The rows of a request of Jira."""
    method, _, path = request.partition(" ")
    return list(observed(method, path, form, asked, "jira"))


@pytest.mark.parametrize(
    ("request_", "asked", "form", "says"),
    [
        ("GET /rest/api/3/project", SCOPED, UrlForm.SITE, Says.NO),  # an empty list
        ("GET /rest/api/3/search/jql", SCOPED, UrlForm.SITE, Says.NO),  # an object with an empty list
        ("GET /rest/api/3/myself", SCOPED, UrlForm.GATEWAY, Says.YES),
        ("GET /rest/api/3/myself", Asked("unscoped", "unscoped", "Basic"), UrlForm.SITE, Says.YES),
        ("GET /rest/api/3/serverInfo", Asked("unscoped", "unscoped", "Bearer"), UrlForm.SITE, Says.NO),
        ("GET /rest/api/3/issue/ABC-1", Asked("invalid", "invalid", "Basic"), UrlForm.SITE, Says.NO),
    ],
)
def test_an_observation_says_whether_a_call_works(request_: str, asked: Asked, form: UrlForm, says: Says) -> None:
    """A success without content is no success."""
    assert {says} == {row.says for row in seen(request_, asked, form) if not row.is_conditional}


@pytest.mark.parametrize(
    ("request_", "asked", "form"),
    [
        ("POST /rest/api/3/myself", SCOPED, UrlForm.SITE),
        ("GET /rest/api/3/myself", Asked("scoped", "scoped-jira", "Bearer"), UrlForm.SITE),
        ("GET /rest/api/3/myself", Asked("scoped", "scoped-confluence", "Basic"), UrlForm.SITE),
        ("GET /rest/api/3/issue/{issueIdOrKey}/comment", SCOPED, UrlForm.SITE),
    ],
)
def test_another_call_is_not_it(request_: str, asked: Asked, form: UrlForm) -> None:
    """Method, path, scheme, kind and URL form are the same."""
    assert [] == seen(request_, asked, form)


def test_a_missing_scope_is_a_condition() -> None:
    """It does not contradict that the call works."""
    rows = seen("GET /rest/api/3/issue/ABC-1", SCOPED, UrlForm.GATEWAY)
    assert [False, False, True] == sorted(row.is_conditional for row in rows)
    assert "If a scope is missing: " in str(rows)


def test_every_observation_is_found() -> None:
    """Each is a row of its own call, for its own credential."""
    for one in observations():
        kind = one.credential.value.removesuffix("-bearer").removesuffix("-basic").removesuffix("-missing-scope")
        app = "confluence" if "/wiki/" in one.request else "jira"
        id_ = {"scoped": f"scoped-{app}", "oauth": "oauth-3lo"}.get(kind, kind)
        method, _, path = one.request.partition(" ")
        if kind == "none":
            continue
        scheme = "Bearer" if one.credential.endswith("-bearer") else "Basic"
        found = observed(method, path, one.url_form, Asked(kind, id_, scheme), app)
        assert one.source in [row.evidence.source for row in found]
        assert scheme in {*schemes(id_), "Bearer"}


def test_what_answers_everyone() -> None:
    """The tenant info needs no credential; what refuses a stranger is not it."""
    assert [Says.YES] == [row.says for row in open_to_all("GET", "/_edge/tenant_info", UrlForm.SITE)]
    assert [] == list(open_to_all("GET", "/rest/api/3/myself", UrlForm.SITE))
    assert [] == list(open_to_all("GET", "/_edge/tenant_info", UrlForm.GATEWAY))
