"""The users of the tenant and their groups, and the filters and dashboards that they own."""

from collections import UserDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

SERVICE_ACCOUNT_DOMAIN = "serviceaccount.atlassian.com"
"""The domain of the addresses of service accounts (A1)."""


@dataclass(frozen=True)
class User:
    """A user, with an Atlassian account; the account of a service account is of the type `app` (A1)."""

    account_id: str
    display_name: str
    email: str
    account_type: str = "atlassian"

    def matches(self, query: str) -> bool:
        """Whether a word of the display name, or the e-mail address, starts with the query (any case)."""
        names = (self.display_name, self.email, *self.display_name.split())
        return any(name.lower().startswith(query.lower()) for name in names)


class Users(UserDict[str, User]):
    """The users of a tenant by their account ids.

    A service account is found by its id, but is not among the users that are listed, nor counted: whether Atlassian
    lists it is not known.
    """

    def __init__(self, listed: Iterable[User] = (), service_accounts: Iterable[User] = ()) -> None:
        super().__init__({user.account_id: user for user in listed})
        self.service_accounts = {user.account_id: user for user in service_accounts}

    def __contains__(self, account_id: object) -> bool:
        return account_id in self.data or account_id in self.service_accounts

    def __missing__(self, account_id: str) -> User:
        return self.service_accounts[account_id]


def service_account_id(account_id: str) -> str:
    """The account id of the service account that belongs to a person of the edge."""
    return f"{account_id}-service-account"


def service_account_email(email: str) -> str:
    """A1: the address of the service account that belongs to a person of the edge."""
    return f"{email.partition('@')[0]}@{SERVICE_ACCOUNT_DOMAIN}"


@dataclass(frozen=True)
class Group:
    """A group of users."""

    id: str
    name: str


EVERYONE = Group("00000000-6709-4000-8000-000000000001", "jira-users")
"""The only group of the tenant; every user is a member."""


@dataclass(frozen=True)
class Share:
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


@dataclass(frozen=True)
class Avatar:
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
