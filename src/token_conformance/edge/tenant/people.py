"""The users of the tenant, and the filters and dashboards that they own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class User:
    """A user, with an Atlassian account."""

    account_id: str
    display_name: str
    email: str

    def matches(self, query: str) -> bool:
        """Whether a word of the display name, or the e-mail address, starts with the query (any case)."""
        names = (self.display_name, self.email, *self.display_name.split())
        return any(name.lower().startswith(query.lower()) for name in names)


@dataclass(frozen=True)
class Filter:
    """A saved query in JQL."""

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
