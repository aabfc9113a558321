"""Deleting what a journal tells of, and nothing else."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from token_conformance.exchange import cleanup
from token_conformance.exchange.cleanup import clean_up
from token_conformance.exchange.client import Exchange
from token_conformance.exchange.journal import Entry, Journal, State, Thing, unique_title
from token_conformance.exchange.write_guard import WriteGuard
from token_conformance.model.account import Account
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Cell
from token_conformance.model.target import Target

Create = Callable[..., str]
Send = Callable[..., Answer]
Holdings = Callable[[], dict[str, Any]]

KINDS = ("issue", "request", "page")


@pytest.fixture(autouse=True)
def no_lag(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edge's search knows at once of everything."""
    monkeypatch.setattr(cleanup, "SEARCH_LAG_SECONDS", 0.0)


@pytest.fixture
def said() -> list[str]:
    """Gather what a person is told."""
    return []


@pytest.fixture
def clean(exchange: Exchange, journal: Journal, said: list[str]) -> Callable[[], list[str]]:
    """Clean up by the journal."""
    return lambda: clean_up(journal, lambda: exchange, said.append)


def forget(journal: Journal) -> None:
    """Leave the journal as a run does that is killed between its requests and their answers."""
    lines = [line for line in journal.path.read_text().splitlines() if Entry.from_json(line).state is State.MAKING]
    journal.path.write_text("".join(f"{line}\n" for line in lines))


@pytest.mark.parametrize("is_forgotten", [False, True])
def test_everything_made_is_deleted_and_nothing_else(
    create: Create, journal: Journal, clean: Callable[[], list[str]], holdings: Holdings, is_forgotten: bool
) -> None:
    """Issues, requests and pages go, by their ids or by their titles; the journal goes with them."""
    before = holdings()
    for kind in KINDS:
        create(kind)
    assert before != holdings()
    if is_forgotten:
        forget(journal)
    assert [] == clean()
    assert (before, False) == (holdings(), journal.path.exists())


def test_what_was_never_made_is_done_with(journal: Journal, clean: Callable[[], list[str]], holdings: Holdings) -> None:
    """A run that was killed before its request has left a line and nothing more."""
    before = holdings()
    for thing in Thing:
        journal.write(Entry.making(thing, unique_title(), "conformance-edge"))
    assert [] == clean()
    assert (before, False) == (holdings(), journal.path.exists())


def test_cleaning_up_again_does_nothing(
    create: Create, journal: Journal, clean: Callable[[], list[str]], holdings: Holdings
) -> None:
    """What is gone already counts as done."""
    before = holdings()
    for kind in KINDS:
        create(kind)
    lines = journal.path.read_text()
    for _ in range(2):
        journal.path.write_text(lines)
        assert [] == clean()
    assert before == holdings()


def test_a_page_that_is_in_the_trash_is_purged(
    create: Create, journal: Journal, send: Send, clean: Callable[[], list[str]]
) -> None:
    """A run that was killed between the two requests has left it there."""
    create("page")
    [entry] = journal.open_entries()
    path = {"id": str(entry.id)}
    assert 204 == send("DELETE /wiki/api/v2/pages/{id}", path=path).status
    assert [] == clean()
    assert 404 == send("DELETE /wiki/api/v2/pages/{id}", path=path, query={"purge": "true"}).status


def test_only_the_exact_title_is_deleted(  # noqa: PLR0917  # each is a fixture
    create: Create, journal: Journal, writes: WriteGuard, send: Send, clean: Callable[[], list[str]], holdings: Holdings
) -> None:
    """An issue that a person has named after a disposable is found by the search, and stays."""
    title = create("issue")
    forget(journal)
    lines = journal.path.read_text()
    writes.claim(f"Copy of {title}")
    fields = {"project": {"key": "SOFT"}, "issuetype": {"name": "Task"}, "summary": f"Copy of {title}"}
    assert 201 == send("POST /rest/api/3/issue", json={"fields": fields}).status
    journal.path.write_text(lines)
    assert [] == clean()
    summaries = [issue["fields"]["summary"] for issue in holdings()["issues"]]
    assert (True, False) == (f"Copy of {title}" in summaries, title in summaries)


def test_another_site_is_left_alone(
    create: Create, journal: Journal, clean: Callable[[], list[str]], holdings: Holdings
) -> None:
    """Its issues may have the same ids, so nothing is deleted, and the line says what to set."""
    create("issue")
    [entry] = journal.open_entries()
    journal.write(replace(entry, site="another"))
    before = holdings()
    [line] = clean()
    assert line.startswith("issue SOFT-3, titled 'Made by ")
    assert "was made at the site another, and the settings are those of conformance-edge" in line
    assert (before, True) == (holdings(), journal.path.exists())


