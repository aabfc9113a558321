"""The pictures of priorities and statuses, which are files of the site and no operations (rule pictures).

The gateway has no such operation, so it refuses their links by rule G2.
"""

from base64 import b64decode

from starlette.responses import Response
from starlette.types import ASGIApp

from token_conformance.edge.products.jira.beans import PRIORITY_ICON, STATUS_ICON
from token_conformance.edge.ruled import by_rule
from token_conformance.edge.tenant.project import PRIORITIES

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1" fill="{}"/></svg>'
_PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")
"""One pixel."""

_PICTURES = {
    STATUS_ICON: (_PNG, "image/png"),
    **{
        PRIORITY_ICON.format(priority.name.lower()): (_SVG.format(priority.colour).encode(), "image/svg+xml")
        for priority in PRIORITIES
    },
}


def picture_at(method: str, path: str) -> ASGIApp | None:
    """The picture at a path of the site, if there is one; it is the same for everyone."""
    if method not in {"GET", "HEAD"} or path not in _PICTURES:
        return None
    content, media_type = _PICTURES[path]
    return by_rule("pictures", Response(content, media_type=media_type))
