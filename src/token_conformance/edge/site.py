"""The site form: `https://SITE.atlassian.net`, where Jira and Confluence have each an own way with a credential."""

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.edge import headers
from token_conformance.edge.backend import Backend
from token_conformance.edge.site_confluence import ConfluenceSite
from token_conformance.edge.site_jira import JiraSite
from token_conformance.tenant import LOCAL_MODEL


class Site:
    """Everything that one site's host name serves."""

    def __init__(self, backend: Backend) -> None:
        self._cloud_id = backend.state.tenant.cloud_id
        self._confluence = ConfluenceSite(backend)
        self._jira = JiraSite(backend)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._choose(Request(scope))(scope, receive, send)

    def _choose(self, request: Request) -> ASGIApp:
        """tenant-info: the cloud id is open to everyone; the rest is a product's."""
        path: str = request.scope["path"]
        if path == "/_edge/tenant_info" and request.method in {"GET", "HEAD"}:
            return JSONResponse({"cloudId": self._cloud_id}, headers=headers.EDGE | LOCAL_MODEL)
        return self._confluence if path.startswith("/wiki/") else self._jira
