"""Clean-up does not believe a journal: what a line names is looked at, and its id must have the form of an id.

Requests are sent over HTTPS to an edge, whose requests are noted.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from liar import Liar
from token_conformance.edge.server.edge import Edge
from token_conformance.exchange.journal import Entry, Journal, Thing, unique_title
from token_conformance.model.target import Target
from token_conformance.model.tenant import SEEDED

Create = Callable[..., str]
pytestmark = pytest.mark.usefixtures("slept")


@pytest.fixture
def target(lying_edge: Edge) -> Target:
    """The tenant behind the lies, as a run reaches it."""
    edge = lying_edge
    return Target("edge", edge.tenant, edge.account, edge.proxy_url, edge.ca_file)


def forged(journal: Journal, thing: Thing, id_: object, **members: object) -> None:
    """Write a line as a run writes it, but with another id."""
    entry = Entry.new(thing, unique_title(), SEEDED.site).created("10000", "SOFT-1")
    line = json.loads(entry.to_json()) | {"id": id_, "key": "98305" if thing is Thing.PAGE else "SOFT-1"} | members
    journal.path.write_text(json.dumps(line) + "\n")


@pytest.mark.parametrize(("thing", "id_"), [(Thing.ISSUE, "10000"), (Thing.PAGE, SEEDED.page_id)])
def test_a_thing_with_another_title_is_not_deleted(  # noqa: PLR0917  # each is a fixture
    cleanup_command: Callable[[], int],
    journal: Journal,
    holdings: Callable[[], dict[str, Any]],
    capsys: pytest.CaptureFixture[str],
    thing: Thing,
    id_: str,
    liar: Liar,
) -> None:
    """A well-formed line can name any thing of the tenant."""
    forged(journal, thing, id_)
    before = holdings()
    assert 1 == cleanup_command()
    assert (before, []) == (holdings(), liar.sent("DELETE"))
    assert 1 == len(journal.open_entries())
    shown = capsys.readouterr()
    assert "may still exist: " in shown.err
    assert "has another title than a run gave it, so it is not deleted" in shown.err
    assert shown.out.endswith("journal.jsonl: 1 left\n")


@pytest.mark.parametrize(
    "members",
    [
        {"later_title": "The first issue", "seal": None},
        {"later_title": "The first issue", "seal": "0" * 64},
        {"state": "making"},
    ],
    ids=ascii,
)
def test_a_journal_cannot_say_which_title_a_foreign_thing_has(
    lying_edge: Edge, cleanup_command: Callable[[], int], journal: Journal, liar: Liar, members: dict[str, Any]
) -> None:
    """A later title needs the seal of a run."""
    lying_edge.state.jira.issues["SOFT-1"].fields["summary"] = "The first issue"
    forged(journal, Thing.ISSUE, lying_edge.state.jira.issues["SOFT-1"].id, **members)
    assert 1 == cleanup_command()
    assert [] == liar.sent("DELETE")
    assert "SOFT-1" in lying_edge.state.jira.issues


@pytest.mark.parametrize(
    "id_",
    ["..", ".", "", "10000/..", "10000\n", "10000?x=1", "SOFT-1", "\N{ARABIC-INDIC DIGIT ONE}0000", "-1", {"id": 1}],
    ids=ascii,
)
@pytest.mark.parametrize("thing", Thing)
def test_an_id_of_another_form_is_never_sent(  # noqa: PLR0917  # each is a fixture
    cleanup_command: Callable[[], int],
    journal: Journal,
    capsys: pytest.CaptureFixture[str],
    liar: Liar,
    thing: Thing,
    id_: object,
) -> None:
    """One line says which line of the journal is wrong, and nothing is sent."""
    forged(journal, thing, id_)
    before = journal.path.read_bytes()
    assert 2 == cleanup_command()
    [line] = capsys.readouterr().err.splitlines()
    assert "journal.jsonl: line 1: the key 'id': " in line
    assert "is not an id, which is a number; name a journal of a run" in line
    assert ([], before) == (liar.requests, journal.path.read_bytes())


def test_a_foreign_page_in_the_trash_is_not_purged(
    lying_edge: Edge, cleanup_command: Callable[[], int], journal: Journal, liar: Liar
) -> None:
    """A person may want it back."""
    confluence = lying_edge.state.confluence
    page = confluence.create("page", confluence.spaces[SEEDED.space_id], "Our road map", "", SEEDED.account_id)
    confluence.move_to_trash(page)
    forged(journal, Thing.PAGE, page.id)
    assert (1, []) == (cleanup_command(), liar.sent("DELETE"))
    assert page.id in confluence.trash


def test_an_id_of_a_thing_of_another_kind_is_no_such_thing(
    lying_edge: Edge, cleanup_command: Callable[[], int], journal: Journal, liar: Liar
) -> None:
    """The entry of a page with the id of an issue: neither is deleted."""
    forged(journal, Thing.PAGE, lying_edge.state.jira.issues["SOFT-1"].id)
    assert 0 == cleanup_command()
    assert [] == liar.sent("DELETE")


def test_a_journal_of_0_1_0_is_read(cleanup_command: Callable[[], int], create: Create, journal: Journal) -> None:
    """Its lines have neither later titles nor seals."""
    create("issue")
    create("page")
    lines = [json.loads(line) for line in journal.path.read_text().splitlines()]
    old = [{key: value for key, value in line.items() if key not in {"later_title", "seal"}} for line in lines]
    journal.path.write_text("".join(json.dumps(line) + "\n" for line in old))
    assert 0 == cleanup_command()
    assert not journal.path.exists()
