"""Projects, and what an administrator configures for them: issue types, statuses, priorities and resolutions."""

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Any, NamedTuple

from token_conformance.edge.tenant.roles import Actor


class Priority(NamedTuple):
    """How urgent an issue is."""

    id: str
    name: str
    colour: str


MEDIUM = Priority("3", "Medium", "#ffab00")

PRIORITIES = (
    Priority("1", "Highest", "#d04437"),
    Priority("2", "High", "#f15c75"),
    MEDIUM,
    Priority("4", "Low", "#4c9aff"),
    Priority("5", "Lowest", "#2684ff"),
)


class StatusCategory(Enum):
    """Atlassian's fixed kinds of status, as id, key, colour and name; no status is of the first kind."""

    NO_CATEGORY = (1, "undefined", "medium-gray", "No Category")
    TO_DO = (2, "new", "blue-gray", "To Do")
    IN_PROGRESS = (4, "indeterminate", "yellow", "In Progress")
    DONE = (3, "done", "green", "Done")


class Status(NamedTuple):
    """The state of the work on an issue."""

    id: str
    name: str
    category: StatusCategory


class Transition(NamedTuple):
    """The step of the workflow that changes an issue to a status."""

    id: str
    to: Status


class Resolution(NamedTuple):
    """Why an issue is done."""

    id: str
    name: str


TO_DO = Status("10000", "To Do", StatusCategory.TO_DO)
IN_PROGRESS = Status("3", "In Progress", StatusCategory.IN_PROGRESS)
DONE = Status("10001", "Done", StatusCategory.DONE)

RESOLVED = Resolution("10000", "Done")

RESOLUTIONS = (
    RESOLVED,
    Resolution("10001", "Won't Do"),
    Resolution("10002", "Duplicate"),
    Resolution("10003", "Cannot Reproduce"),
)

STATUSES = (TO_DO, IN_PROGRESS, DONE)
TRANSITIONS = (Transition("11", TO_DO), Transition("21", IN_PROGRESS), Transition("31", DONE))


class IssueType(NamedTuple):
    """What an issue is: a task, a bug, an idea, a request."""

    id: str
    name: str
    avatar_id: int
    hierarchy_level: int = 0


TASK = IssueType("10001", "Task", 10318)
STORY = IssueType("10002", "Story", 10315)
BUG = IssueType("10003", "Bug", 10303)
EPIC = IssueType("10004", "Epic", 10307, hierarchy_level=1)
IDEA = IssueType("10005", "Idea", 10324)
SERVICE_REQUEST = IssueType("10006", "Service Request", 10321)

ISSUE_TYPES = (TASK, STORY, BUG, EPIC, IDEA, SERVICE_REQUEST)


class ProjectKind(StrEnum):
    """The product a project belongs to, as Jira's `projectTypeKey` names it."""

    SOFTWARE = "software"
    BUSINESS = "business"
    PRODUCT_DISCOVERY = "product_discovery"
    SERVICE_DESK = "service_desk"

    @property
    def issue_types(self) -> tuple[IssueType, ...]:
        """The issue types of such a project, the default first."""
        return {
            ProjectKind.SOFTWARE: (TASK, STORY, BUG, EPIC),
            ProjectKind.BUSINESS: (TASK,),
            ProjectKind.PRODUCT_DISCOVERY: (IDEA,),
            ProjectKind.SERVICE_DESK: (SERVICE_REQUEST,),
        }[self]


@dataclass(eq=False)
class Version:
    """A release of a project; its dates are written as `2026-01-05`. Issues share it, so a change shows on each."""

    id: str
    name: str
    description: str | None = None
    archived: bool = False
    released: bool = False
    start: str | None = None
    release: str | None = None


@dataclass(eq=False)
class Component:
    """A part of a project; `lead` is an account id. Issues share it, so a change shows on each."""

    id: str
    name: str
    description: str | None = None
    lead: str | None = None
    assignee_type: str = "PROJECT_DEFAULT"


@dataclass
class Category:
    """A group of projects."""

    id: str
    name: str
    description: str = ""


FEATURES = {"local-model.board": "Board", "local-model.backlog": "Backlog"}
"""The features that a project can have, with their names."""


class LinkType(NamedTuple):
    """How two issues are related: what it is called, and what it says at each end."""

    id: str
    name: str
    inward: str
    outward: str


LINK_TYPES = (
    LinkType("10000", "Blocks", "is blocked by", "blocks"),
    LinkType("10001", "Cloners", "is cloned by", "clones"),
    LinkType("10002", "Duplicate", "is duplicated by", "duplicates"),
    LinkType("10003", "Relates", "relates to", "relates to"),
)


@dataclass
class Project:
    """A project; `last_number` is the number in the key of its newest issue, and `category` the id of its category."""

    id: str
    key: str
    name: str
    kind: ProjectKind
    lead: str
    versions: list[Version] = field(default_factory=list)
    components: list[Component] = field(default_factory=list)
    last_number: int = 0
    description: str = ""
    url: str = ""
    assignee_type: str = "UNASSIGNED"
    category: str | None = None
    security_scheme: int | None = None
    properties: dict[str, Any] = field(default_factory=dict)
    features: set[str] = field(default_factory=lambda: set(FEATURES))
    actors: list[Actor] = field(default_factory=list)
