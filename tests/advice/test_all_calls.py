"""Every operation, every base of a family and every kind of credential has an answer with a reason and evidence."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest

from token_conformance.advice.reply import Item, Reply, reply
from token_conformance.calls.asked import tokens
from token_conformance.calls.call import read_call
from token_conformance.calls.target import OperationTarget
from token_conformance.catalogue.answer import Says
from token_conformance.catalogue.credentials import credential_kinds
from token_conformance.catalogue.families import families
from token_conformance.catalogue.inference import as_stranger
from token_conformance.catalogue.observed import observed
from token_conformance.catalogue.operations import family_operations, published, retired
from token_conformance.catalogue.states import OperationState, State, states
from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.grade import Grade

TODAY = dt.date(2026, 11, 28)
GRADES = {*Grade, "unknown"}
USUAL = ("unscoped", "scoped", "service-account")
NAMES = [*dict.fromkeys([*published().operations, *retired().operations, *(one.name for one in states().states)])]
SEEN = {(token, form): set(Says) for token in USUAL for form in FORMS} | {
    ("scoped", UrlForm.SITE): {Says.YES, Says.NO},
    ("service-account", UrlForm.SITE): {Says.NO, Says.UNKNOWN},
    ("service-account", UrlForm.GATEWAY): {Says.NO, Says.UNKNOWN},
}
"""The answers that occur: Basic of a service account is contradicted at the gateway, so no operation is a yes."""

STATUS = re.compile(r"\(([1-5]\d\d)\)|^[^:]*\b2\d\d\b")
"""A status as it is written of an observation, and one of success before the words of an answer are quoted."""

URLS = [url for family in families() for base in family.bases for url in base.urls]


def asked(call: str, token: str | None = None, form: UrlForm | None = None) -> Reply:
    """The reply, each answer of which must have a reason and evidence."""
    found = reply(read_call(call), token, form, None, TODAY)
    for item in found.items:
        assert item.answer.reason.endswith(".")
        assert item.answer.evidence.grade in GRADES
        assert all(basis.evidence.source for basis in item.answer.bases)
        assert found.call.method == "GET" or "silently" not in item.answer.reason
    return found


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("token", USUAL)
def test_every_operation_is_answered(token: str, form: UrlForm) -> None:
    """For both types of token and the service account, at both URL forms."""
    replies = [asked(name, token, form) for name in NAMES]
    assert all(one.operation for one in replies)
    assert SEEN[token, form] == {one.says for one in replies}


def unseen_statuses(item: Item) -> list[str]:
    """The texts with a status that follows from no rule, no state and no observation of this very call."""
    target, answer = item.target, item.answer
    if not isinstance(target, OperationTarget) or item.asked is None:
        return []
    operation = target.operation
    state = states().find(operation.method, operation.path)
    seen = observed(operation.method, operation.path, target.form, item.asked, operation.app)
    known = [*(row.text for row in seen), as_stranger(operation).reason]
    known += [state.api_token] if state and state.api_token else []
    texts = [answer.reason, *(basis.text for basis in (*answer.bases, *answer.notes) if not basis.rule)]
    return [text for text in texts if STATUS.search(text) and not any(one in text for one in known)]


@pytest.mark.slow
@pytest.mark.parametrize("token", tokens())
def test_no_answer_names_a_status_that_was_not_observed(token: str) -> None:
    """What a credential gets is known from other calls, which have other statuses."""
    names = NAMES if token in USUAL else NAMES[::20]
    found = [text for name in names for item in asked(name, token).items for text in unseen_statuses(item)]
    assert [] == found


@pytest.mark.parametrize("kind", credential_kinds())
def test_every_kind_is_answered(kind: str) -> None:
    """For a sample of operations of all APIs, at both URL forms."""
    for name in NAMES[::100]:
        assert asked(name, kind).items


@pytest.mark.parametrize("name", list(family_operations().operations)[::10])
def test_every_tenth_operation_of_a_family_is_found(name: str) -> None:
    """It is found by its URL and by its path, and its scopes are shown."""
    method, path = name.split(" ")
    for call in (name, f"{method} https://api.atlassian.com{path}"):
        found = asked(call)
        assert found.operation
        assert name == found.operation.name


@pytest.mark.parametrize("url", URLS)
def test_every_base_is_answered_for_every_kind(url: str) -> None:
    """With grade and source, or as unknown."""
    call = f"GET {url.replace('SITE', 'invented')}"
    for token in tokens():
        for item in asked(call, token).items:
            assert item.answer.says is Says.UNKNOWN or item.answer.evidence.grade in set(Grade)


def rows() -> Iterator[tuple[str, str, str]]:
    """The URL and credential of each row that is about an API that is not in the catalogue of operations."""
    for family in families():
        for base in family.bases:
            for one in base.accepts:
                if one.credential in tokens() and one.answer != "unknown":
                    yield base.urls[0], one.credential, one.evidence.source


@pytest.mark.parametrize(("url", "credential", "source"), list(rows()))
def test_the_row_of_a_base_is_shown(url: str, credential: str, source: str) -> None:
    """The answer has the source of every row about the credential."""
    found = asked(f"GET {url.replace('SITE', 'invented')}", credential)
    shown = [basis.evidence.source for item in found.items for basis in (*item.answer.bases, *item.answer.notes)]
    assert source in shown or any(isinstance(item.target, OperationTarget) for item in found.items)


EXPECTED = {
    State.GONE_FOR_OAUTH: {UrlForm.SITE: Says.YES, UrlForm.GATEWAY: Says.UNKNOWN},
    State.UNPUBLISHED: dict.fromkeys(FORMS, Says.UNKNOWN),
    State.UNCLEAR: dict.fromkeys(FORMS, Says.UNKNOWN),
    State.APP_ONLY: dict.fromkeys(FORMS, Says.NO),
    State.ALIVE: dict.fromkeys(FORMS, Says.YES),
    State.DEPRECATED: dict.fromkeys(FORMS, Says.YES),
}


@pytest.mark.parametrize("one", states().states, ids=lambda one: f"{one.name} {one.query}")
def test_every_state_decides(one: OperationState) -> None:
    """What an unscoped token is answered follows from the state, its evidence and its date."""
    query = f"?{one.query}=x" if one.query else ""
    for form in FORMS:
        expected = EXPECTED.get(one.state, {}).get(form)
        if one.state is State.GONE:
            expected = Says.UNKNOWN if one.evidence.grade == "claimed" else Says.NO
        if one.state is State.GOING:
            expected = Says.UNKNOWN if one.is_past(TODAY) else Says.YES
        assert expected is asked(f"{one.name}{query}", "unscoped", form).says
