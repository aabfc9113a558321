"""The backend of both URL forms: each request reaches the handler of its operation, and no other one."""

from collections.abc import Iterator
from typing import Any

import pytest

from every_operation import HANDLED, ROUTED, filled, requesting
from in_process_edge import ACCOUNT, CONFLUENCE, JIRA, SITE, Asked, Asking, ask, ask_all
from token_conformance.catalogue.operations import Operation, family_operations, published, retired
from token_conformance.catalogue.states import State
from token_conformance.edge.operations import shape, state_of
from token_conformance.edge.products.routes import every_route
from token_conformance.model.cell import FORMS, UrlForm

PUBLISHED = tuple(published().operations.values())
ENDED = {State.GONE, State.APP_ONLY}


def _not_handled() -> Iterator[Operation]:
    """The published operations that the edge has no handler for, and that are not known to have ended."""
    for operation in PUBLISHED:
        state = state_of(operation, "")
        if operation.name not in HANDLED and not (state and state.state in ENDED):
            yield operation


def _asked(operations: list[Operation], form: UrlForm, token: str | None) -> dict[str, Asked]:
    answers = ask_all(requesting(operation, form, token) for operation in operations)
    return {operation.name: answer for operation, answer in zip(operations, answers, strict=True)}


@pytest.mark.parametrize("form", FORMS)
def test_a_published_operation_without_a_handler_is_501(form: UrlForm) -> None:
    """Over the whole catalogue: the answer names the request, and is never that of a neighbour."""
    operations = list(_not_handled())
    assert operations
    for operation, answer in zip(operations, _asked(operations, form, ACCOUNT.unscoped).values(), strict=True):
        assert (501, "not-modelled") == (answer.status, answer.rule), operation.name
        sentence = f"The local model does not know what {operation.method} {filled(operation.path)} answers.\n"
        assert sentence == answer.text
        assert "local model" == answer.headers["x-token-conformance"]


@pytest.mark.parametrize("form", FORMS)
def test_an_operation_with_a_handler_is_answered_by_it(form: UrlForm) -> None:
    """A product answers each of them, also where a template and a literal path share requests."""
    operations = [one for one in (*PUBLISHED, *retired().operations.values()) if one.name in HANDLED]
    for name, answer in _asked(operations, form, ACCOUNT.unscoped).items():
        assert answer.rule in {"S1", "C1", "G1", "G8", "not-modelled"}, name
        assert not answer.text.startswith("The local model does not know what "), name


def test_the_routes_are_named_after_operations() -> None:
    """A name that is no operation's would be a handler that no request reaches."""
    known = {*map(shape, (*published().operations, *retired().operations))}
    assert ROUTED <= known
    assert len(every_route()) == len(ROUTED)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("token", [ACCOUNT.unscoped, None, ACCOUNT.invalid])
def test_who_is_let_in_is_decided_before_what_is_modelled(form: UrlForm, token: str | None) -> None:
    """A stranger gets 501 where the site passes him on to the product alone."""
    operations = list(_not_handled())
    for operation, answer in zip(operations, _asked(operations, form, token).values(), strict=True):
        reaches = token == ACCOUNT.unscoped or (form is UrlForm.SITE and operation.anonymous)
        assert reaches == (answer.status == 501), operation.name


@pytest.mark.parametrize("token", [ACCOUNT.scoped_jira, ACCOUNT.scoped_confluence])
def test_the_scope_check_comes_before_what_is_modelled(token: str) -> None:
    """At the gateway a token whose scopes do not allow an operation is refused, whether or not it is modelled."""
    operations = list(_not_handled())
    answers = _asked(operations, UrlForm.GATEWAY, token)
    assert {(401, "G2"), (501, "not-modelled")} == {(one.status, one.rule) for one in answers.values()}


