"""Rules R1 and R2: operations that were removed, that are for apps alone, or that left the document."""

import json
from collections.abc import Iterator

import pytest

from every_operation import HANDLED, filled, requesting
from in_process_edge import ACCOUNT, CONFLUENCE, JIRA, SITE, TOKENS, Asked, Asking, ask, ask_all
from token_conformance.catalogue.content_types import content_types
from token_conformance.catalogue.operations import published, retired
from token_conformance.catalogue.states import OperationState, State, states
from token_conformance.edge.access.caller import Caller
from token_conformance.edge.access.family import KNOWN_GRADES
from token_conformance.edge.access.life import answer_of_state
from token_conformance.edge.access.tokens import Token
from token_conformance.edge.ruled import RuledResponse
from token_conformance.model.cell import FORMS, UrlForm

GONE = [one for one in states().states if one.state is State.GONE]
APP_ONLY = [one for one in states().states if one.state is State.APP_ONLY]
SEARCHES = [f"{method} /rest/api/{version}/search" for method in ("GET", "POST") for version in ("2", "3", "latest")]

WITH_A_NAME = [f"GET /rest/api/{version}/user/search" for version in ("2", "3")]
"""The search for users, of which the refusal of `username` is known."""

OF_PROJECTS = "GET /rest/api/2/user/assignable/multiProjectSearch"
"""The search whose refusal of `username` is reported with its status alone."""

WITHOUT_ANSWER = [
    f"GET /rest/api/{version}/user/{search}"
    for version in ("2", "3")
    for search in ("assignable/search", "permission/search", "viewissue/search")
]
"""Searches whose document says that `username` is no longer available, and not what a request with it gets."""


def requests(rows: list[OperationState], form: UrlForm, token: str | None) -> Iterator[Asking]:
    """A request for each row, published or not."""
    for row in rows:
        operation = published().operations.get(row.name)
        if operation is not None:
            asking = requesting(operation, form, token)
        else:
            base = SITE if form is UrlForm.SITE else CONFLUENCE if row.path.startswith("/wiki") else JIRA
            asking = Asking(row.method, f"{base}{filled(row.path)}", token)
        query = f"?{row.query}=x" if row.query else ""
        yield Asking(asking.method, f"{asking.url}{query}", token, asking.headers, asking.body)


def answered(rows: list[OperationState], form: UrlForm, token: str | None) -> list[tuple[OperationState, Asked]]:
    """The rows with their answers."""
    return list(zip(rows, ask_all(requests(rows, form, token)), strict=True))


@pytest.mark.parametrize("name", SEARCHES)
def test_the_removed_search_names_its_successor(name: str) -> None:
    """R1: as it was recorded, with the headers of a known caller."""
    method, _, path = name.partition(" ")
    kind = (("content-type", "application/json"),)
    answer = ask(method, f"{SITE}{path}?jql=x", ACCOUNT.unscoped, kind, b"{}" if method == "POST" else b"")
    assert (410, "R1") == (answer.status, answer.rule)
    [message] = json.loads(answer.text)["errorMessages"]
    assert {} == json.loads(answer.text)["errors"]
    assert "/rest/api/3/search/jql API" in message
    assert message.endswith("/changelog/#CHANGE-2046")
    assert "application/json;charset=UTF-8" == answer.headers["content-type"]
    assert {"x-aaccountid", "x-ratelimit-limit"} <= set(answer.headers)


def test_a_removed_operation_answers_as_it_was_recorded() -> None:
    """R1: over all of them; a claim, and an answer that nobody has published, are 501 with the reason."""
    for row, answer in answered(GONE, UrlForm.SITE, ACCOUNT.unscoped):
        is_known = row.status is not None and row.evidence.grade in KNOWN_GRADES
        assert ((row.status, "R1") if is_known else (501, "not-modelled")) == (answer.status, answer.rule), row.name
        assert is_known or "nobody has published this answer" in answer.text


@pytest.mark.parametrize(
    ("form", "token"),
    [(UrlForm.GATEWAY, ACCOUNT.unscoped), (UrlForm.GATEWAY, ACCOUNT.scoped_jira), (UrlForm.SITE, ACCOUNT.scoped_jira)],
)
def test_where_a_removal_is_not_published_it_is_not_known(form: UrlForm, token: str) -> None:
    """R1 is known of the unscoped token at the site; the gate and the scope check come first elsewhere."""
    for row, answer in answered([row for row in GONE if row.name not in {*WITH_A_NAME, OF_PROJECTS}], form, token):
        assert answer.rule in {"not-modelled", "G2", "S3"}, row.name
        assert answer.status in {501, 401}, row.name


@pytest.mark.parametrize("form", FORMS)
def test_an_operation_for_apps_refuses_a_known_caller(form: UrlForm) -> None:
    """R2: over all of them, with the status that is documented or reported, in words of the local model."""
    for row, answer in answered(APP_ONLY, form, ACCOUNT.unscoped):
        is_known = row.status is not None and row.evidence.grade in KNOWN_GRADES
        assert ((row.status, "R2") if is_known else (501, "not-modelled")) == (answer.status, answer.rule), row.name
        assert f"{row.method} {filled(row.path)} answers" in answer.text
        assert row.for_whom in answer.text
        assert "local model" == answer.headers["x-token-conformance"]


