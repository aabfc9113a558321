"""The write guard believes no answer to a creation: what it names is looked at before it is changed.

Requests are sent over HTTPS to an edge that answers some of them with a lie.
"""

from collections.abc import Callable
from typing import Any

import pytest

from liar import Answer as Lie
from liar import Liar, json_answer, redirect
from token_conformance.edge.server.edge import Edge
from token_conformance.errors import UnsafeWriteError
from token_conformance.exchange.client import Exchange
from token_conformance.exchange.journal import Journal
from token_conformance.exchange.write_guard import WriteGuard, changed_thing
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Endpoint, Product
from token_conformance.model.target import Target

Send = Callable[..., Answer]
Create = Callable[..., str]
Holdings = Callable[[], dict[str, Any]]

ISSUE = "/rest/api/3/issue/{issueIdOrKey}"
PAGE = "/wiki/api/v2/pages/{id}"
CREATED = {"issue": ("/rest/api/3/issue", f"PUT {ISSUE}"), "page": ("/wiki/api/v2/pages", f"PUT {PAGE}")}


@pytest.fixture
def target(lying_edge: Edge) -> Target:
    """The tenant behind the lies, as a run reaches it."""
    edge = lying_edge
    return Target("edge", edge.tenant, edge.account, edge.proxy_url, edge.ca_file)


CHANGES = [
    (f"PUT {ISSUE}", {"json": {"fields": {"summary": "Changed"}}}),
    (f"DELETE {ISSUE}", {}),
    (f"POST {ISSUE}/comment", {"json": {"body": {"type": "doc", "version": 1, "content": []}}}),
    (f"POST {ISSUE}/transitions", {"json": {"transition": {"id": "11"}}}),
    (f"POST {ISSUE}/worklog", {"json": {"timeSpentSeconds": 60}}),
    (f"POST {ISSUE}/attachments", {"files": {"file": ("a.txt", b"a", "text/plain")}}),
    ("PUT /rest/api/2/issue/{issueIdOrKey}", {"json": {"fields": {"summary": "Changed"}}}),
]


@pytest.mark.parametrize("name", ["key", "id"])
@pytest.mark.parametrize(("operation", "parts"), CHANGES, ids=[operation for operation, _ in CHANGES])
def test_a_foreign_issue_is_not_changed(  # noqa: PLR0917  # each is a fixture
    lying_edge: Edge, liar: Liar, send: Send, create: Create, operation: str, parts: dict[str, Any], name: str
) -> None:
    """The site has answered the creation with the id and key of an issue that the run did not create."""
    foreign = lying_edge.state.jira.issues["SOFT-1"]
    told = {"id": foreign.id, "key": foreign.key}
    liar.tell("POST", "/rest/api/3/issue", json_answer(told, 201), carries_out=True)
    create("issue")
    liar.requests.clear()
    with pytest.raises(UnsafeWriteError, match=f"{told[name]}, .* has another key or title than the run gave it; "):
        send(operation, path={"issueIdOrKey": told[name]}, **parts)
    assert [f"GET /rest/api/3/issue/{foreign.id}"] == liar.requests


def test_a_foreign_page_is_not_changed(lying_edge: Edge, liar: Liar, send: Send, create: Create) -> None:
    """Neither by version 2 of the API nor by version 1."""
    foreign = lying_edge.tenant.page_id
    liar.tell("POST", "/wiki/api/v2/pages", json_answer({"id": foreign}), carries_out=True)
    create("page")
    liar.requests.clear()
    for operation in (f"DELETE {PAGE}", f"PUT {PAGE}", "POST /wiki/rest/api/content/{id}/child/attachment"):
        with pytest.raises(UnsafeWriteError, match=f"{foreign}, .* has another key or title than the run gave it; "):
            send(operation, path={"id": foreign}, json={"title": "Changed"})
    assert [f"GET /wiki/api/v2/pages/{foreign}"] * 3 == liar.requests


