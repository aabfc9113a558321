"""The users of the tenant and their groups, and the filters and dashboards that they own."""

from collections import UserDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

SERVICE_ACCOUNT_DOMAIN = "serviceaccount.atlassian.com"
"""The domain of the addresses of service accounts (A1)."""


@dataclass(frozen=True)
class User:
    """A user, with an Atlassian account; the account of a service account is of the type `app` (A1)."""

    account_id: str
    display_name: str
    email: str
    account_type: str = "atlassian"
    active: bool = True

    def matches(self, query: str) -> bool:
        """Whether a word of the display name, or the e-mail address, starts with the query (any case)."""
        names = (self.display_name, self.email, *self.display_name.split())
        return any(name.lower().startswith(query.lower()) for name in names)


class Users(UserDict[str, User]):
    """The users of a tenant by their account ids.

    A service account is found by its id, but is not among the users that are listed, nor counted: whether Atlassian
    lists it is not known. `removed` has those who are not active any more, whom contents still name.
    """

    def __init__(self, listed: Iterable[User] = (), service_accounts: Iterable[User] = ()) -> None:
        super().__init__({user.account_id: user for user in listed})
        self.service_accounts = {user.account_id: user for user in service_accounts}
        self.removed: dict[str, User] = {}

    def remove(self, account_id: str) -> None:
        """Remove a user from the site."""
        self.removed[account_id] = replace(self.data.pop(account_id), active=False)

    def __contains__(self, account_id: object) -> bool:
        return account_id in self.data or account_id in self.service_accounts

    def __missing__(self, account_id: str) -> User:
        return self.service_accounts.get(account_id) or self.removed[account_id]

    def search(self, query: str, account_id: str | None = None) -> list[User]:
        """The listed users that match a query, or only the one with the account id among them."""
        return [user for user in self.values() if user.matches(query) and account_id in {None, user.account_id}]


def service_account_id(account_id: str) -> str:
    """The account id of the service account that belongs to a person of the edge."""
    return f"{account_id}-service-account"


def service_account_email(email: str) -> str:
    """A1: the address of the service account that belongs to a person of the edge."""
    return f"{email.partition('@')[0]}@{SERVICE_ACCOUNT_DOMAIN}"


class Group(NamedTuple):
    """A group of users."""

    id: str
    name: str


EVERYONE = Group("00000000-6709-4000-8000-000000000001", "jira-users")
"""The group of a fresh tenant; every user is a member, and it cannot be deleted."""


@dataclass
class Groups:
    """The groups of a tenant, with the account ids of the members of all but the first one, by the group's id."""

    listed: list[Group] = field(default_factory=lambda: [EVERYONE])
    _members: dict[str, list[str]] = field(default_factory=dict)

    def find(self, id_or_name: str | None) -> Group | None:
        """The group with this id or name, if there is one."""
        return next(
            (group for group in self.listed if id_or_name in (group.id, group.name)), None
        )  # a request may name it by a list

    def add(self, name: str, number: int) -> Group:
        """Create a group without members; its id is made of a number."""
        group = Group(f"{EVERYONE.id[:24]}{number:012}", name)
        self.listed.append(group)
        self._members[group.id] = []
        return group

    def remove(self, group: Group) -> None:
        """Delete a group."""
        self.listed.remove(group)
        del self._members[group.id]

    def put(self, group: Group, account_id: str) -> None:
        """Make a user a member of a group that is not the one of all."""
        self._members[group.id].append(account_id)

    def take(self, group: Group, account_id: str) -> None:
        """Take a member out of a group that is not the one of all."""
        self._members[group.id].remove(account_id)

    def members(self, group: Group, users: Mapping[str, User]) -> list[User]:
        """The members of a group, of these users."""
        return [user for user in users.values() if self.has(group, user.account_id)]

    def has(self, group: Group, account_id: str) -> bool:
        """Whether a user is a member of a group."""
        return group == EVERYONE or account_id in self._members[group.id]

    def of(self, account_id: str) -> list[Group]:
        """The groups of a user."""
        return [group for group in self.listed if self.has(group, account_id)]


class Share(NamedTuple):
    """With whom a filter is shared: a kind such as `project`, and the id of the project, group or user."""

    id: int
    kind: str
    subject: str


@dataclass
class Filter:
    """A saved query in JQL; `favourite_of` has the accounts who marked it as a favourite.

    `columns` are those of its list of issues, if somebody has chosen them.
    """

    id: str
    name: str
    owner: str
    jql: str
    description: str = ""
    favourite_of: list[str] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    columns: list[str] | None = None


class Avatar(NamedTuple):
    """A picture that somebody has stored for a thing of a kind, such as `project`, by the id of its owner."""

    id: str
    kind: str
    owner: str
    content: bytes


@dataclass
class Gadget:
    """A part of a dashboard, with its place on it; `uri` says what it shows."""

    id: int
    uri: str
    title: str
    colour: str = "blue"
    row: int = 0
    column: int = 0
    properties: dict[str, Any] = field(default_factory=dict)


@dataclass
class Dashboard:
    """A page of gadgets."""

    id: str
    name: str
    owner: str
    description: str = ""
    shares: list[Share] = field(default_factory=list)
    gadgets: list[Gadget] = field(default_factory=list)
