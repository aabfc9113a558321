"""The write guard: writes are in the journal before they are sent, or are not sent."""

from collections.abc import Callable
from typing import Any

import pytest

from token_conformance.errors import UnsafeWriteError
from token_conformance.exchange.client import Exchange
from token_conformance.exchange.journal import Journal, State
from token_conformance.exchange.write_guard import WriteGuard, is_write
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm

Send = Callable[..., Answer]
Create = Callable[..., str]
Holdings = Callable[[], dict[str, Any]]

FIELDS = {"project": {"key": "SOFT"}, "issuetype": {"name": "Task"}, "summary": "Our road map"}


@pytest.mark.parametrize("kind", ["issue", "request", "page"])
def test_a_thing_is_in_the_journal_before_it_is_created(
    create: Create, journal: Journal, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the request is sent, the line with the thing's title is on the disk."""
    entries = []

    def read_journal(*_: object, **__: object) -> Answer:
        entries.extend(journal.open_entries())
        return _answer(503)

    monkeypatch.setattr(Exchange, "send", read_journal)
    title = create(kind)
    assert [(title, State.MAKING, "conformance-edge")] == [(entry.title, entry.state, entry.site) for entry in entries]


@pytest.mark.parametrize(("kind", "key"), [("issue", "SOFT-3"), ("request", "HELP-2"), ("page", "98319")])
def test_the_answer_has_its_id_and_key(create: Create, journal: Journal, kind: str, key: str) -> None:
    """The id is never used again; the key is for people."""
    title = create(kind)
    [entry] = journal.open_entries()
    assert (title, State.MADE) == (entry.title, entry.state)
    assert (key, kind == "page") == (entry.key, entry.id == key)


@pytest.mark.parametrize("credential", [Credential.NONE, Credential.INVALID, Credential.SCOPED])
def test_a_refused_creation_is_no_open_entry(create: Create, journal: Journal, credential: Credential) -> None:
    """Nothing was created, so nothing has to be searched for."""
    create("issue", credential)
    assert [] == journal.open_entries()
    assert journal.path.exists()


@pytest.mark.parametrize("answer", [(503, b""), (408, b""), (302, b""), (201, b"<html>"), (201, b"[]"), (201, b"{}")])
def test_a_thing_that_may_exist_stays_open(
    create: Create, journal: Journal, answer: tuple[int, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A time-out, a server error or an answer of another shape does not say that nothing was created."""
    monkeypatch.setattr(Exchange, "send", lambda *_, **__: _answer(*answer))
    create("issue")
    assert [State.MAKING] == [entry.state for entry in journal.open_entries()]


def test_an_interrupted_creation_stays_open(create: Create, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The thing may have been created before the interruption."""

    def interrupt(*_: object, **__: object) -> Answer:
        raise KeyboardInterrupt

    monkeypatch.setattr(Exchange, "send", interrupt)
    with pytest.raises(KeyboardInterrupt):
        create("page")
    assert [State.MAKING] == [entry.state for entry in journal.open_entries()]


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        ("PUT /rest/api/3/issue/{issueIdOrKey}", {"issueIdOrKey": "SOFT-1"}),
        ("DELETE /rest/api/3/issue/{issueIdOrKey}", {"issueIdOrKey": "10000"}),
        ("POST /rest/api/3/issue/{issueIdOrKey}/comment", {"issueIdOrKey": "SOFT-1"}),
        ("POST /rest/api/3/issue/{issueIdOrKey}/transitions", {"issueIdOrKey": "SOFT-1"}),
        ("DELETE /wiki/api/v2/pages/{id}", {"id": 98305}),
        ("POST /wiki/rest/api/content/{id}/child/attachment", {"id": "98305"}),
    ],
)
def test_what_the_suite_did_not_create_is_never_changed(
    send: Send, create: Create, holdings: Holdings, operation: str, path: dict[str, str]
) -> None:
    """The request is not sent, and the message says why, whether or not the requirement declares a write."""
    create("issue")
    before = holdings()
    (name,) = path.values()
    with pytest.raises(UnsafeWriteError) as refusal:
        send(operation, path=path, json={"fields": {"summary": "Changed"}})
    thing = "issue" if "/issue/" in operation else "page"
    said = f"{operation} would change {name}, which the suite did not create, so it is not sent; use disposable_{thing}"
    assert said == str(refusal.value)
    assert before == holdings()


@pytest.mark.parametrize("name", ["key", "id"])
def test_its_own_things_may_be_changed(send: Send, create: Create, journal: Journal, name: str) -> None:
    """A thing that this run created can be named by key or id."""
    create("issue")
    [entry] = journal.open_entries()
    path = {"issueIdOrKey": getattr(entry, name)}
    assert 204 == send("PUT /rest/api/3/issue/{issueIdOrKey}", path=path, json={"fields": {"summary": "X"}}).status


def test_things_of_another_run_are_not_its_own(create: Create, journal: Journal, exchange: Exchange) -> None:
    """Each process changes only what it has created itself."""
    create("issue")
    [entry] = journal.open_entries()
    other = WriteGuard(exchange, journal)
    with pytest.raises(UnsafeWriteError):
        _delete(other, str(entry.key))


def test_a_thing_without_a_unique_title_is_not_created(send: Send, journal: Journal, holdings: Holdings) -> None:
    """Clean-up could not find it."""
    before = holdings()
    with pytest.raises(UnsafeWriteError, match="would create an issue or page without a unique title"):
        send("POST /rest/api/3/issue", json={"fields": FIELDS})
    assert (before, False) == (holdings(), journal.path.exists())


def test_a_title_is_for_one_thing(send: Send, writes: WriteGuard, holdings: Holdings) -> None:
    """The journal identifies a thing by its title, so a second thing with that title is not created."""
    writes.allow("Our road map")
    send("POST /rest/api/3/issue", json={"fields": FIELDS})
    before = holdings()
    with pytest.raises(UnsafeWriteError):
        send("POST /rest/api/3/issue", json={"fields": FIELDS})
    assert before == holdings()


def test_a_thing_that_cannot_be_deleted_is_not_created(send: Send) -> None:
    """Only operations that clean-up knows may create things."""
    sentence = "POST /rest/api/3/project would create or change something that the suite cannot delete"
    with pytest.raises(UnsafeWriteError, match=f"{sentence}, so it is not sent; leave it out: only calls that read"):
        send("POST /rest/api/3/project", json={"key": "NEW"})


def test_reading_is_always_allowed(send: Send) -> None:
    """Also by POST."""
    assert 200 == send("GET /rest/api/3/issue/{issueIdOrKey}", path={"issueIdOrKey": "SOFT-1"}).status
    assert 200 == send("POST /rest/api/3/search/jql", json={"jql": "project = SOFT"}).status


@pytest.mark.parametrize(
    ("operation", "declared", "expected"),
    [
        ("GET /rest/api/3/myself", False, False),
        ("POST /rest/api/3/search/jql", False, False),
        ("POST /rest/api/3/issue/{issueIdOrKey}/comment", False, True),
        ("DELETE /rest/api/3/issue/{issueIdOrKey}", False, True),
        ("GET /rest/api/3/myself", True, True),
    ],
)
def test_a_write_is_known_by_its_method_too(operation: str, declared: bool, expected: bool) -> None:
    """A requirement that does not declare its write cannot write without permission."""
    assert expected is is_write(Endpoint(Product.JIRA_PLATFORM, "tried", operation, writes=declared))


def _answer(status: int, body: bytes = b"") -> Answer:
    return Answer("https://conformance-edge.atlassian.net/", status, {}, body)


def _delete(writes: WriteGuard, key: str) -> None:
    endpoint = Endpoint(Product.JIRA_PLATFORM, "tried", "DELETE /rest/api/3/issue/{issueIdOrKey}")
    writes.send(Cell(endpoint, Credential.UNSCOPED, UrlForm.SITE), path={"issueIdOrKey": key})
