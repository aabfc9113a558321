"""The URLs of Atlassian Cloud: hosts, the gateway's prefix `/ex/{app}/{cloud id}`, and the path of the tenant info."""

import re
from dataclasses import dataclass
from typing import Self

SITE_DOMAIN = "atlassian.net"
GATEWAY_HOST = "api.atlassian.com"

GATEWAY_ROOT = "/ex/"
"""The beginning of every path of a product at the gateway."""

SITE_GATEWAY_ROOT = "/gateway/api"
"""The beginning of a path on a site's own host that names the gateway: the third URL form (rule H1)."""

FAMILY_ROOT = "/jsm/"
"""The beginning of every path of a family whose operations are published.

Such a path follows the gateway's host directly, without `/ex/{app}/{cloud id}`.
"""

APPS = ("jira", "confluence")
"""The apps that the gateway has a prefix for."""

TENANT_INFO_PATH = "/_edge/tenant_info"
"""The path at which a site returns its cloud id, without authentication (rule tenant-info)."""

_GATEWAY_PATH = re.compile(rf"{GATEWAY_ROOT}(?P<app>[^/]*)/(?P<cloud_id>[^/]*)(?P<path>/.*)")
_BASE_URL = re.compile(
    rf"https://(?:[^/]+\.{re.escape(SITE_DOMAIN)}(?:{SITE_GATEWAY_ROOT}{GATEWAY_ROOT}[^/]+/[^/]+)?"
    rf"|{re.escape(GATEWAY_HOST)}{GATEWAY_ROOT}[^/]+/[^/]+)"
)


def site_host(site: str) -> str:
    """The host of a site, such as `mysite.atlassian.net`."""
    return f"{site}.{SITE_DOMAIN}"


def gateway_prefix(app: str, cloud_id: str) -> str:
    """The path that the gateway expects before a product's own path, such as `/ex/jira/{cloud id}`."""
    return f"{GATEWAY_ROOT}{app}/{cloud_id}"


def gateway_url(app: str, cloud_id: str) -> str:
    """The base URL of an app at the gateway."""
    return f"https://{GATEWAY_HOST}{gateway_prefix(app, cloud_id)}"


def site_gateway_url(site: str, app: str, cloud_id: str) -> str:
    """The base URL of an app at the gateway's path on the site's own host (rule H1)."""
    return f"https://{site_host(site)}{SITE_GATEWAY_ROOT}{gateway_prefix(app, cloud_id)}"


@dataclass(frozen=True)
class GatewayPath:
    """A path at the gateway: the two parts of its prefix, and `path`, which follows the prefix."""

    app: str
    cloud_id: str
    path: str

    @classmethod
    def split(cls, path: str) -> Self | None:
        """Split a path by the shape of the prefix alone: app and cloud id may be unknown or empty.

        Returns None for a path of another shape.
        """
        found = _GATEWAY_PATH.fullmatch(path)
        return cls(**found.groupdict()) if found else None

    @classmethod
    def parse(cls, path: str) -> Self | None:
        """Parse a path; returns None where it names no known app or no cloud id."""
        found = cls.split(path)
        return found if found and found.app in APPS and found.cloud_id else None

    @property
    def at_site(self) -> str:
        """The path of the same call at the site. Rule G6: the gateway takes Confluence's with `/wiki` and without."""
        lacks_wiki = self.app == "confluence" and not self.path.startswith("/wiki/")
        return f"/wiki{self.path}" if lacks_wiki else self.path


def without_site_gateway(path: str) -> str:
    """The path at the gateway's host, for a path such as `/gateway/api/ex/jira/{cloud id}/...` on a site's own host.

    Another path stays as it is.
    """
    below = path.removeprefix(SITE_GATEWAY_ROOT)
    return below if below.startswith("/") else path


def site_path(path: str) -> str:
    """The path that a call has at the site, for a path of either URL form."""
    at_gateway = GatewayPath.parse(path)
    return at_gateway.at_site if at_gateway else path


def without_base(url: str) -> str:
    """The path and query that follow the base URL of a site, or of an app at the gateway."""
    return _BASE_URL.sub("", url, count=1)
