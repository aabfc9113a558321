"""Clean-up does not believe a site: each thing is looked at, and an absence needs two witnesses.

Requests are sent over HTTPS to an edge that answers some of them with a lie.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from liar import Liar, json_answer, redirect
from token_conformance.edge.server.edge import Edge
from token_conformance.exchange import cleanup
from token_conformance.exchange.journal import Entry, Journal, State, Thing, unique_title
from token_conformance.model.target import Target
from token_conformance.model.tenant import SEEDED

Create = Callable[..., str]

JQL, PICKER = "/rest/api/3/search/jql", "/rest/api/3/issue/picker"
PAGES, CONTENTS = "/wiki/api/v2/pages", "/wiki/rest/api/content/search"

NO_ISSUES = json_answer({"issues": [], "isLast": True})
NO_SUGGESTION = json_answer({"sections": [{"id": "hs", "issues": []}]})
NO_PAGES = json_answer({"results": [], "_links": {}})


pytestmark = pytest.mark.usefixtures("slept")


@pytest.fixture
def target(lying_edge: Edge) -> Target:
    """The tenant behind the lies, as a run reaches it."""
    edge = lying_edge
    return Target("edge", edge.tenant, edge.account, edge.proxy_url, edge.ca_file)


def forget(journal: Journal) -> None:
    """Leave the journal as after a run that was killed between its requests and their answers."""
    new = [line for line in journal.path.read_text().splitlines() if Entry.from_json(line).state is State.MAKING]
    journal.path.write_text("".join(f"{line}\n" for line in new))


# ---- What a person has changed meanwhile ----


@pytest.mark.parametrize("new", ["{} (keep)", "Copy of {}", "Our road map", "{} "])
def test_a_thing_that_a_person_has_renamed_is_kept(  # noqa: PLR0917  # each is a fixture
    lying_edge: Edge, cleanup_command: Callable[[], int], create: Create, journal: Journal, liar: Liar, new: str
) -> None:
    """Whatever it is now, it is no longer a thing that only the run knows; once it is deleted, the entry is closed."""
    title = create("issue")
    [issue] = [issue for issue in lying_edge.state.jira.issues.values() if issue.fields["summary"] == title]
    issue.fields["summary"] = new.format(title)
    assert (1, []) == (cleanup_command(), liar.sent("DELETE"))
    lying_edge.state.jira.delete_issue(issue)
    assert (0, False) == (cleanup_command(), journal.path.exists())


def test_a_renamed_thing_without_a_known_id_may_still_exist(  # noqa: PLR0917  # each is a fixture
    lying_edge: Edge,
    cleanup_command: Callable[[], int],
    create: Create,
    journal: Journal,
    liar: Liar,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The search finds it by its unique word, but its title is another one."""
    title = create("page")
    forget(journal)
    [page] = [page for page in lying_edge.state.confluence.contents.values() if page.title == title]
    page.versions.append(replace(page.latest, title=f"{title} - keep"))
    assert (1, []) == (cleanup_command(), liar.sent("DELETE"))
    assert f"may still exist: {page.id} has another title" in capsys.readouterr().err


def test_a_title_that_the_run_gave_later_is_its_own(
    cleanup_command: Callable[[], int], create: Create, send: Callable[..., Any], journal: Journal, liar: Liar
) -> None:
    """The summary of a disposable issue was edited by a cell."""
    create("issue")
    [entry] = journal.open_entries()
    edited = {"fields": {"summary": "Edited by atlassian-token-conformance"}}
    send("PUT /rest/api/3/issue/{issueIdOrKey}", path={"issueIdOrKey": str(entry.key)}, json=edited)
    assert 0 == cleanup_command()
    assert [f"/rest/api/3/issue/{entry.id}"] == liar.sent("DELETE")


# ---- What the site answers ----


