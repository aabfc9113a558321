"""The priorities of the tenant, which are Jira's own."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True)
class Priority:
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
    """Atlassian's three fixed kinds of status, as id, key, colour and name."""

    TO_DO = (2, "new", "blue-gray", "To Do")
    IN_PROGRESS = (4, "indeterminate", "yellow", "In Progress")
    DONE = (3, "done", "green", "Done")


@dataclass(frozen=True)
class Status:
    """How far an issue has come."""

    id: str
    name: str
    category: StatusCategory


@dataclass(frozen=True)
class Transition:
    """The step of the workflow that leads to a status."""

    id: str
    to: Status


@dataclass(frozen=True)
class Resolution:
    """Why an issue is done."""

    id: str
    name: str


TO_DO = Status("10000", "To Do", StatusCategory.TO_DO)
IN_PROGRESS = Status("3", "In Progress", StatusCategory.IN_PROGRESS)
DONE = Status("10001", "Done", StatusCategory.DONE)

RESOLVED = Resolution("10000", "Done")

STATUSES = (TO_DO, IN_PROGRESS, DONE)
TRANSITIONS = (Transition("11", TO_DO), Transition("21", IN_PROGRESS), Transition("31", DONE))
