"""The boards and sprints of the tenant."""

from dataclasses import replace

from token_conformance.edge.tenant.jira import FIRST_ID
from token_conformance.edge.tenant.project import DONE
from token_conformance.edge.tenant.seed.jira import seeded_jira
from token_conformance.edge.tenant.software import Software, SprintState
from token_conformance.model.tenant import SEEDED


def test_the_backlog_is_open_and_unplanned() -> None:
    """The tenant's issue is in the sprint, so the backlog has only the other issue, until that is done."""
    jira = seeded_jira(SEEDED)
    software = Software.seeded(SEEDED, jira)
    [board], [sprint] = software.boards, software.sprints
    assert {SEEDED.issue_key} == sprint.issue_keys
    [other] = software.backlog_of(board)
    assert {SEEDED.issue_key, other.key} == {issue.key for issue in software.issues_of(board)}
    jira.transition(other, DONE)
    assert [] == software.backlog_of(board)


def test_sprints_belong_to_their_board() -> None:
    """A board lists its own sprints."""
    software = Software.seeded(SEEDED, seeded_jira(SEEDED))
    assert list(software.sprints) == software.sprints_of(software.boards[0])


def test_a_new_sprint_has_an_id_of_its_own() -> None:
    """It is not that of the tenant's sprint, nor that of a sprint that was deleted."""
    software = Software.seeded(replace(SEEDED, sprint_id=FIRST_ID), seeded_jira(SEEDED))
    first = software.add_sprint(software.boards[0], "First")
    software.sprints.remove(first)
    second = software.add_sprint(software.boards[0], "Second")
    assert 3 == len({FIRST_ID, first.id, second.id})


def test_a_closed_sprint_keeps_its_issues() -> None:
    """They are in no open sprint, and can be planned for one without leaving it."""
    software = Software.seeded(SEEDED, seeded_jira(SEEDED))
    [closed], issue = software.sprints, software.jira.issues[SEEDED.issue_key]
    closed.state = SprintState.CLOSED
    assert software.open_sprint_of(issue) is None
    software.plan([issue], later := software.add_sprint(software.boards[0], "Later"))
    assert (later, {issue.key}) == (software.open_sprint_of(issue), closed.issue_keys)


def test_the_target_of_a_rank_may_be_among_the_issues() -> None:
    """It stays where it is, and the others are placed by it."""
    software = Software.seeded(SEEDED, seeded_jira(SEEDED))
    first, *_, last = software.ranked(software.jira.issues.values())
    software.rank([last, first], first, after=True)
    assert [first, last] == software.ranked(software.jira.issues.values())[:2]