def test_a_stranger_meets_the_gate_before_an_operation_for_apps() -> None:
    """S3 and C2: as anywhere else."""
    for row, answer in answered(APP_ONLY, UrlForm.SITE, None):
        gate = "C2" if row.path.startswith("/wiki") else "S3"
        assert ("not-modelled" if published()[row.name].anonymous else gate) == answer.rule, row.name


def test_the_scope_check_comes_before_an_operation_for_apps() -> None:
    """G2: with the scopes the product refuses, without them the gateway."""
    for row, answer in answered(APP_ONLY, UrlForm.GATEWAY, ACCOUNT.scoped_confluence):
        assert (401, "G2") == (answer.status, answer.rule), row.name


@pytest.mark.parametrize("form", FORMS)
def test_what_left_the_document_is_served_or_not_known(form: UrlForm) -> None:
    """An unscoped token never gets 404 or 405 there."""
    left = [one for one in states().states if one.state in {State.UNPUBLISHED, State.GONE_FOR_OAUTH, State.UNCLEAR}]
    for row, answer in answered(left, form, ACCOUNT.unscoped):
        if row.name not in HANDLED:
            assert (501, "not-modelled") == (answer.status, answer.rule), row.name
            is_listed = row.name in published() or row.name in retired()
            assert is_listed or "nobody has published what it answers" in answer.text, row.name


def test_a_row_with_a_parameter_is_about_that_parameter_alone() -> None:
    """The name of a user is no longer taken; whoever asks by account id is served."""
    url = f"{SITE}/rest/api/3/user"
    named = ask("GET", f"{url}?username=x", ACCOUNT.unscoped)
    assert (501, True) == (named.status, "with username it is gone since 2019 (claimed)" in named.text)
    assert 501 != ask("GET", f"{url}?accountId=x", ACCOUNT.unscoped).status


@pytest.mark.parametrize("name", WITH_A_NAME)
def test_a_search_by_the_name_of_a_user_is_refused_in_the_words_of_jira(name: str) -> None:
    """R1: as it was recorded of version 2 at the site, with a value and without; for others it is inferred."""
    path = name.removeprefix("GET ")
    words = "The query parameter 'username' is not supported in GDPR strict mode."
    for base, token in ((SITE, ACCOUNT.unscoped), (JIRA, ACCOUNT.unscoped), (JIRA, ACCOUNT.scoped_jira)):
        answer = ask("GET", f"{base}{path}?username=x", token)
        assert (400, "R1") == (answer.status, answer.rule)
        assert {"errorMessages": [words], "errors": {}} == json.loads(answer.text)
        assert "x-aaccountid" in answer.headers
        assert 400 == ask("GET", f"{base}{path}?username=&query=x", token).status
        assert 200 == ask("GET", f"{base}{path}?query=x", token).status
    assert 501 == ask("GET", f"{SITE}{path}?username=x", ACCOUNT.scoped_jira).status


@pytest.mark.parametrize("token", [ACCOUNT.unscoped, ACCOUNT.scoped_jira])
def test_of_a_search_in_projects_only_the_refusal_is_known(token: str) -> None:
    """R1: in words of the local model; for a caller at the gateway it is inferred. A query is answered as always."""
    base = SITE if token == ACCOUNT.unscoped else JIRA
    path = f"{base}{OF_PROJECTS.removeprefix('GET ')}?projectKeys=SOFT"
    answer = ask("GET", f"{path}&username=x", token)
    assert (400, "R1", True) == (answer.status, answer.rule, "the local model does not know" in answer.text)
    assert 200 == ask("GET", f"{path}&query=x", token).status


@pytest.mark.parametrize("name", WITHOUT_ANSWER)
def test_a_search_whose_answer_to_a_name_is_not_published_is_not_known(name: str) -> None:
    """An empty list would look as if nobody had the name."""
    answer = ask("GET", f"{SITE}{name.removeprefix('GET ')}?username=x&project=SOFT", ACCOUNT.unscoped)
    assert (501, "not-modelled") == (answer.status, answer.rule)
    assert "with username it is gone since 2019 (documented), and nobody has published this answer" in answer.text


def test_every_removed_operation_with_a_status_is_read_by_its_rule() -> None:
    """The successor and the notice stand in the row; a row without a notice shows its status alone."""
    known = [row for row in GONE if row.status and row.evidence.grade in KNOWN_GRADES]
    assert {*SEARCHES, *WITH_A_NAME, OF_PROJECTS} == {row.name for row in known}
    assert all(content_types(published()[name]).types for name in SEARCHES if name in published())
    assert retired().operations


@pytest.mark.parametrize(("token", "rule"), [(TOKENS[ACCOUNT.unscoped], "R2"), (None, "not-modelled")])
def test_what_a_stranger_gets_from_an_operation_for_apps_is_not_known(token: Token | None, rule: str) -> None:
    """R2 is said of API tokens; no such operation is anonymous today."""
    row = next(row for row in APP_ONLY if row.status)
    caller = Caller(token, "unscoped" if token else "none", UrlForm.SITE, SITE, SITE)
    answer = answer_of_state(row, row.method, row.path, caller)
    assert isinstance(answer, RuledResponse)
    assert rule == answer.rule
