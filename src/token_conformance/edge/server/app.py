"""The edge as one ASGI application: it sends each request to the site or the gateway by its host, or refuses it.

The routes of the products are written with the paths of the site; both URL forms use the same routes. A product gets
the caller's account, but no token, scope or URL form, and shows a stranger nothing of a private tenant (rule S2).
"""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.edge.access import headers, refusals
from token_conformance.edge.access.backend import Backend
from token_conformance.edge.access.gateway import Gateway
from token_conformance.edge.access.site import ConfluenceSite, JiraSite
from token_conformance.edge.not_modelled import not_modelled
from token_conformance.edge.products.jira.icons import picture_at
from token_conformance.edge.ruled import by_rule
from token_conformance.edge.server import http2
from token_conformance.edge.server.request_log import ForeignRequest, carries_credential, shortened
from token_conformance.model.answer import LOCAL_MODEL
from token_conformance.model.url import GATEWAY_HOST, TENANT_INFO_PATH


class Site:
    """Everything that the host of one site serves: Jira, Confluence and the tenant info."""

    def __init__(self, backend: Backend) -> None:
        self._cloud_id = backend.state.tenant.cloud_id
        self._confluence = ConfluenceSite(backend)
        self._jira = JiraSite(backend)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._choose(Request(scope))(scope, receive, send)

    def _choose(self, request: Request) -> ASGIApp:
        """Everyone may read the cloud id (tenant-info) and the pictures (pictures); other paths belong to a product."""
        path: str = request.scope["path"]
        if path == TENANT_INFO_PATH and request.method in {"GET", "HEAD"}:
            info = JSONResponse({"cloudId": self._cloud_id}, headers=headers.EDGE | LOCAL_MODEL)
            return by_rule("tenant-info", info)
        if picture := picture_at(request.method, path):
            return picture
        return self._confluence if path.startswith("/wiki/") else self._jira


class App:
    """Sends each request to the site or the gateway; answers 421 for any other host, and reports it to `on_foreign`."""

    def __init__(self, backend: Backend, on_foreign: Callable[[ForeignRequest], None]) -> None:
        self._on_foreign = on_foreign
        self._hosts: dict[str, ASGIApp] = {
            backend.state.tenant.site_host: Site(backend),
            GATEWAY_HOST: Gateway(backend),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope)
        host = request.headers.get("host", "").lower().removesuffix(":443")
        answer = self._hosts.get(host) or self._refuse(request, host)
        if request.method == http2.METHOD:
            answer = not_modelled(http2.SENTENCE)
        await answer(scope, receive, send)

    def _refuse(self, request: Request, host: str) -> ASGIApp:
        foreign = ForeignRequest(
            scheme="https",
            host=shortened(host),
            method=shortened(request.method),
            path=shortened(request.scope["path"]),
            carried_credential=carries_credential(request.headers),
        )
        self._on_foreign(foreign)
        return refusals.misdirected(f"The local model answers only for {' and '.join(self._hosts)}, not for {host}.")
