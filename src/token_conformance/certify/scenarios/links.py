"""Conditions for links: URLs of attachments and links to the next page, in another form than usual."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp

from token_conformance.certify.scenarios.hosts import FOREIGN_HOST
from token_conformance.certify.scenarios.rewriting import walk, with_answer
from token_conformance.edge.tenant.state import State
from token_conformance.model.url import site_path

_URLS = {"content", "thumbnail", "download", "downloadLink"}
_PICTURES = {"avatarUrls"}
_CONFLUENCE_PATHS = ("/download/", "/rest/api/content/")

_CONFLUENCE_V1 = "/rest/api/"
_NAMES = {"next", "nextPage"}


@dataclass(frozen=True)
class AttachmentHost:
    """Moves the URLs of attachments and of people's pictures to a host; with `redirects`, `Location` headers too.

    `host` may contain the placeholders `{site}`, the tenant's site, and `{foreign}`, the foreign host.
    """

    host: str
    redirects: bool = False

    def in_front_of(self, app: ASGIApp, state: State) -> ASGIApp:
        """An application that moves the URLs in the edge's answers."""
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
    """The URL of the same path at another host, without a gateway's prefix; Confluence's answers omit `/wiki`."""
    parts = urlsplit(url)
    path = site_path(parts.path)
    wiki = "/wiki" if path.startswith(_CONFLUENCE_PATHS) else ""
    return f"https://{host}{wiki}{path}" + (f"?{parts.query}" if parts.query else "")


@dataclass(frozen=True)
class NextLink:
    """Rewrites each link to a next page, in JSON answers and in the `Link` header.

    `form` has placeholders: the `{path}` at the site, with its query; `{path_without_wiki}`; the tenant's `{site}`; and
    the `{foreign}` host. Jira's paths have no `/wiki`, so both path placeholders give the same.
    """

    form: str

    def in_front_of(self, app: ASGIApp, state: State) -> ASGIApp:
        """An application that rewrites the links in the edge's answers."""

        def member(name: str, value: Any) -> Any:
            return self._link(value, state) if name in _NAMES and isinstance(value, str) else value

        def header(headers: MutableHeaders) -> None:
            if link := headers.get("link"):
                url, _, rest = link.removeprefix("<").partition(">")
                headers["link"] = f"<{self._link(url, state)}>{rest}"

        return with_answer(app, lambda answer: walk(answer, member), header)

    def _link(self, url: str, state: State) -> str:
        parts = urlsplit(url)
        path, query = site_path(parts.path), f"?{parts.query}"
        if not parts.netloc and path.startswith(_CONFLUENCE_V1):  # only Confluence has relative links, without `/wiki`
            path = f"/wiki{path}"
        return self.form.format(
            path=path + query,
            path_without_wiki=path.removeprefix("/wiki") + query,
            site=state.tenant.site,
            foreign=FOREIGN_HOST,
        )
