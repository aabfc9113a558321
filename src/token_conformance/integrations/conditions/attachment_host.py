"""Attachments whose content is said to be on another host."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp

from token_conformance.edge.state import State
from token_conformance.gateway_path import site_path
from token_conformance.integrations.conditions.foreign_host import FOREIGN_HOST
from token_conformance.integrations.conditions.rewriting import walk, with_answer

_URLS = {"content", "thumbnail", "download", "downloadLink"}
_PICTURES = {"avatarUrls"}
_CONFLUENCE_PATHS = ("/download/", "/rest/api/content/")


@dataclass(frozen=True)
class AttachmentHost:
    """Moves the URLs of files and of people's pictures to a host; `redirects` also those that answers redirect to.

    `host` may name the tenant's `{site}` or the `{foreign}` host.
    """

    host: str
    redirects: bool = False

    def in_front_of(self, app: ASGIApp, state: State) -> ASGIApp:
        """Move the URLs in the edge's answers."""
        host = self.host.format(site=state.tenant.site, foreign=FOREIGN_HOST)
        member = partial(_member, host)

        def headers(headers: MutableHeaders) -> None:
            if self.redirects and "location" in headers:
                headers["location"] = _moved(host, headers["location"])

        return with_answer(app, lambda answer: walk(answer, member), headers)


def _member(host: str, name: str, value: Any) -> Any:
    if name in _PICTURES and isinstance(value, dict):
        return {size: _moved(host, url) for size, url in value.items()}
    return _moved(host, value) if name in _URLS and isinstance(value, str) else value


def _moved(host: str, url: str) -> str:
    """The same path at another host, as the site has it; Confluence leaves out its `/wiki`."""
    parts = urlsplit(url)
    path = site_path(parts.path)
    wiki = "/wiki" if path.startswith(_CONFLUENCE_PATHS) else ""
    return f"https://{host}{wiki}{path}" + (f"?{parts.query}" if parts.query else "")
