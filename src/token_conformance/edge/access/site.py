"""The site form, `https://SITE.atlassian.net`: Confluence (rules C1 to C3) and Jira (rules S1 to S6).

A private site refuses strangers. Confluence refuses a scoped token, and Jira treats it as a failed login.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.access import headers, refusals
from token_conformance.edge.access.backend import Backend
from token_conformance.edge.access.credentials import Authorization
from token_conformance.edge.access.tokens import Token
from token_conformance.edge.operations import find_operation

_LOGIN_FAILED = {"x-seraph-loginreason": "AUTHENTICATED_FAILED"}


class ConfluenceSite:
    """The application for the site's paths below `/wiki/`."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. No answer of Confluence has an `x-seraph-loginreason` header."""
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
        """The refusal of the credential, or None; only the unscoped token is never refused."""
        if authorization.is_basic and not authorization.is_well_formed:
            return refusals.confluence_refuses_malformed(self._backend.site)
        if token is None:
            return refusals.confluence_refuses_stranger(request.scope["path"])
        return self._refuse_scoped(request, token) if token.is_scoped else None

    def _refuse_scoped(self, request: Request, token: Token) -> Response | None:
        """C1; in a world where the site accepts scoped tokens, only a missing scope is refused."""
        if not self._backend.world.resolves_scoped_tokens_at_site:
            return refusals.confluence_refuses_scoped()
        operation = find_operation(request.method, request.scope["path"])
        return None if self._backend.allows(token, operation) else refusals.scope_mismatch()


class JiraSite:
    """The application for all other paths of the site."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, with the headers of S1 and S4."""
        request = Request(scope)
        authorization = Authorization.parse(request.headers.get("authorization"))
        token = self._resolve(authorization)
        answer = self._answer(request, authorization, token)
        await headers.with_headers(answer, _login_headers(authorization, token))(scope, receive, send)

    def _resolve(self, authorization: Authorization) -> Token | None:
        """S1: a scoped token does not resolve here, except in a world where the site accepts scoped tokens."""
        token = authorization.resolve(self._backend.tokens)
        if token and token.is_scoped and not self._backend.world.resolves_scoped_tokens_at_site:
            return None
        return token

    def _answer(self, request: Request, authorization: Authorization, token: Token | None) -> ASGIApp:
        path: str = request.scope["path"]
        refusal = self._refuse(request, path, authorization, token)
        if refusal is not None:
            return headers.with_headers(refusal, headers.product_headers(token.account_id if token else None))
        return headers.with_jira_charset(self._backend.product(path, token, self._backend.site))

    def _refuse(
        self, request: Request, path: str, authorization: Authorization, token: Token | None
    ) -> Response | None:
        """The checks in the order in which they are known to refuse: S5, S6, then the caller."""
        if authorization.is_bearer:
            return refusals.unreadable_bearer()
        operation = find_operation(request.method, path)
        if operation is None:
            return refusals.no_endpoint(request.method, path)
        return refusals.refuse_media_type(request, operation) or self._refuse_caller(request, operation, token)

    def _refuse_caller(self, request: Request, operation: Operation, token: Token | None) -> Response | None:
        """S2 and S3: a stranger may call an operation that is published as anonymous; every other one is refused."""
        if token is None:
            accept = request.headers.get("accept")
            return None if operation.anonymous else refusals.gate(accept, self._backend.site)
        if self._backend.allows(token, operation) or _is_open(operation):
            return None
        return refusals.scope_mismatch()


def _is_open(operation: Operation) -> bool:
    """Whether the operation needs neither a credential nor a scope, as serverInfo."""
    return operation.anonymous and not (operation.classic or operation.granular)


def _login_headers(authorization: Authorization, token: Token | None) -> dict[str, str]:
    """S1 and S4: the headers that say whether the caller is known, and whether a login was tried and failed."""
    login_failed = token is None and authorization.is_basic and authorization.user
    return headers.xsrf_cookie(logged_in=token is not None) | (_LOGIN_FAILED if login_failed else {})