def test_scopes_that_nobody_has_read_are_not_missing() -> None:
    """G2: the edge does not say that a scope does not match where it does not know the scopes."""
    unread = [operation for operation in PUBLISHED if not operation.scopes_known]
    assert unread
    for operation in unread:
        token = ACCOUNT.scoped_confluence if operation.app == "confluence" else ACCOUNT.scoped_jira
        answer = _asked([operation], UrlForm.GATEWAY, token)[operation.name]
        assert (501, True) == (answer.status, "nobody has read which scopes" in answer.text), operation.name


def test_an_operation_of_a_family_is_501_to_a_known_caller() -> None:
    """F1: with the name of the family, over all operations of families."""
    operations = family_operations().operations.values()
    host = "https://api.atlassian.com"
    answers = ask_all(Asking(one.method, f"{host}{filled(one.path)}", ACCOUNT.unscoped) for one in operations)
    for operation, answer in zip(operations, answers, strict=True):
        assert (501, "not-modelled") == (answer.status, answer.rule), operation.name
        assert f"{operation.method} {filled(operation.path)} answers: " in answer.text
        assert answer.text.endswith(" is not modelled.\n")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/rest/api/3/project/type"),
        ("GET", "/rest/api/3/filter/favourite"),
        ("GET", "/rest/api/3/attachment/meta"),
        ("GET", "/rest/api/2/issue/createmeta"),
    ],
)
def test_a_literal_path_is_not_taken_for_the_id_of_a_template(method: str, path: str) -> None:
    """The answer is the handler's of this path, or 501: never that nothing has such an id."""
    answer = ask(method, f"{SITE}{path}", ACCOUNT.unscoped)
    assert f"{method} {path}" in HANDLED or answer.status == 501
    assert "does not exist" not in answer.text


def test_another_method_of_a_modelled_path_is_501_too() -> None:
    """A published operation is not mistaken for the neighbour whose path it shares."""
    answer = ask("DELETE", f"{SITE}/rest/api/3/dashboard/1", ACCOUNT.unscoped)
    assert ("DELETE /rest/api/3/dashboard/{id}" in HANDLED) == (answer.status != 501)


@pytest.mark.parametrize(
    "url",
    [
        f"{SITE}/rest/api/3/myself/",
        f"{SITE}//rest//api/3/myself",
        f"{JIRA}/rest/api/3/myself/",
        f"{SITE}/wiki/api/v2/spaces/",
        f"{SITE}/wiki/rest/api/content/",
        f"{CONFLUENCE}/wiki/api/v2/spaces/",
    ],
)
def test_a_slash_at_the_end_changes_nothing(url: str) -> None:
    """S6, C5 and G2: only Jira at the gateway refuses it, and a scoped token alone."""
    assert 200 == ask("GET", url, ACCOUNT.unscoped).status


def test_a_page_is_created_with_a_slash_at_the_end() -> None:
    """G2: a public client posts to this path with success."""
    space: Any = {"spaceId": "65537", "status": "current", "title": "T", "body": {}}
    body = str(space).replace("'", '"').encode()
    for url in (f"{SITE}/wiki/api/v2/pages/", f"{CONFLUENCE}/wiki/api/v2/pages/"):
        asked = Asking("POST", url, ACCOUNT.unscoped, (("content-type", "application/json"),), body)
        assert 200 == ask_all([asked])[0].status


def test_what_is_written_can_be_read_at_the_other_url_form() -> None:
    """Both URL forms have one tenant, and writes change it."""
    body = b'{"fields": {"project": {"key": "SOFT"}, "issuetype": {"name": "Task"}, "summary": "Written here"}}'
    kind = (("content-type", "application/json"),)
    search = f"{SITE}/rest/api/3/search/jql?jql=project%20=%20SOFT&fields=summary&maxResults=100"
    writing = Asking("POST", f"{JIRA}/rest/api/3/issue", ACCOUNT.unscoped, kind, body)
    created, found = ask_all([writing, Asking("GET", search, ACCOUNT.unscoped)])
    assert (201, True) == (created.status, "Written here" in found.text)
