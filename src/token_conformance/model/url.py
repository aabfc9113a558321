"""A path at the gateway, taken apart: the app that it leads to, and the path that the same call has at the site."""

import re
from dataclasses import dataclass
from typing import Self

_GATEWAY = re.compile(r"/ex/(?P<app>jira|confluence)/[^/]+(?P<path>/.*)")


@dataclass(frozen=True)
class GatewayPath:
    """What stands behind `/ex/{app}/{cloud id}`."""

    app: str
    path: str

    @classmethod
    def parse(cls, path: str) -> Self | None:
        """Take a path apart; None where it leads to no app of a tenant."""
        found = _GATEWAY.fullmatch(path)
        return cls(found["app"], found["path"]) if found else None

    @property
    def at_site(self) -> str:
        """The path at the site. Rule G6: the gateway takes Confluence's with `/wiki` and without."""
        lacks_wiki = self.app == "confluence" and not self.path.startswith("/wiki/")
        return f"/wiki{self.path}" if lacks_wiki else self.path


def site_path(path: str) -> str:
    """The path that a call has at the site, whichever URL form it was sent to."""
    at_gateway = GatewayPath.parse(path)
    return at_gateway.at_site if at_gateway else path
