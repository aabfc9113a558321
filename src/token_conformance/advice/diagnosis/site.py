"""The site that a diagnosis asks: one of Atlassian Cloud by its name, or another host that may be anything."""

import re
from dataclasses import dataclass
from typing import Self

from token_conformance.calls.token_shape import surely_shaped_as
from token_conformance.catalogue.hosts import host_of
from token_conformance.errors import UserError
from token_conformance.live import values
from token_conformance.model.url import GATEWAY_HOST, SITE_DOMAIN, site_host
from token_conformance.redaction.leaks.patterns import has_secret_shape

_PORT = re.compile(r":\d{1,5}(?=[/?#]|\Z)")
_WRITE = f"write the part of the site's address before .{SITE_DOMAIN}, such as mysite"


@dataclass(frozen=True)
class Site:
    """A host to ask. `is_cloud` says that its name is one of Atlassian Cloud, whether there is a site or not."""

    host: str
    is_cloud: bool = True

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a name, a host or a URL from a browser; raises UserError, in one line, for any other text."""
        if looks_like_token(text):
            raise UserError(
                "--site: has the look of a token, which is never an argument; revoke it if this line is in"
                f" a history that others can read, and {_WRITE}"
            )
        try:
            return cls(site_host(values.site_name(text)))
        except ValueError as error:
            host = values.host_elsewhere(text)
            if host is None:
                raise UserError(f"--site: {_of_own_server(text) or error}") from None
        if host == GATEWAY_HOST or host_of(host).domains:
            raise UserError(f"--site: {host} is a host of Atlassian, but not that of a site; {_WRITE}")
        return cls(host, is_cloud=False)

    @property
    def url(self) -> str:
        """The base URL of the site form."""
        return f"https://{self.host}"


def _of_own_server(text: str) -> str:
    """The line about a host with a port, which only a server of one's own has; empty for any other text."""
    host = values.host_elsewhere(_PORT.sub("", text)) if _PORT.search(text) else None
    if host is None:
        return ""
    return (
        f"{host} has a port, which no site of Atlassian Cloud has. On a server of your own (Data Center) an API token"
        " is not known: make a personal access token in your profile there, and send it as Bearer"
    )


def looks_like_token(text: str) -> bool:
    """Whether a text has the shape of a credential, so that it must not be shown."""
    has_start = any(start in text for start in values.TOKEN_STARTS)
    return has_start or bool(surely_shaped_as(text)) or has_secret_shape(text)
