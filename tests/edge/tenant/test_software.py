"""The boards and sprints of the tenant."""

from token_conformance.edge.tenant.project import DONE
from token_conformance.edge.tenant.seed import seeded_jira
from token_conformance.edge.tenant.software import Software
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
