"""The roles of a tenant: what somebody is in a project, and who has a role in each new project."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple


class Role(NamedTuple):
    """What somebody is in a project."""

    id: int
    name: str
    description: str


ADMINISTRATORS = Role(10002, "Administrators", "A project role that represents administrators in a project")


class Actor(NamedTuple):
    """A user, by the account id, or a group, by its id, who has a role."""

    id: int
    role: int
    subject: str
    is_group: bool = False


@dataclass
class Roles:
    """All roles, and their default actors."""

    listed: list[Role] = field(default_factory=lambda: [ADMINISTRATORS])
    defaults: list[Actor] = field(default_factory=list)
    _ids: Iterator[int] = field(default_factory=lambda: count(10010), repr=False)

    def next_id(self) -> int:
        """The next unused id of a role or an actor."""
        return next(self._ids)

    def start(self, actors: list[Actor], lead: str) -> None:
        """Give the roles of a new project: its lead is an administrator."""
        self.give(actors, ADMINISTRATORS.id, lead)
        for each in self.defaults:
            self.give(actors, each.role, each.subject, is_group=each.is_group)

    def without(self, role: int, actors: list[Actor], other: int | None) -> list[Actor]:
        """The actors without a role; those who have it get the other one, if there is one."""
        kept = [each for each in actors if each.role != role]
        if other is not None:
            for each in [one for one in actors if one.role == role]:
                self.give(kept, other, each.subject, is_group=each.is_group)
        return kept

    def give(self, actors: list[Actor], role: int, subject: str, *, is_group: bool = False) -> None:
        """Give a role to a user or a group, who may have it already."""
        if not any((each.role, each.subject) == (role, subject) for each in actors):
            actors.append(Actor(self.next_id(), role, subject, is_group))
