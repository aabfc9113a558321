"""Confluence at the site form: a private site refuses strangers, and a scoped token harder still (C1 to C3)."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.edge import headers, refusals
from token_conformance.edge.accounts import Token
from token_conformance.edge.backend import Backend, find_operation
from token_conformance.edge.credentials import Authorization


class ConfluenceSite:
    """The site's answers on the paths below `/wiki/`."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; no answer of Confluence has a seraph header."""
        request = Request(scope)
        authorization = Authorization.parse(request.headers.get("authorization"))
        token = authorization.resolve(self._backend.tokens)
        refusal = self._refuse(request, authorization, token)
        answer: ASGIApp = (
            headers.with_headers(refusal, headers.product_headers(None))
            if refusal is not None
            else self._backend.product(request.scope["path"], token, self._backend.site)
        )
        await answer(scope, receive, send)

    def _refuse(self, request: Request, authorization: Authorization, token: Token | None) -> Response | None:
        """The refusal that the credential meets; only the unscoped token meets none."""
        if authorization.is_basic and not authorization.is_well_formed:
            return refusals.confluence_refuses_malformed(self._backend.site)
        if token is None:
            return refusals.confluence_refuses_stranger(request.scope["path"])
        return self._refuse_scoped(request, token) if token.is_scoped else None

    def _refuse_scoped(self, request: Request, token: Token) -> Response | None:
        """C1, unless the world is one in which only its scopes can fail the token."""
        if not self._backend.world.resolves_scoped_tokens_at_site:
            return refusals.confluence_refuses_scoped()
        operation = find_operation(request.method, request.scope["path"])
        return None if self._backend.allows(token, operation) else refusals.scope_mismatch()
