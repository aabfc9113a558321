"""Clean-up deletes what a journal lists, and nothing else."""

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
    """The edge's search finds new things at once."""
    monkeypatch.setattr(cleanup, "SEARCH_LAG_SECONDS", 0.0)


@pytest.fixture
def lines() -> list[str]:
    """The lines that are printed for a person."""
    return []


@pytest.fixture
def clean(exchange: Exchange, journal: Journal, lines: list[str]) -> Callable[[], list[str]]:
    """Clean up by the journal."""
    return lambda: clean_up(journal, lambda: exchange, lines.append)


def forget(journal: Journal) -> None:
    """Leave the journal as after a run that was killed between its requests and their answers."""
    new = [line for line in journal.path.read_text().splitlines() if Entry.from_json(line).state is State.MAKING]
    journal.path.write_text("".join(f"{line}\n" for line in new))


@pytest.mark.parametrize("is_forgotten", [False, True])
def test_everything_created_is_deleted_and_nothing_else(
    create: Create, journal: Journal, clean: Callable[[], list[str]], holdings: Holdings, is_forgotten: bool
) -> None:
    """Issues, requests and pages are deleted, by their ids or by their titles, and the journal is removed."""
    before = holdings()
    for kind in KINDS:
        create(kind)
    assert before != holdings()
    if is_forgotten:
        forget(journal)
    assert [] == clean()
    assert (before, False) == (holdings(), journal.path.exists())


def test_a_thing_that_was_never_created_is_closed(
    journal: Journal, clean: Callable[[], list[str]], holdings: Holdings
) -> None:
    """A run that was killed before its request has left only a line in the journal."""
    before = holdings()
    for thing in Thing:
        journal.write(Entry.new(thing, unique_title(), "conformance-edge"))
    assert [] == clean()
    assert (before, False) == (holdings(), journal.path.exists())


def test_cleaning_up_again_does_nothing(
    create: Create, journal: Journal, clean: Callable[[], list[str]], holdings: Holdings
) -> None:
    """A thing that is already deleted counts as deleted."""
    before = holdings()
    for kind in KINDS:
        create(kind)
    lines = journal.path.read_text()
    for _ in range(2):
        journal.path.write_text(lines)
        assert [] == clean()
    assert before == holdings()


def test_a_page_that_is_in_the_trash_is_purged(
    exchange: Exchange, create: Create, journal: Journal, send_by: Send, clean: Callable[[], list[str]]
) -> None:
    """A run that was killed between the two requests has left it there."""
    create("page")
    [entry] = journal.open_entries()
    path = {"id": str(entry.id)}
    assert 204 == send_by(exchange, "DELETE /wiki/api/v2/pages/{id}", path=path).status
    assert [] == clean()
    assert 404 == send_by(exchange, "DELETE /wiki/api/v2/pages/{id}", path=path, query={"purge": "true"}).status


def test_only_the_exact_title_is_deleted(  # noqa: PLR0917  # each is a fixture
    create: Create, journal: Journal, writes: WriteGuard, send: Send, clean: Callable[[], list[str]], holdings: Holdings
) -> None:
    """An issue whose title contains the title is found by the search, but not deleted."""
    title = create("issue")
    forget(journal)
    lines = journal.path.read_text()
    writes.allow(f"Copy of {title}")
    fields = {"project": {"key": "SOFT"}, "issuetype": {"name": "Task"}, "summary": f"Copy of {title}"}
    assert 201 == send("POST /rest/api/3/issue", json={"fields": fields}).status
    journal.path.write_text(lines)
    assert [] == clean()
    summaries = [issue["fields"]["summary"] for issue in holdings()["issues"]]
    assert (True, False) == (f"Copy of {title}" in summaries, title in summaries)


def test_things_of_another_site_are_not_deleted(
    create: Create, journal: Journal, clean: Callable[[], list[str]], holdings: Holdings
) -> None:
    """Its issues may have the same ids, so nothing is deleted, and the line says what to change."""
    create("issue")
    [entry] = journal.open_entries()
    journal.write(replace(entry, site="another"))
    before = holdings()
    [line] = clean()
    assert line.startswith("issue SOFT-3, titled 'Made by ")
    assert (
        "was created at the site another, but the settings are for conformance-edge; change them to that site" in line
    )
    assert (before, True) == (holdings(), journal.path.exists())


