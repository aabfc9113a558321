"""The one workflow of the tenant: every status can be reached from every other."""

from dataclasses import dataclass
from enum import Enum


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