@pytest.mark.parametrize("is_forgotten", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_a_stranger_who_sees_nothing_does_not_take_it_for_gone(  # noqa: PLR0917  # each is a fixture
    target: Target, create: Create, journal: Journal, holdings: Holdings, kind: str, is_forgotten: bool
) -> None:
    """With a token that has expired the site answers 404 and empty lists (rules S1, C2): the journal is kept."""
    create(kind)
    if is_forgotten:
        forget(journal)
    before = holdings()
    with Exchange(replace(target, wallet=_expired(target))) as exchange:
        [line] = clean_up(journal, lambda: exchange, print)
    assert line.startswith(f"{'page' if kind == 'page' else 'issue'} ")
    assert re.search(r"does not know the caller \(40[134] |: 404 ", line)
    assert (before, 1) == (holdings(), len(journal.open_entries()))


def test_without_anything_to_do_nothing_is_asked_for(journal: Journal) -> None:
    """Neither settings nor a network are needed to find a folder clean."""
    assert [] == clean_up(journal, pytest.fail, pytest.fail)


def test_each_thing_that_stays_is_a_line(
    create: Create, journal: Journal, clean: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first of two cannot be deleted: its status is told, and the second is deleted all the same."""
    titles = [create("issue"), create("issue")]
    refuse(monkeypatch, 403, "You do not have permission to delete this issue.", only_first=True)
    [line] = clean()
    assert f"issue SOFT-3, titled '{titles[0]}': 403 You do not have permission to delete this issue." == line
    assert [titles[0]] == [entry.title for entry in journal.open_entries()]


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_what_was_not_deleted_stays_in_the_journal(
    create: Create, journal: Journal, clean: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    """Whatever the reason, it can be tried again."""
    for kind in KINDS:
        create(kind)
    refuse(monkeypatch, status, "Not now.")
    assert 3 == len(clean())
    monkeypatch.undo()
    assert (3, []) == (len(journal.open_entries()), clean())


@pytest.mark.parametrize("body", [b"<html>Log in", b"{}", b"[]", b'{"issues": [{}], "results": [{}]}'])
def test_a_search_that_is_answered_with_something_else_says_so(
    create: Create, journal: Journal, clean: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    """A login page is no empty list."""
    create("issue")
    create("page")
    forget(journal)
    monkeypatch.setattr(Exchange, "send", lambda *_, **__: Answer("", 200, {}, body))
    assert 2 == len([line for line in clean() if "the search for it was answered with something else" in line])
    assert 2 == len(journal.open_entries())


def test_a_page_that_may_not_be_purged_stays_in_the_trash(
    create: Create, clean: Callable[[], list[str]], said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """That takes an administrator of the space; the page is deleted, and a person is told."""
    create("page")
    refuse(monkeypatch, 403, "", purging=True)
    assert [] == clean()
    assert said[-1].endswith(": stays in the trash of its space, for the account may not purge")


def test_the_search_is_given_time_to_know(
    create: Create, journal: Journal, clean: Callable[[], list[str]], said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where a title must be searched for that was given a moment ago, and for no longer than it takes."""
    slept: list[float] = []
    monkeypatch.setattr(cleanup, "SEARCH_LAG_SECONDS", 10.0)
    monkeypatch.setattr(cleanup, "sleep", slept.append)
    create("issue")
    clean()
    assert [] == slept
    create("issue")
    forget(journal)
    clean()
    assert [True] == [9 < pause <= 10 for pause in slept]
    assert said[-1].startswith("waiting 10 s")


def refuse(
    monkeypatch: pytest.MonkeyPatch, status: int, text: str, *, only_first: bool = False, purging: bool = False
) -> None:
    """Let Atlassian refuse deletions, all or the first or those from the trash."""
    really = Exchange.send
    refused: list[Cell] = []

    def send(self: Exchange, cell: Cell, **parts: Any) -> Answer:
        concerned = cell.endpoint.method == "DELETE" and (not purging or "query" in parts)
        if not concerned or (only_first and refused):
            return really(self, cell, **parts)
        refused.append(cell)
        return Answer("https://conformance-edge.atlassian.net/", status, {}, text.encode())

    monkeypatch.setattr(Exchange, "send", send)


def _expired(target: Target) -> Account:
    assert isinstance(target.wallet, Account)
    return replace(target.wallet, unscoped=target.wallet.invalid)
