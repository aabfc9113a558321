"""A look at a thing by its id: what it shows, and which answers show nothing."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from token_conformance.exchange.client import Exchange, RefusedError
from token_conformance.exchange.journal import Entry, Journal, Thing
from token_conformance.exchange.look import Seen, is_own, look, path_of, seal
from token_conformance.model.account import Account
from token_conformance.model.answer import Answer
from token_conformance.model.outcome import Outcome
from token_conformance.model.target import Target

Create = Callable[..., str]

TITLE = "Made by atlassian-token-conformance 0123456789abcdef"
ISSUE: dict[str, Any] = {"id": "10000", "key": "SOFT-1", "fields": {"summary": TITLE}}
PAGE: dict[str, Any] = {"id": "98305", "title": TITLE, "status": "current"}


def made(thing: Thing = Thing.ISSUE) -> Entry:
    """The entry of a thing whose creation was answered."""
    return Entry.new(thing, TITLE, "conformance-edge").created("10000", "SOFT-1")


def test_a_thing_is_shown_by_its_id(exchange: Exchange, journal: Journal, create: Create) -> None:
    """With its title, for issues, requests and pages."""
    titles = [create(kind) for kind in ("issue", "request", "page")]
    for title, entry in zip(titles, journal.open_entries(), strict=True):
        assert Seen(str(entry.id), str(entry.key), title) == look(exchange, entry.thing, str(entry.id))


def test_a_page_is_found_in_the_trash(exchange: Exchange, journal: Journal, create: Create, send: Any) -> None:
    """It still has its title there, until it is purged."""
    title = create("page")
    id_ = str(journal.open_entries()[0].id)
    send("DELETE /wiki/api/v2/pages/{id}", path={"id": id_})
    assert Seen(id_, id_, title, is_in_trash=True) == look(exchange, Thing.PAGE, id_)
    send("DELETE /wiki/api/v2/pages/{id}", path={"id": id_}, query={"purge": "true"})
    assert look(exchange, Thing.PAGE, id_) is None


@pytest.mark.parametrize("thing", Thing)
def test_what_does_not_exist_is_not_seen(exchange: Exchange, thing: Thing) -> None:
    """Only a 404 says so."""
    assert look(exchange, thing, "424242") is None


@pytest.mark.parametrize("status", [204, 302, 400, 401, 403, 410, 429, 500, 503])
@pytest.mark.parametrize("thing", Thing)
def test_any_other_status_says_nothing(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch, thing: Thing, status: int
) -> None:
    """A thing that the caller may not read, or that cannot be read now, may exist."""
    answering(monkeypatch, status, b"")
    with pytest.raises(RefusedError):
        look(exchange, thing, "10000")


@pytest.mark.parametrize(
    ("thing", "body"),
    [
        (Thing.ISSUE, [ISSUE]),
        (Thing.ISSUE, {**ISSUE, "fields": {}}),
        (Thing.ISSUE, {**ISSUE, "fields": None}),
        (Thing.ISSUE, {**ISSUE, "fields": {"summary": 7}}),
        (Thing.ISSUE, {**ISSUE, "fields": {"summary": [TITLE]}}),
        (Thing.ISSUE, {**ISSUE, "key": "SOFT-1\n"}),
        (Thing.ISSUE, {**ISSUE, "id": "10000\n"}),
        (Thing.ISSUE, {**ISSUE, "id": None}),
        (Thing.ISSUE, PAGE),
        (Thing.PAGE, ISSUE),
        (Thing.PAGE, {**PAGE, "title": None}),
        (Thing.PAGE, {"id": "98305", "title": TITLE}),
        (Thing.PAGE, None),
    ],
    ids=ascii,
)
def test_an_answer_of_another_shape_says_nothing(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch, thing: Thing, body: object
) -> None:
    """The reason names the kind of error, and no text of the answer."""
    monkeypatch.setattr(Answer, "json", lambda _: body)
    answering(monkeypatch, 200, b"")
    with pytest.raises(RefusedError, match="reading it by its id got an unexpected answer") as refusal:
        look(exchange, thing, "10000" if thing is Thing.ISSUE else "98305")
    assert Outcome.UNEXPECTED is refusal.value.outcome


def test_a_login_page_says_nothing(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    """A success that is not JSON."""
    answering(monkeypatch, 200, b"<html>Log in")
    with pytest.raises(RefusedError, match=r"unexpected answer \(NotJsonError\)"):
        look(exchange, Thing.ISSUE, "10000")


def test_another_thing_than_was_asked_for_says_nothing(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its title would be that of another id."""
    answering(monkeypatch, 200, b'{"id": "10001", "key": "SOFT-2", "fields": {"summary": "%s"}}' % TITLE.encode())
    with pytest.raises(RefusedError, match="was answered with another id"):
        look(exchange, Thing.ISSUE, "10000")


