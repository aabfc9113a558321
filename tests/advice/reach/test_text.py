"""Tests of the words about what a token can do."""

import pytest

from scope_sets import edge_of, find, model_of
from token_conformance.advice.paragraph import WIDTH
from token_conformance.advice.reach.answer import NotSearched, ReachAnswer
from token_conformance.advice.reach.called import AskedCall, call_reach
from token_conformance.advice.reach.reach import Reach
from token_conformance.advice.reach.text import text
from token_conformance.model.answer import Answer

READER = find(model_of(frozenset({"read:jira-work"})))
ADMIN = find(model_of(frozenset({"manage:jira-project", "manage:jira-configuration"})))
WRITER = find(model_of(frozenset({"write:jira-work"})), writes=True)
STRANGER = find(model_of(frozenset()), "confluence")
LIMITED = find(lambda _, url: Answer(url, 429, {}, b""))


def words_of(reach: Reach, call: str = "") -> str:
    """The text as one paragraph."""
    calls = (call_reach(AskedCall.read(call), [reach]),) if call else ()
    return " ".join(text(ReachAnswer((reach,), calls)).split())


def test_counts_scopes_and_the_number_of_requests_are_said() -> None:
    """A reader gets what the token can read, by product, and which scopes are certain."""
    said = words_of(READER)
    assert f"Asked with {READER.sent} requests, all of them GET." in said
    assert "Jira Platform 271 269 1 26 227 418" in said
    assert "It has these scopes: read:jira-work." in said
    assert "It lacks these scopes: manage:jira-configuration," in said
    assert "more, which --format json names." in said
    assert "rule G2" in said


def test_lines_fit_a_terminal() -> None:
    """No line is wider than the other answers of the command."""
    assert max(map(len, text(ReachAnswer((READER, WRITER, STRANGER))).splitlines())) <= WIDTH


def test_another_app_and_no_scope_are_not_told_apart() -> None:
    """If nothing is let through, there is one sentence and no table."""
    said = words_of(STRANGER)
    assert "It was let through nowhere: the token was made for another app, or has no scope" in said
    assert "lacks these scopes" not in said


@pytest.mark.parametrize(
    ("reach", "call", "expected"),
    [
        (READER, "GET /rest/api/3/issue/{issueIdOrKey}", ": the token can call it, as far as scopes decide."),
        (READER, "GET /rest/api/3/myself", "the token cannot call it. The scope check refuses the token"),
        (READER, "GET /rest/api/3/myself", "It needs all of read:jira-user (classic); or all of"),
        (
            READER,
            "GET /rest/api/3/myself",
            "The token certainly lacks read:application-role:jira, read:avatar:jira,",
        ),
        (READER, "PUT /rest/api/3/issue/{issueIdOrKey}", "Reads do not decide it: --probe-writes does."),
        (READER, "POST /rest/api/3/issue", "Reads do not decide it: --probe-writes may do."),
        (WRITER, "POST /rest/api/3/issue", ": the token can call it, as far as scopes decide."),
        (WRITER, "DELETE /rest/api/3/user", "Only the call itself would decide it"),
        (READER, "GET /rest/api/3/myself", "`token-conformance scopes CALL...` prints the scopes of a new token"),
        (ADMIN, "GET /rest/api/3/workflow/search", "It is said to be removed, but nobody has published an answer"),
        (READER, "GET /rest/api/3/search", "the token cannot call it. Atlassian has removed it"),
        (READER, "GET /rest/servicedeskapi/info", "it has no set that a token could contain."),
        (
            READER,
            "https://api.atlassian.com/ex/jira/CLOUD_ID/rest/api/3/issue/X-1",
            "X-1: the token can call it, as far as scopes decide.",
        ),
        (READER, "GET /wiki/api/v2/spaces", "cannot be told whether the token can call it. No answer decides it."),
        (READER, "GET /rest/nothing", "It is not an operation of Jira or Confluence whose scopes are published."),
        (LIMITED, "GET /rest/api/3/myself", "No answer decides it. It needs all of read:jira-user (classic); or all"),
    ],
)
def test_a_call(reach: Reach, call: str, expected: str) -> None:
    """A call of the user has its own answer, with what it needs and what would decide it."""
    assert expected in words_of(reach, call)


def test_no_new_token_opens_what_is_removed() -> None:
    """A remedy is given only where scopes are the matter."""
    assert "prints the scopes of a new token" not in words_of(READER, "GET /rest/api/3/search")
    assert "prints the scopes of a new token" not in words_of(READER, "GET /rest/api/3/issue/X-1")


def test_stops_are_said() -> None:
    """A search that ended early says why, and shows no table without an answer."""
    assert "too many requests (429)" in words_of(LIMITED)
    assert "operations" not in words_of(LIMITED)
    unscoped = words_of(find(edge_of(None)))
    assert "it has no scopes, and can do what its account may do" in unscoped
    assert "It has these scopes" not in unscoped


def test_writes_are_said() -> None:
    """A reader knows that other methods were sent, and how they could not change anything."""
    assert "requests without a body. Each PUT, POST and DELETE was for an id that no thing has." in words_of(WRITER)


@pytest.mark.parametrize("reason", NotSearched)
def test_each_reason_for_no_search_has_a_sentence(reason: NotSearched) -> None:
    """If nothing was sent, the answer says why, and names no rule."""
    said = text(ReachAnswer(not_searched=reason))
    assert said.startswith("\nWhat the token can do\n")
    assert "rule G2" not in said


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (ReachAnswer((READER, STRANGER)), True),
        (ReachAnswer((READER, LIMITED)), False),
        (ReachAnswer(not_searched=NotSearched.UNSCOPED), True),
        (ReachAnswer(not_searched=NotSearched.NOT_GOOD), False),
    ],
)
def test_whether_an_answer_is_complete(answer: ReachAnswer, expected: bool) -> None:
    """An answer is complete if the search was, or if there is nothing to search for."""
    assert answer.is_complete is expected
