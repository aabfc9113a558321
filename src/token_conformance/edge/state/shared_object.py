"""What people of the tenant share to look at its issues: filters and dashboards."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Filter:
    """A query in JQL that somebody has saved."""

    id: str
    name: str
    owner: str
    jql: str


@dataclass(frozen=True)
class Dashboard:
    """A page of gadgets."""

    id: str
    name: str
    owner: str
