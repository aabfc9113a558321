"""Where a request goes, whichever URL form it came by."""

import re

from starlette.requests import Request
from starlette.types import Scope

_GATEWAY = re.compile(r"/ex/(?P<app>jira|confluence)/[^/]+(?P<path>/.*)")
_NO_DATA = "/_edge/"


def site_path(path: str) -> str:
    """A path as the site has it: without the gateway's prefix, and with Confluence's `/wiki`."""
    at_gateway = _GATEWAY.fullmatch(path)
    if at_gateway is None:
        return path
    if at_gateway["app"] == "jira" or at_gateway["path"].startswith("/wiki/"):
        return at_gateway["path"]
    return f"/wiki{at_gateway['path']}"


def host_of(scope: Scope) -> str:
    """The host that a request is meant for."""
    return Request(scope).headers.get("host", "").lower().removesuffix(":443")


def is_read(scope: Scope) -> bool:
    """Whether a request only reads, and reads what a token is needed for."""
    return scope["method"] in {"GET", "HEAD"} and not scope["path"].startswith(_NO_DATA)


def query_of(scope: Scope) -> str:
    """The query string, with its question mark if there is one."""
    query = scope["query_string"].decode("latin-1")
    return f"?{query}" if query else ""
