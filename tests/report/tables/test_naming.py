"""Names find the lines of the results first, and any other operation after that."""

import datetime as dt
from collections.abc import Callable

import pytest

from token_conformance.errors import ReportError
from token_conformance.report.matrix import rows
from token_conformance.report.tables.lines import Line, recorded
from token_conformance.report.tables.naming import named_lines
from token_conformance.report.tables.words import Word
from token_conformance.results.record import CellResult

Make = Callable[..., CellResult]
TODAY = dt.date(2026, 11, 28)
ISSUE = "GET /rest/api/3/issue/{issueIdOrKey}"


@pytest.fixture
def known(cell: Make) -> list[Line]:
    """Two endpoints of one operation with the same labels, one of two products, and one of an own operation."""
    cells = [
        cell("jira-platform/get-issue/scoped-site", operation=ISSUE),
        cell("jira-platform/get-issue-fields/scoped-site", operation=ISSUE),
        cell("jira-platform/get-user/scoped-site", operation="GET /rest/api/3/user"),
        cell("jira-platform/get-comment/scoped-site", operation="GET /rest/api/3/comment/{id}"),
        cell("confluence/get-comment/scoped-site", operation="GET /wiki/rest/api/comment/{id}"),
        cell("jira-software/get-own/scoped-site", operation="GET /rest/mine/1.0/thing/{id}"),
    ]
    return list(map(recorded, rows(cells)))


def endpoints(known: list[Line], *texts: str) -> list[str]:
    """The endpoints that the names find; an operation where there is none."""
    found = named_lines(list(map(Word, texts)), known, TODAY)
    return [line.row.endpoint if line.row else line.name for line in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jira-platform/get-issue-fields", "jira-platform/get-issue-fields"),
        (ISSUE, "jira-platform/get-issue"),
        ("https://invented.atlassian.net/rest/api/3/issue/A-1?fields=x", "jira-platform/get-issue"),
        ("GET /rest/mine/1.0/thing/{id}", "jira-software/get-own"),
        ("https://invented.atlassian.net/rest/mine/1.0/thing/7", "jira-software/get-own"),
        ("/rest/api/3/myself", "GET /rest/api/3/myself"),
        ("/rest/api/3/user?accountId=x", "jira-platform/get-user"),
        ("/rest/api/3/user?username=x", "GET /rest/api/3/user?username"),
    ],
)
def test_a_name_finds_one_line(known: list[Line], text: str, expected: str) -> None:
    """Of endpoints with the same labels the first is shown; a suite may have an operation that nobody publishes."""
    assert [expected] == endpoints(known, text)


def test_each_line_is_shown_once_in_the_order_of_the_names(known: list[Line]) -> None:
    """The same operation can be named in several ways."""
    assert ["GET /rest/api/3/myself", "jira-platform/get-issue"] == endpoints(
        known, "rest/api/3/myself", ISSUE, "/rest/api/3/issue/A-1", "GET /rest/api/3/myself", "jira-platform/get-issue"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "get-comment",
            "'get-comment' could be jira-platform/get-comment or confluence/get-comment; write one of them",
        ),
        ("get-own", "'get-own' is not an endpoint of the results; did you mean \"jira-software/get-own\"?"),
        ("jira/nothing", "'jira/nothing' is not an endpoint of the results; run its suite, or name an operation"),
        (
            "nothing-" + "x" * 300,
            "x' is not an endpoint of the results; `token-conformance table --list` shows what can",
        ),
        ("", "the name of an operation is empty; write one such as GET /rest/api/3/myself"),
        ("watchers", "`token-conformance table --list watchers` shows what can be named"),
        ("/rest/mine/1.0/thing", "Atlassian does not publish GET /rest/mine/1.0/thing"),
    ],
)
def test_a_name_that_finds_nothing_is_refused(known: list[Line], text: str, message: str) -> None:
    """The message has what could be meant; with the line of a file, if it is in one."""
    with pytest.raises(ReportError) as refused:
        named_lines([Word(text, "mine.txt:3")], known, TODAY)
    assert str(refused.value).startswith("mine.txt:3: ")
    assert message in str(refused.value)
    assert len(str(refused.value)) < 400
