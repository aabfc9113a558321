"""Boards and sprints: the issues of a project in Jira Software."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.project import Project, StatusCategory
from token_conformance.edge.tenant.seed import SEEDED_AT
from token_conformance.model.tenant import Tenant


@dataclass(frozen=True)
class Board:
    """A scrum board over the issues of one project."""

    id: int
    name: str
    project: Project


@dataclass(frozen=True)
class Sprint:
    """The active sprint of a board, with the keys of the issues planned for it."""

    id: int
    name: str
    board: Board
    goal: str
    issue_keys: frozenset[str]
    start: datetime = SEEDED_AT
    end: datetime = SEEDED_AT + timedelta(days=14)


@dataclass(frozen=True)
class Software:
    """The boards and sprints of a tenant; the issues themselves are in `jira`."""

    jira: Jira
    boards: tuple[Board, ...]
    sprints: tuple[Sprint, ...]

    @classmethod
    def seeded(cls, tenant: Tenant, jira: Jira) -> "Software":
        """The board of the tenant's software project, and its sprint, which contains the tenant's issue."""
        key = tenant.project_key
        board = Board(tenant.board_id, f"{key} board", jira.projects[key])
        sprint = Sprint(tenant.sprint_id, f"{key} Sprint 1", board, "Show the matrix", frozenset({tenant.issue_key}))
        return cls(jira, (board,), (sprint,))

    def sprints_of(self, board: Board) -> list[Sprint]:
        """The sprints of a board."""
        return [sprint for sprint in self.sprints if sprint.board is board]

    def issues_of(self, board: Board) -> list[Issue]:
        """All issues that a board shows."""
        return self.jira.issues_of(board.project.key)

    def backlog_of(self, board: Board) -> list[Issue]:
        """The issues of a board that are neither done nor planned for a sprint."""
        planned = {key for sprint in self.sprints_of(board) for key in sprint.issue_keys}
        return [
            issue
            for issue in self.issues_of(board)
            if issue.key not in planned and issue.status.category is not StatusCategory.DONE
        ]