@pytest.mark.parametrize(
    ("id_", "key"),
    [
        ("10000", "SOFT-2"),
        ("10001", "SOFT-1"),
        ("..", "SOFT-1"),
        ("10000", ".."),
        ("10000\n", "SOFT-1"),
        ("10000", "SOFT-1\n"),
        ("\N{ARABIC-INDIC DIGIT ONE}0000", "SOFT-1"),
        (None, "SOFT-1"),
        (True, "SOFT-1"),
        ({"id": "10000"}, "SOFT-1"),
        ("SOFT-1", "10000"),
    ],
    ids=ascii,
)
def test_an_id_and_a_key_must_name_one_thing(  # noqa: PLR0917  # each is a fixture
    liar: Liar, send: Send, create: Create, journal: Journal, id_: object, key: str
) -> None:
    """Neither name may be used if they do not, or if one has another form than the product publishes."""
    liar.tell("POST", "/rest/api/3/issue", json_answer({"id": id_, "key": key}, 201), carries_out=True)
    create("issue")
    for name in (str(id_), key):
        with pytest.raises(UnsafeWriteError):
            send(f"DELETE {ISSUE}", path={"issueIdOrKey": name})
    assert [] == liar.sent("DELETE")
    assert 1 == len(journal.open_entries())


@pytest.mark.parametrize(
    ("lie", "problem"),
    [
        (json_answer({}, 401), r"could not be looked at first \(unauthenticated\)"),
        (json_answer({}, 403), r"could not be looked at first \(forbidden\)"),
        (json_answer({}, 404), "cannot be found by its id"),
        (json_answer({}, 500), r"could not be looked at first \(server-error\)"),
        (json_answer({}), r"could not be looked at first \(unexpected\)"),
        (redirect("https://conformance-edge.atlassian.net/"), r"could not be looked at first \(unexpected\)"),
    ],
    ids=["401", "403", "404", "500", "200", "302"],
)
@pytest.mark.parametrize("kind", ["issue", "page"])
def test_what_cannot_be_looked_at_is_not_changed(  # noqa: PLR0917  # each is a fixture
    liar: Liar, send: Send, create: Create, journal: Journal, kind: str, lie: Lie, problem: str
) -> None:
    """An answer that does not show the thing says nothing about it."""
    create(kind)
    [entry] = journal.open_entries()
    liar.tell("GET", f"/{entry.id}", lie)
    path = {"id" if kind == "page" else "issueIdOrKey": str(entry.id)}
    with pytest.raises(UnsafeWriteError, match=problem):
        send(f"DELETE {PAGE if kind == 'page' else ISSUE}", path=path)
    assert [] == liar.sent("DELETE")


def test_a_message_shows_nothing_of_the_answer(lying_edge: Edge, liar: Liar, send: Send, create: Create) -> None:
    """It becomes a part of the results, which may be published."""
    foreign = lying_edge.state.jira.issues["SOFT-1"]
    foreign.fields["summary"] = "A secret of the tenant"
    liar.tell("POST", "/rest/api/3/issue", json_answer({"id": foreign.id, "key": "SOFT-1"}, 201))
    create("issue")
    liar.tell("GET", "/10000", json_answer({"message": "A secret of the tenant"}, 403), times=1)
    for _ in range(2):
        with pytest.raises(UnsafeWriteError) as refusal:
            send(f"DELETE {ISSUE}", path={"issueIdOrKey": "SOFT-1"})
        assert "secret" not in str(refusal.value)


def test_a_thing_that_a_person_has_renamed_is_not_changed(
    lying_edge: Edge, liar: Liar, send: Send, create: Create, journal: Journal
) -> None:
    """They may use it now."""
    create("issue")
    [entry] = journal.open_entries()
    lying_edge.state.jira.issues[str(entry.key)].fields["summary"] = f"{entry.title} (keep)"
    with pytest.raises(UnsafeWriteError, match="has another key or title than the run gave it"):
        send(f"DELETE {ISSUE}", path={"issueIdOrKey": str(entry.key)})
    assert [] == liar.sent("DELETE")


def test_a_thing_that_the_run_has_renamed_may_be_changed_again(
    lying_edge: Edge, send: Send, create: Create, journal: Journal
) -> None:
    """The next title is in the journal before it is sent, and the next look expects it."""
    create("issue")
    create("page")
    issue, page = journal.open_entries()
    send(f"PUT {ISSUE}", path={"issueIdOrKey": str(issue.key)}, json={"fields": {"summary": "Edited"}})
    send(f"PUT {PAGE}", path={"id": str(page.id)}, json={"title": "Edited", "version": {"number": 2}})
    assert ["Edited", "Edited"] == [entry.later_title for entry in journal.open_entries()]
    assert 204 == send(f"DELETE {ISSUE}", path={"issueIdOrKey": str(issue.key)}).status
    assert 204 == send(f"DELETE {PAGE}", path={"id": str(page.id)}).status
    assert str(issue.key) not in lying_edge.state.jira.issues


