"""Conditions for hosts: a foreign host that answers requests, and redirects to another host."""

from dataclasses import dataclass

from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.certify.scenarios.rewriting import host_of, is_read, needs_token, query_of
from token_conformance.edge.access.headers import EDGE
from token_conformance.edge.tenant.state import State
from token_conformance.model.url import GATEWAY_HOST, site_path

FOREIGN_HOST = "files.example.com"

_LAST_PAGE = {"results": [], "values": [], "issues": [], "isLast": True, "size": 0, "total": 0, "_links": {}}


@dataclass(frozen=True)
class ForeignHost:
    """Answers requests to the foreign host: with the file, or else with an empty last page of a list, if it has any."""

    has_lists: bool = True

    def in_front_of(self, app: ASGIApp, state: State) -> ASGIApp:
        """An application that answers for the foreign host, and passes other requests on."""

        async def answering(scope: Scope, receive: Receive, send: Send) -> None:
            answer = self._answer(scope["path"], state) if host_of(scope) == FOREIGN_HOST else app
            await answer(scope, receive, send)

        return answering

    def _answer(self, path: str, state: State) -> Response:
        if "/attachment/" in path or "/download" in path:
            return PlainTextResponse(_file(path, state))
        return JSONResponse(_LAST_PAGE) if self.has_lists else PlainTextResponse("Not found", 404)


def _file(path: str, state: State) -> bytes:
    """The content of the attachment at the path, in Jira or Confluence, or nothing if it does not exist."""
    if attachment := state.jira.attachment(path.rpartition("/")[2]):
        return attachment.content
    files = (file for content in state.confluence.contents.values() for file in content.attachments.values())
    return next((file.data for file in files if path.endswith(file.title) or f"/{file.id}/" in path), b"")


@dataclass(frozen=True)
class Redirect:
    """Redirects every request that needs a token at Atlassian's hosts, or at one `host`.

    Reads are answered 302, and writes 302 at the site and 307 at the gateway: after a 302 most clients go on with a
    GET, after a 307 with the same method and body, and some follow only one of them.

    `to` has placeholders: the request's `{host}` and its `{path}` with the query, the same path at the site
    (`{site_path}`), the tenant's `{site}`, and the `{foreign}` host.
    """

    to: str
    host: str | None = None

    def in_front_of(self, app: ASGIApp, state: State) -> ASGIApp:
        """An application that redirects these reads, and passes other requests on."""

        async def redirecting(scope: Scope, receive: Receive, send: Send) -> None:
            hosts = {self.host} if self.host else {GATEWAY_HOST, state.tenant.site_host}
            is_redirected = needs_token(scope) and host_of(scope) in hosts
            redirect = RedirectResponse(self._location(scope, state), _status(scope), headers=EDGE)
            answer = redirect if is_redirected else app
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


def _status(scope: Scope) -> int:
    return 302 if is_read(scope) or host_of(scope) != GATEWAY_HOST else 307