def test_an_id_may_be_a_number_of_json(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the same id."""
    answering(monkeypatch, 200, b'{"id": 10000, "key": "SOFT-1", "fields": {"summary": "X"}}')
    assert Seen("10000", "SOFT-1", "X") == look(exchange, Thing.ISSUE, "10000")


@pytest.mark.parametrize("id_", ["..", "", "10000/../10001", "SOFT-1", "10000\n"])
def test_only_a_number_is_put_into_the_path(exchange: Exchange, monkeypatch: pytest.MonkeyPatch, id_: str) -> None:
    """Nothing is sent for another id."""
    monkeypatch.setattr(Exchange, "send", lambda *_, **__: pytest.fail("it was sent"))
    with pytest.raises(ValueError, match="is not an id"):
        look(exchange, Thing.ISSUE, id_)


def test_a_path_names_a_thing_by_its_parameter() -> None:
    """It is the parameter of the published operation."""
    assert {"issueIdOrKey": "10000"} == path_of(Thing.ISSUE, "10000")
    assert {"id": "10000"} == path_of(Thing.PAGE, "10000")


@pytest.mark.parametrize(
    "title", ["", TITLE[:-1], f"{TITLE} ", f"{TITLE} (old)", f"Copy of {TITLE}", TITLE.upper(), "Our road map"]
)
def test_only_the_exact_title_is_the_runs_own(target: Target, title: str) -> None:
    """A title that starts with it is that of another thing, or was changed by a person."""
    assert is_own(target, made(), Seen("10000", "SOFT-1", TITLE))
    assert not is_own(target, made(), Seen("10000", "SOFT-1", title))


def test_a_later_title_counts_with_the_seal_of_the_token(target: Target) -> None:
    """Both titles do, because the request that changes it may not have arrived."""
    entry = made().renamed("Edited", seal(target, made(), "Edited"))
    assert is_own(target, entry, Seen("10000", "SOFT-1", "Edited"))
    assert is_own(target, entry, Seen("10000", "SOFT-1", TITLE))


@pytest.mark.parametrize(
    "change",
    [
        {"seal": None},
        {"seal": ""},
        {"seal": "0" * 64},
        {"seal": "ü"},
        {"later_title": "Our road map"},
        {"id": "10001"},
        {"thing": Thing.PAGE},
        {"site": "another"},
        {"title": TITLE.replace("0", "1")},
    ],
    ids=ascii,
)
def test_a_seal_is_for_one_title_of_one_thing(target: Target, change: dict[str, Any]) -> None:
    """It cannot be moved to another line of a journal."""
    entry = replace(made().renamed("Edited", seal(target, made(), "Edited")), **change)
    assert not is_own(target, entry, Seen("10000", "SOFT-1", entry.later_title or ""))


def test_a_seal_needs_the_unscoped_token(target: Target) -> None:
    """A journal that somebody else has written can name only unique titles of the suite."""
    assert isinstance(target.credentials, Account)
    other = replace(target, credentials=replace(target.credentials, unscoped="MADE-UP"))
    entry = made().renamed("Edited", seal(other, made(), "Edited"))
    assert not is_own(target, entry, Seen("10000", "SOFT-1", "Edited"))


def answering(monkeypatch: pytest.MonkeyPatch, status: int, body: bytes) -> None:
    """Answer every request."""
    monkeypatch.setattr(Exchange, "send", lambda *_, **__: Answer("", status, {}, body))