@pytest.mark.parametrize("times", [1, 1_000])
@pytest.mark.parametrize(
    ("kind", "path", "nothing"),
    [
        ("issue", JQL, NO_ISSUES),
        ("issue", PICKER, NO_SUGGESTION),
        ("request", JQL, NO_ISSUES),
        ("page", PAGES, NO_PAGES),
        ("page", CONTENTS, NO_PAGES),
    ],
    ids=["issue-jql", "issue-picker", "request-jql", "page-list", "page-search"],
)
def test_one_empty_search_is_not_believed(  # noqa: PLR0917  # each is a fixture
    cleanup_command: Callable[[], int],
    create: Create,
    journal: Journal,
    holdings: Callable[[], dict[str, Any]],
    liar: Liar,
    kind: str,
    path: str,
    nothing: Any,
    times: int,
) -> None:
    """The other endpoint finds the thing, which is then deleted."""
    before = holdings()
    create(kind)
    forget(journal)
    liar.tell("GET", path, nothing, times=times)
    assert (0, False) == (cleanup_command(), journal.path.exists())
    liar.lies.clear()
    assert before == holdings()


@pytest.mark.parametrize("status", [401, 403, 500])
@pytest.mark.parametrize("path", [JQL, PICKER])
def test_a_witness_that_cannot_be_asked_leaves_the_entry_open(
    cleanup_command: Callable[[], int], journal: Journal, liar: Liar, status: int, path: str
) -> None:
    """The other one has found nothing, which is not enough."""
    journal.write(Entry.new(Thing.ISSUE, unique_title(), SEEDED.site))
    liar.tell("GET", path, json_answer({}, status))
    assert (1, 1) == (cleanup_command(), len(journal.open_entries()))


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (JQL, {"issues": [], "nextPageToken": "x", "isLast": False}),
        (JQL, {"issues": {}}),
        (JQL, {"issues": [{"id": ".."}]}),
        (PICKER, {"sections": [{"issues": [{"id": "10000/.."}]}]}),
        (PICKER, {"sections": [{"label": "no issues"}]}),
        (PICKER, {"sections": None}),
    ],
    ids=ascii,
)
def test_an_incomplete_or_odd_search_leaves_the_entry_open(  # noqa: PLR0917  # each is a fixture
    cleanup_command: Callable[[], int],
    journal: Journal,
    liar: Liar,
    capsys: pytest.CaptureFixture[str],
    path: str,
    body: object,
) -> None:
    """It may be on the next page."""
    journal.write(Entry.new(Thing.ISSUE, unique_title(), SEEDED.site))
    liar.tell("GET", path, json_answer(body))
    assert (1, 1, []) == (cleanup_command(), len(journal.open_entries()), liar.sent("DELETE"))
    assert "the search for it got an unexpected answer" in capsys.readouterr().err


def test_a_found_thing_that_is_not_the_runs_own_is_not_deleted(
    lying_edge: Edge, cleanup_command: Callable[[], int], journal: Journal, liar: Liar
) -> None:
    """The site says that a foreign issue has the title."""
    title = unique_title()
    journal.write(Entry.new(Thing.ISSUE, title, SEEDED.site))
    found = {"id": lying_edge.state.jira.issues["SOFT-1"].id, "key": "SOFT-1", "fields": {"summary": title}}
    liar.tell("GET", JQL, json_answer({"issues": [found], "isLast": True}))
    assert (1, []) == (cleanup_command(), liar.sent("DELETE"))


@pytest.mark.parametrize(
    "answer",
    [
        *(json_answer({"message": "no"}, status) for status in (401, 403, 429, 500, 503)),
        redirect("https://example.com/"),
    ],
    ids=["401", "403", "429", "500", "503", "302"],
)
@pytest.mark.parametrize("kind", ["issue", "page"])
def test_what_cannot_be_looked_at_is_not_deleted(  # noqa: PLR0917  # each is a fixture
    cleanup_command: Callable[[], int], create: Create, journal: Journal, liar: Liar, kind: str, answer: Any
) -> None:
    """Its entry stays open, and the next clean-up deletes it."""
    create(kind)
    [entry] = journal.open_entries()
    liar.tell("GET", f"/{entry.id}", answer)
    assert (1, [], 1) == (cleanup_command(), liar.sent("DELETE"), len(journal.open_entries()))
    liar.lies.clear()
    assert (0, False) == (cleanup_command(), journal.path.exists())


