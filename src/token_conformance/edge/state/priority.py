"""The priorities of the tenant, which are Jira's own."""

from dataclasses import dataclass


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
