"""Reads that are answered with a redirect."""

from dataclasses import dataclass

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.edge.headers import EDGE
from token_conformance.edge.state import State
from token_conformance.gateway_path import site_path
from token_conformance.integrations.conditions.foreign_host import FOREIGN_HOST
from token_conformance.integrations.conditions.paths import host_of, is_read, query_of
from token_conformance.tenant import GATEWAY_HOST


@dataclass(frozen=True)
class Redirect:
    """Redirects every read at Atlassian's hosts, or at one host, with 302.

    `to` has placeholders: the request's own `{host}` and `{path}` with its query, the path as the site has it
    (`{site_path}`), the tenant's `{site}`, and the `{foreign}` host.
    """

    to: str
    host: str | None = None

    def in_front_of(self, app: ASGIApp, state: State) -> ASGIApp:
        """Redirect what the condition is about, and pass on the rest."""

        async def redirecting(scope: Scope, receive: Receive, send: Send) -> None:
            hosts = {self.host} if self.host else {GATEWAY_HOST, state.tenant.site_host}
            is_struck = is_read(scope) and host_of(scope) in hosts
            answer = RedirectResponse(self._location(scope, state), 302, headers=EDGE) if is_struck else app
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
