"""The two apps that an API token with scopes is made for; each has its own prefix at the gateway."""

from enum import StrEnum

import httpx


class App(StrEnum):
    """An app; its value is its name in the URLs of the gateway."""

    JIRA = "jira"
    CONFLUENCE = "confluence"

    @classmethod
    def of(cls, url: httpx.URL) -> "App":
        """The app that answers a URL of the site."""
        return cls.CONFLUENCE if url.path.startswith("/wiki/") else cls.JIRA

    @property
    def product(self) -> str:
        """The name for people."""
        return self.value.capitalize()

    @property
    def whoami(self) -> str:
        """The path that answers with the caller's account, and to an anonymous caller never with a success."""
        return "/wiki/rest/api/user/current" if self is App.CONFLUENCE else "/rest/api/3/myself"
