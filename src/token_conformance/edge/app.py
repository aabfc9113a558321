"""The edge as one ASGI application: the host name decides, and fails closed."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.edge import refusals
from token_conformance.edge.backend import Backend
from token_conformance.edge.foreign import ForeignRequest, carries_credential
from token_conformance.edge.gateway import Gateway
from token_conformance.edge.site import Site
from token_conformance.tenant import GATEWAY_HOST


class App:
    """Sends each request to the site or the gateway; any other host is answered 421 and remembered."""

    def __init__(self, backend: Backend, remember: Callable[[ForeignRequest], None]) -> None:
        self._remember = remember
        self._hosts: dict[str, ASGIApp] = {
            backend.state.tenant.site_host: Site(backend),
            GATEWAY_HOST: Gateway(backend),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope)
        host = request.headers.get("host", "").lower().removesuffix(":443")
        answer = self._hosts.get(host) or self._refuse(request, host)
        await answer(scope, receive, send)

    def _refuse(self, request: Request, host: str) -> ASGIApp:
        foreign = ForeignRequest(
            scheme="https",
            host=host,
            method=request.method,
            path=request.scope["path"],
            carried_credential=carries_credential(request.headers),
        )
        self._remember(foreign)
        return refusals.misdirected(f"The local model answers only for {' and '.join(self._hosts)}, not for {host}.")