def test_a_new_title_is_in_the_journal_before_it_is_sent(
    create: Create, journal: Journal, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that is killed during the request leaves an issue with either title."""
    create("issue")
    [entry] = journal.open_entries()
    original = Exchange.send
    titles: list[str | None] = []

    def read_journal(self: Exchange, *request: Any, **parts: Any) -> Answer:
        titles.extend(entry.later_title for entry in journal.open_entries())
        return original(self, *request, **parts)

    monkeypatch.setattr(Exchange, "send", read_journal)
    send(f"PUT {ISSUE}", path={"issueIdOrKey": str(entry.id)}, json={"fields": {"summary": "Edited"}})
    assert [None, "Edited"] == titles


@pytest.mark.parametrize(
    ("operation", "names"),
    [
        ("DELETE /rest/api/3/filter/{id}", ("id",)),
        ("DELETE /rest/api/3/project/{projectIdOrKey}", ("projectIdOrKey",)),
        ("DELETE /rest/agile/1.0/board/{boardId}", ("boardId",)),
        (f"DELETE {PAGE}", ("id",)),
        ("DELETE /wiki/rest/api/content/{id}", ("id",)),
        (f"DELETE {ISSUE}/comment/{{id}}", ("issueIdOrKey", "id")),
        ("DELETE /rest/api/3/attachment/{id}", ("id",)),
    ],
)
def test_the_id_of_an_issue_opens_nothing_else(  # noqa: PLR0917  # each is a fixture
    liar: Liar, send: Send, create: Create, journal: Journal, operation: str, names: tuple[str, ...]
) -> None:
    """A filter, a page or a comment may have the number of an issue that the run has created."""
    create("issue")
    [entry] = journal.open_entries()
    liar.requests.clear()
    with pytest.raises(UnsafeWriteError, match=f"would change {entry.id}.*, which the suite did not create"):
        send(operation, path=dict.fromkeys(names, str(entry.id)))
    assert [] == liar.requests


@pytest.mark.parametrize(
    ("operation", "thing"),
    [
        ("PUT /rest/api/3/issue/{issueIdOrKey}", "issue"),
        ("POST /rest/api/2/issue/{issueIdOrKey}/comment", "issue"),
        ("POST /rest/servicedeskapi/request/{issueIdOrKey}/comment", "issue"),
        ("PUT /rest/agile/1.0/issue/{issueIdOrKey}/estimation", "issue"),
        ("PUT /wiki/api/v2/pages/{id}/title", "page"),
        ("POST /wiki/api/v2/pages/{page-id}/properties", "page"),
        ("POST /wiki/rest/api/content/{id}/label", "page"),
        ("PUT /rest/api/3/field/{fieldId}/x/{issueIdOrKey}", None),
        ("DELETE /wiki/api/v2/blogposts/{id}", None),
        ("DELETE /rest/api/3/filter/{id}", None),
        ("POST /rest/api/3/project", None),
    ],
)
def test_the_first_parameter_of_a_path_says_what_is_changed(operation: str, thing: str | None) -> None:
    """Of all other kinds no run has created anything."""
    assert thing == changed_thing(Endpoint(Product.JIRA_PLATFORM, "tried", operation))


def test_without_a_journal_things_are_looked_at_too(
    exchange: Exchange, liar: Liar, send_by: Callable[..., Answer]
) -> None:
    """A run on the edge has none."""
    guard = WriteGuard(exchange, None)
    guard.allow("Our road map")
    liar.tell("POST", "/rest/api/3/issue", json_answer({"id": "10000", "key": "SOFT-1"}, 201))
    send_by(guard, "POST /rest/api/3/issue", json={"fields": {"summary": "Our road map"}})
    with pytest.raises(UnsafeWriteError):
        send_by(guard, f"DELETE {ISSUE}", path={"issueIdOrKey": "SOFT-1"})
    assert [] == liar.sent("DELETE")
