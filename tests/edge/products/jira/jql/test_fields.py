"""Each field of JQL finds the issues that have its value, and no others."""

from collections.abc import Callable

import pytest

from for_each import for_each

Find = Callable[[str], list[str]]

COLLEAGUE = "Quiet Colleague"


@for_each(
    "jql, expected",
    [
        ("assignee = currentUser()", "mid"),
        (f"assignee = '{COLLEAGUE}'", "low"),
        ("assignee is EMPTY", "top"),
        ("assignee = unassigned", "top"),
        ("assignee is not null", "mid low"),
        ("assignee != currentUser()", "low"),
        ("assignee not in (currentUser())", "low"),
        ("assignee in (currentUser(), EMPTY)", "mid top"),
        ('assignee in membersOf("jira-users")', "mid low"),
        ("reporter = currentUser()", "mid top"),
        ("creator = 'colleague@example.com'", "low"),
        ("watcher = currentUser()", "mid top"),
        ("watchers = 1", "mid top low"),
        ("votes > 0", ""),
        ("issue in watchedIssues()", "mid top"),
        ("issue in votedIssues()", ""),
        ("labels = red", "mid"),
        ("labels != red", "low"),
        ("labels in (red, blue) AND labels not in (red)", "low"),
        ("labels is EMPTY", "top"),
        ("labels = nobodys", ""),
        ("status = 'In Progress'", "top"),
        ("status not in (Done, 'In Progress')", "mid"),
        ("statusCategory = 'To Do'", "mid"),
        ("statusCategory != done", "mid top"),
        ("statusCategory = 4", "top"),
        ("issuetype = Bug", "low"),
        ("type in standardIssueTypes()", "mid top low"),
        ("type in subTaskIssueTypes()", ""),
        ("hierarchyLevel = 1", "top"),
        ("priority = Highest", "mid"),
        ("priority > Low", "mid top"),
        ("priority <= Low", "low"),
        ("resolution = Unresolved", "mid top"),
        ("resolution is EMPTY", "mid top"),
        ("resolution = Done", "low"),
        ("resolution != Done", ""),
        ("sprint in openSprints()", "mid"),
        ("sprint in closedSprints()", ""),
        ("sprint is EMPTY", "top low"),
        ("parent is not EMPTY", "mid"),
        ("fixVersion = '1.0'", "mid"),
        ("fixVersion in unreleasedVersions()", "mid"),
        ("fixVersion in releasedVersions()", ""),
        ("affectedVersion is EMPTY", "mid top low"),
        ("component = core", "mid"),
        ("component is EMPTY", "top low"),
        ("category = Internal", "mid top low"),
        ("projectType = software", "mid top low"),
        ("project in projectsLeadByUser()", "mid top low"),
        ("worklogAuthor = currentUser()", "mid"),
        ("summary ~ low", "low"),
        ("summary !~ low", "mid top"),
        ("description ~ print", "mid"),
        ('description ~ "pages print"', "mid"),
        ('description ~ "\\"pages print\\""', ""),
        ('description ~ "\\"printing pages\\""', "mid"),
        ("description ~ 'pa*s'", "mid"),
        ("description is EMPTY", "top low"),
        ("text ~ comment", "mid"),
        ("text ~ 'page made'", "mid"),
        ("comment ~ made", "mid"),
        ("created = '2026-02-01 10:00'", "mid"),
        ("created >= 2026-03-01", "top low"),
        ('created < "2026/03/01"', "mid"),
        ("created > startOfYear(-100) AND created < 2026-02-15", "mid"),
        ("updated >= -2h", "low"),
        ("updated < -2h", "mid top"),
        ("updated >= '-1d 1h'", "low"),
        ("updated > 1772445600000", "low"),
        ("updated <= now()", "mid top low"),
        ("updated > endOfDay()", ""),
        ("due = 2026-04-01", "mid"),
        ("duedate is EMPTY", "top low"),
        ("due != 2026-04-02", "mid"),
        ("due in (2026-04-01, 2026-04-02)", "mid"),
        ("due in (EMPTY)", "top low"),
        ("resolved >= -1h", "low"),
        ("resolutiondate is EMPTY", "mid top"),
    ],
)
@pytest.mark.parametrize("tenant", ["seeded"], indirect=True)
def test_a_clause_finds_its_issues(find: Find, jql: str, expected: str) -> None:
    """The issues are `mid`, `top` and `low`, in the order of the tenant."""
    assert expected.split() == find(jql)


@pytest.mark.parametrize(
    ("jql", "expected"),
    [
        ("labels = red OR type = Bug", "mid low"),
        ("labels = blue AND type = Bug OR type = Epic", "top low"),
        ("labels = blue AND (type = Bug OR type = Epic)", "low"),
        ("NOT assignee = currentUser()", "low"),
        ("NOT (assignee = currentUser() OR type = Epic)", "low"),
        ("not not type = Epic", "top"),
        ("! type = Epic && resolution is empty", "mid"),
        ("type = Epic || type = Bug", "top low"),
        ("NOT updated < -2h", "low"),
        ("NOT summary ~ low", "mid top"),
        ("NOT due is EMPTY", "mid"),
    ],
)
@pytest.mark.parametrize("tenant", ["seeded"], indirect=True)
def test_clauses_are_combined(find: Find, jql: str, expected: str) -> None:
    """AND binds more than OR, and NOT turns each operator into its opposite."""
    assert expected.split() == find(jql)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("created", "low top mid"),
        ("created ASC", "mid top low"),
        ("created DESC", "low top mid"),
        ("summary", "low mid top"),
        ("priority", "mid top low"),
        ("priority ASC", "low top mid"),
        ("assignee ASC", "mid low top"),
        ("assignee DESC", "top low mid"),
        ("resolution ASC, summary DESC", "low top mid"),
        ("project, status DESC", "low top mid"),
        ("key DESC", "low top mid"),
        ("rank", "mid top low"),
        ("duedate ASC, issuetype ASC", "mid low top"),
        ("fixVersion, labels DESC", "mid top low"),
        ("reporter ASC, updated ASC", "mid top low"),
    ],
)
@pytest.mark.parametrize("tenant", ["seeded"], indirect=True)
def test_the_results_are_in_order(find: Find, order: str, expected: str) -> None:
    """The first field decides, then the next; an issue without a value is last, or first if descending."""
    assert expected.split() == find(f"statusCategory in (new, indeterminate, done) ORDER BY {order}")
