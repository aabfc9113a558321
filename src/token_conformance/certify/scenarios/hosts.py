"""Conditions for hosts: a foreign host that answers requests, and redirects to another host."""

from dataclasses import dataclass

from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.certify.scenarios.rewriting import host_of, is_read, query_of
from token_conformance.edge.access.headers import EDGE
from token_conformance.edge.tenant.state import State
from token_conformance.model.url import GATEWAY_HOST, site_path

FOREIGN_HOST = "files.example.com"

_LAST_PAGE = {"results": [], "values": [], "issues": [], "isLast": True, "size": 0, "total": 0, "_links": {}}


@dataclass(frozen=True)
class ForeignHost:
    """Answers requests to the foreign host: with the file, or else with an empty last page of a list."""

    def in_front_of(self, app: ASGIApp, state: State) -> ASGIApp:
        """An application that answers for the foreign host, and passes other requests on."""

        async def answering(scope: Scope, receive: Receive, send: Send) -> None:
            answer = _answer(scope["path"], state) if host_of(scope) == FOREIGN_HOST else app
            await answer(scope, receive, send)

        return answering


def _answer(path: str, state: State) -> Response:
    if "/attachment/" in path or "/download" in path:
        return PlainTextResponse(_file(path, state))
    return JSONResponse(_LAST_PAGE)


def _file(path: str, state: State) -> bytes:
    """The content of the attachment at the path, in Jira or Confluence, or nothing if it does not exist."""
    if attachment := state.jira.attachment(path.rpartition("/")[2]):
        return attachment.content
    files = (file for content in state.confluence.contents.values() for file in content.attachments.values())
    return next((file.data for file in files if path.endswith(file.title) or f"/{file.id}/" in path), b"")


@dataclass(frozen=True)
class Redirect:
    """Redirects every read at Atlassian's hosts, or at one `host`, with 302.

    `to` has placeholders: the request's `{host}` and its `{path}` with the query, the same path at the site
    (`{site_path}`), the tenant's `{site}`, and the `{foreign}` host.
    """

    to: str
    host: str | None = None

    def in_front_of(self, app: ASGIApp, state: State) -> ASGIApp:
        """An application that redirects these reads, and passes other requests on."""

        async def redirecting(scope: Scope, receive: Receive, send: Send) -> None:
            hosts = {self.host} if self.host else {GATEWAY_HOST, state.tenant.site_host}
            is_redirected = is_read(scope) and host_of(scope) in hosts
            answer = RedirectResponse(self._location(scope, state), 302, headers=EDGE) if is_redirected else app
            await answer(scope, receive, send)

        return redirecting

    def _location(self, scope: Scope, state: State) -> str:
        path, query = scope["path"], query_of(scope)
        return self.to.format(
            host=host_of(scope),
            path=path + query,
            site_path=site_path(path) + query,
            site=state.tenant.site,
            foreign=FOREIGN_HOST,
        )
