"""Boards, sprints and epics: the issues of a project in Jira Software, in the order of their rank."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import Any, NamedTuple

from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.people import Filter
from token_conformance.edge.tenant.project import EPIC, Project, StatusCategory
from token_conformance.edge.tenant.seed.jira import SEEDED_AT
from token_conformance.model.tenant import Tenant


class SprintState(StrEnum):
    """The life of a sprint, in the order in which a board lists its sprints."""

    CLOSED = "closed"
    ACTIVE = "active"
    FUTURE = "future"


class Board(NamedTuple):
    """A scrum board over the issues of one project, which its filter finds."""

    id: int
    name: str
    project: Project
    filter: Filter


@dataclass
class Sprint:
    """A sprint of a board, with the keys of the issues planned for it; a sprint that was never planned has no dates."""

    id: int
    name: str
    board: Board
    created: datetime
    goal: str | None = None
    state: SprintState = SprintState.FUTURE
    start: datetime | None = None
    end: datetime | None = None
    completed: datetime | None = None
    issue_keys: set[str] = field(default_factory=set)

    @property
    def is_open(self) -> bool:
        """Whether issues can be moved to it: it is active, or in the future."""
        return self.state is not SprintState.CLOSED


@dataclass
class EpicLook:
    """What an epic shows besides the fields of its issue."""

    name: str
    colour: str = "color_1"
    done: bool = False


@dataclass
class Software:
    """The boards, sprints and epics of a tenant; the issues themselves are in `jira`."""

    jira: Jira
    boards: list[Board]
    sprints: list[Sprint]
    _looks: dict[str, EpicLook] = field(default_factory=dict)
    _ranking: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Add the rank and the sprints to the fields of Jira's issues."""
        self.jira.added_fields = self._added_fields

    def _added_fields(self, issue: Issue) -> dict[str, Any]:
        self.ranked(())
        return {
            "rank": self._ranking.index(issue.key),
            "sprints": [each for each in self.sprints if issue.key in each.issue_keys],
        }

    @classmethod
    def seeded(cls, tenant: Tenant, jira: Jira) -> "Software":
        """The board of the tenant's software project, and its sprint, which contains the tenant's issue."""
        key = tenant.project_key
        board = Board(tenant.board_id, f"{key} board", jira.projects[key], jira.filters[0])
        sprint = Sprint(tenant.sprint_id, f"{key} Sprint 1", board, SEEDED_AT, "Show the matrix", SprintState.ACTIVE)
        sprint.start, sprint.end = SEEDED_AT, SEEDED_AT + timedelta(days=14)
        sprint.issue_keys.add(tenant.issue_key)
        return cls(jira, [board], [sprint])

    def add_board(self, name: str, project: Project, found: Filter) -> Board:
        """Create a board over the issues of a project."""
        used = {board.id for board in self.boards}
        ids = (int(self.jira.next_id(Board)) for _ in count())
        self.boards.append(Board(next(each for each in ids if each not in used), name, project, found))
        return self.boards[-1]

    def sprints_of(self, board: Board) -> list[Sprint]:
        """The sprints of a board: the closed ones, the active ones, then the future ones."""
        return [each for state in SprintState for each in self.sprints if each.board is board and each.state is state]

    def add_sprint(self, board: Board, name: str) -> Sprint:
        """Plan a sprint without issues, after all others."""
        used = {sprint.id for sprint in self.sprints}
        ids = (int(self.jira.next_id(Sprint)) for _ in count())
        new = Sprint(next(each for each in ids if each not in used), name, board, self.jira.now())
        self.sprints.append(new)
        return new

    def open_sprint_of(self, issue: Issue) -> Sprint | None:
        """The active or future sprint that an issue is planned for, if any."""
        return next((sprint for sprint in self.sprints if sprint.is_open and issue.key in sprint.issue_keys), None)

    def plan(self, issues: Iterable[Issue], sprint: Sprint | None) -> None:
        """Move issues to an open sprint, or to the backlog."""
        for issue in issues:
            for other in self.sprints:
                if other.is_open:
                    other.issue_keys.discard(issue.key)
            if sprint:
                sprint.issue_keys.add(issue.key)

    def issues_of(self, board: Board) -> list[Issue]:
        """All issues that a board shows, by rank: those of its project but for epics."""
        return [issue for issue in self.ranked(self.jira.issues_of(board.project.key)) if not is_epic(issue)]

    def backlog_of(self, board: Board) -> list[Issue]:
        """The issues of a board that are neither done nor planned for an open sprint."""
        return [
            issue
            for issue in self.issues_of(board)
            if self.open_sprint_of(issue) is None and issue.status.category is not StatusCategory.DONE
        ]

    def epic(self, issue: Issue) -> EpicLook:
        """What an epic shows; a new epic is named as its issue."""
        return self._looks.setdefault(issue.key, EpicLook(issue.fields["summary"]))

    def issues_of_epic(self, epic: Issue | None) -> list[Issue]:
        """The issues of an epic, or those that belong to none, by rank."""
        ranked = self.ranked(self.jira.issues.values())
        return [issue for issue in ranked if not is_epic(issue) and self.epic_above(issue) is epic]

    def epic_above(self, issue: Issue) -> Issue | None:
        """The epic that an issue belongs to, if any."""
        return self.jira.issue(issue.fields["parent"] or "")

    def ranked(self, issues: Iterable[Issue]) -> list[Issue]:
        """Issues by their rank; a new issue is the last."""
        known = set(self._ranking)
        self._ranking += [key for key in self.jira.issues if key not in known]
        place = {key: number for number, key in enumerate(self._ranking)}
        return sorted(issues, key=lambda issue: place[issue.key])

    def rank(self, issues: Sequence[Issue], target: Issue, *, after: bool) -> None:
        """Move issues, in their order, before or after another one; the target itself stays."""
        self.ranked(())
        moved = [issue.key for issue in issues if issue is not target]
        kept = [key for key in self._ranking if key not in moved]
        place = kept.index(target.key) + after
        self._ranking = kept[:place] + moved + kept[place:]


def is_epic(issue: Issue) -> bool:
    """Whether an issue is an epic."""
    return issue.fields["issuetype"] == EPIC