@pytest.mark.parametrize("is_forgotten", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_answer_for_a_stranger_is_not_a_deletion(  # noqa: PLR0917  # each is a fixture
    target: Target, create: Create, journal: Journal, holdings: Holdings, kind: str, is_forgotten: bool
) -> None:
    """With an expired token the site answers 404 and empty lists (rules S1, C2), so the journal stays."""
    create(kind)
    if is_forgotten:
        forget(journal)
    before = holdings()
    with Exchange(replace(target, credentials=_expired(target))) as exchange:
        [line] = clean_up(journal, lambda: exchange, print)
    assert line.startswith(f"{'page' if kind == 'page' else 'issue'} ")
    assert re.search(r"does not know the caller \(40[134] |: 404 ", line)
    assert (before, 1) == (holdings(), len(journal.open_entries()))


def test_without_open_entries_no_exchange_is_opened(journal: Journal) -> None:
    """Neither settings nor a network are needed."""
    assert [] == clean_up(journal, pytest.fail, pytest.fail)


def test_each_thing_that_still_exists_is_a_line(
    create: Create, journal: Journal, clean: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first of two cannot be deleted: the line has its status, and the second is deleted nevertheless."""
    titles = [create("issue"), create("issue")]
    refuse(monkeypatch, 403, "You do not have permission to delete this issue.", only_first=True)
    [line] = clean()
    assert f"issue SOFT-3, titled '{titles[0]}': 403 You do not have permission to delete this issue." == line
    assert [titles[0]] == [entry.title for entry in journal.open_entries()]


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_what_was_not_deleted_stays_in_the_journal(
    create: Create, journal: Journal, clean: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    """For any reason of the failure, it can be tried again."""
    for kind in KINDS:
        create(kind)
    refuse(monkeypatch, status, "Not now.")
    assert 3 == len(clean())
    monkeypatch.undo()
    assert (3, []) == (len(journal.open_entries()), clean())


@pytest.mark.parametrize("body", [b"<html>Log in", b"{}", b"[]", b'{"issues": [{}], "results": [{}]}'])
def test_an_unexpected_answer_to_a_search_is_a_line(
    create: Create, journal: Journal, clean: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    """A login page is not an empty list."""
    create("issue")
    create("page")
    forget(journal)
    monkeypatch.setattr(Exchange, "send", lambda *_, **__: Answer("", 200, {}, body))
    assert 2 == len([line for line in clean() if "the search for it got an unexpected answer" in line])
    assert 2 == len(journal.open_entries())


def test_a_page_that_may_not_be_purged_stays_in_the_trash(
    create: Create, clean: Callable[[], list[str]], lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only an administrator of the space may purge; the page is deleted, and a line says so."""
    create("page")
    refuse(monkeypatch, 403, "", purging=True)
    assert [] == clean()
    assert lines[-1].endswith(": stays in the trash of its space, because the account may not purge pages")


def test_clean_up_waits_for_the_search(
    create: Create, journal: Journal, clean: Callable[[], list[str]], lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only if a title must be searched for that is new, and no longer than necessary."""
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
    assert lines[-1].startswith("waiting 10 s")


def refuse(
    monkeypatch: pytest.MonkeyPatch, status: int, text: str, *, only_first: bool = False, purging: bool = False
) -> None:
    """Refuse deletions: all, the first, or those from the trash."""
    original = Exchange.send
    refused: list[Cell] = []

    def send(self: Exchange, cell: Cell, **parts: Any) -> Answer:
        is_refused = cell.endpoint.method == "DELETE" and (not purging or "query" in parts)
        if not is_refused or (only_first and refused):
            return original(self, cell, **parts)
        refused.append(cell)
        return Answer("https://conformance-edge.atlassian.net/", status, {}, text.encode())

    monkeypatch.setattr(Exchange, "send", send)


def _expired(target: Target) -> Account:
    assert isinstance(target.credentials, Account)
    return replace(target.credentials, unscoped=target.credentials.invalid)
