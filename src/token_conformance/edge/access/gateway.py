"""The gateway form, `https://api.atlassian.com/ex/{app}/{cloud id}`: it refuses strangers, and checks scopes first."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.access import refusals
from token_conformance.edge.access.backend import Backend
from token_conformance.edge.access.credentials import Authorization
from token_conformance.edge.access.headers import product_headers, with_headers, with_jira_charset
from token_conformance.edge.access.tokens import Token
from token_conformance.edge.operations import find_operation
from token_conformance.model.url import GatewayPath, gateway_url

_OPEN_TO_EVERY_TOKEN = {"GET /rest/api/2/serverInfo", "GET /rest/api/3/serverInfo"}


class Gateway:
    """The application for `api.atlassian.com`."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._answer(Request(scope))(scope, receive, send)

    def _answer(self, request: Request) -> ASGIApp:
        """G5: a path without a known app and cloud id is not found."""
        path: str = request.scope["path"]
        if path == "/oauth/token/accessible-resources":  # rule accessible-resources: only for OAuth
            return refusals.unauthorized("FAILURE_CLIENT_AUTH_MISMATCH")
        prefix = GatewayPath.parse(path)
        if prefix is None or not self._is_cloud_id(prefix.cloud_id):
            return refusals.no_such_site(path)
        return self._authenticate(request, prefix)

    def _is_cloud_id(self, cloud_id: str) -> bool:
        return cloud_id == self._backend.state.tenant.cloud_id or self._backend.world.answers_for_every_cloud_id

    def _authenticate(self, request: Request, prefix: GatewayPath) -> ASGIApp:
        """G1 and G3: both kinds of token are accepted; a request without one is refused everywhere."""
        authorization = Authorization.parse(request.headers.get("authorization"))
        token = authorization.resolve(self._backend.tokens)
        if token is None:
            return refusals.unauthorized(_failure(authorization, self._backend.tokens))
        if prefix.app == "jira":
            return self._jira(request, prefix, token)
        return self._confluence(request, prefix, token)

    def _jira(self, request: Request, prefix: GatewayPath, token: Token) -> ASGIApp:
        path = prefix.path
        operation = _operation_of("jira", request.method, path)
        if not self._is_in_scope(token, operation):
            return refusals.scope_mismatch()
        refusal = (
            refusals.refuse_media_type(request, operation)
            if operation is not None
            else refusals.no_endpoint(request.method, path)
        )
        if refusal is not None:  # by the product, so with its headers
            return with_headers(refusal, product_headers(token.account_id))
        return with_jira_charset(self._backend.product(path, token, _base(prefix)))

    def _confluence(self, request: Request, prefix: GatewayPath, token: Token) -> ASGIApp:
        """G6: the path may omit `/wiki`. The product itself answers for operations that are not published."""
        path = prefix.at_site
        if not self._is_in_scope(token, _operation_of("confluence", request.method, path)):
            return refusals.scope_mismatch()
        return self._backend.product(path, token, _base(prefix))

    def _is_in_scope(self, token: Token, operation: Operation | None) -> bool:
        """G2: scopes are checked before routing, so an unknown operation is refused like a missing scope."""
        is_open = operation is not None and operation.name in _OPEN_TO_EVERY_TOKEN
        return is_open or self._backend.allows(token, operation)


def _operation_of(app: str, method: str, path: str) -> Operation | None:
    operation = find_operation(method, path)
    return operation if operation and operation.app == app else None


def _base(prefix: GatewayPath) -> str:
    """G7: the beginning of the links in the product's answer."""
    return gateway_url(prefix.app, prefix.cloud_id)


def _failure(authorization: Authorization, tokens: Mapping[str, Token]) -> str:
    """G3: one category for a token that no account owns; another for no credential or a wrong e-mail address."""
    is_unknown = authorization.is_bearer or (authorization.user and authorization.password not in tokens)
    return "FAILURE_CLIENT_AUTH" if is_unknown else "FAILURE_CLIENT_AUTH_MISMATCH"