def test_a_404_for_a_thing_that_the_search_finds_is_no_absence(  # noqa: PLR0917  # each is a fixture
    cleanup_command: Callable[[], int],
    create: Create,
    journal: Journal,
    liar: Liar,
    slept: list[float],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The two witnesses contradict each other, also after a wait."""
    create("issue")
    [entry] = journal.open_entries()
    liar.tell("GET", f"/issue/{entry.id}", json_answer({}, 404))
    assert (1, 1) == (cleanup_command(), len(journal.open_entries()))
    assert [cleanup.SEARCH_LAG_SECONDS] == slept
    assert "may still exist: a search finds it, but its id is answered with 404" in capsys.readouterr().err


def test_a_search_that_finds_what_was_deleted_is_asked_again(  # noqa: PLR0917  # each is a fixture
    lying_edge: Edge,
    cleanup_command: Callable[[], int],
    create: Create,
    journal: Journal,
    liar: Liar,
    slept: list[float],
) -> None:
    """Its index lags behind."""
    create("issue")
    [entry] = journal.open_entries()
    lying_edge.state.jira.delete_issue(lying_edge.state.jira.issues[str(entry.key)])
    stale = {"id": entry.id, "key": entry.key, "fields": {"summary": entry.title}}
    liar.tell("GET", JQL, json_answer({"issues": [stale]}), times=1)
    assert (0, False) == (cleanup_command(), journal.path.exists())
    assert [cleanup.SEARCH_LAG_SECONDS] == slept


@pytest.mark.parametrize(("kind", "query"), [("issue", ""), ("page", ""), ("page", "true")])
def test_a_deletion_is_looked_at(  # noqa: PLR0917  # each is a fixture
    cleanup_command: Callable[[], int],
    create: Create,
    journal: Journal,
    liar: Liar,
    kind: str,
    query: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A site that answers 204 and deletes nothing is asked again, and then the entry stays."""
    create(kind)
    [entry] = journal.open_entries()
    liar.tell("DELETE", f"/{entry.id}", json_answer({}, 200), query=query)
    assert (1, 1) == (cleanup_command(), len(journal.open_entries()))
    assert "still exists, although its deletion was answered as if it were done" in capsys.readouterr().err
    liar.lies.clear()
    assert (0, False) == (cleanup_command(), journal.path.exists())


def test_a_thing_with_the_title_and_another_id_is_deleted(
    lying_edge: Edge, cleanup_command: Callable[[], int], create: Create, journal: Journal
) -> None:
    """The creation was answered with a foreign id: that thing is kept, and a search finds the created one."""
    title = create("issue")
    [entry] = journal.open_entries()
    foreign = lying_edge.state.jira.issues["SOFT-1"]
    journal.write(replace(entry, id=foreign.id, key=foreign.key))
    assert (0, False) == (cleanup_command(), journal.path.exists())
    left = {issue.key: issue.fields["summary"] for issue in lying_edge.state.jira.issues.values()}
    assert ("SOFT-1" in left, title in left.values()) == (True, False)


def test_the_folder_of_the_journal_is_left_alone(
    cleanup_command: Callable[[], int], journal: Journal, tmp_path: Path
) -> None:
    """Clean-up removes the journal only."""
    other = tmp_path / "results.jsonl"
    other.write_text("")
    journal.write(Entry.new(Thing.ISSUE, unique_title(), SEEDED.site))
    assert (0, True, False) == (cleanup_command(), other.exists(), journal.path.exists())
