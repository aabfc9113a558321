"""The gateway form, `https://api.atlassian.com/ex/{app}/{cloud id}`: it refuses strangers, and checks scopes first."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.access import refusals
from token_conformance.edge.access.backend import Backend
from token_conformance.edge.access.caller import Caller
from token_conformance.edge.access.credentials import Authorization, Presented, kind_of
from token_conformance.edge.access.family import family_answer, lets_in
from token_conformance.edge.access.headers import EDGE, product_headers, with_headers, with_jira_charset
from token_conformance.edge.access.media_type import refuse_media_type
from token_conformance.edge.access.rulings import Place, Ruling, Verdict, rule
from token_conformance.edge.access.tokens import Token
from token_conformance.edge.not_modelled import unknown_answer
from token_conformance.edge.operations import METHODS, as_routed, find_family_operation, find_operation, is_retired
from token_conformance.edge.ruled import by_rule
from token_conformance.model.cell import UrlForm
from token_conformance.model.url import GATEWAY_HOST, GatewayPath, gateway_url

_OPEN_TO_EVERY_TOKEN = {"GET /rest/api/2/serverInfo", "GET /rest/api/3/serverInfo"}


class Gateway:
    """The application for `api.atlassian.com`."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._answer(Request(scope))(scope, receive, send)

    def _answer(self, request: Request) -> ASGIApp:
        """G5: a path that is neither of a family nor of a known app and cloud id is not found."""
        path: str = request.scope["path"]
        if path == "/oauth/token/accessible-resources":  # rule accessible-resources: only for OAuth
            return refusals.unauthorized("FAILURE_CLIENT_AUTH_MISMATCH", "accessible-resources")
        prefix = GatewayPath.parse(path)
        if prefix is None:
            return self._family(request, path) or refusals.no_such_site(path)
        if not self._is_cloud_id(prefix.cloud_id):
            return refusals.no_such_site(path)
        return self._authenticate(request, prefix)

    def _is_cloud_id(self, cloud_id: str) -> bool:
        return cloud_id == self._backend.state.tenant.cloud_id or self._backend.world.answers_for_every_cloud_id

    def _family(self, request: Request, path: str) -> ASGIApp | None:
        """The answer at a family's base beside `/ex`. G3: a Basic credential must resolve there too.

        A Bearer value may be of a kind that the local model does not know.
        """
        authorization = Authorization.parse(request.headers.get("authorization"))
        url, kind = f"https://{GATEWAY_HOST}{path}", self._kind(request)
        answer = family_answer(request.method, path, url, kind)
        token = authorization.resolve(self._backend.tokens)
        if answer is not None and token is not None and lets_in(url, kind):
            return with_headers(answer, product_headers(token.account_id))
        if answer is None or authorization.is_bearer or token is not None:
            return answer
        return refusals.unauthorized(_failure(authorization, self._backend.tokens))

    def _authenticate(self, request: Request, prefix: GatewayPath) -> ASGIApp:
        """G1 and A1: the tokens of the edge are accepted with the schemes that are known to work."""
        presented = Presented.read(request.headers.get("authorization"), self._backend.tokens)
        ruling = rule(presented, Place.GATEWAY, self._backend.world)
        token = ruling.token
        if token is None:
            return self._refuse_credential(presented.authorization, ruling)
        base = gateway_url(prefix.app, prefix.cloud_id)  # G7: the beginning of the links in the product's answer
        caller = Caller(token, self._kind(request), UrlForm.GATEWAY, base, self._backend.site)
        answer = self._jira if prefix.app == "jira" else self._confluence
        return answer(request, prefix, caller, token)

    def _refuse_credential(self, authorization: Authorization, ruling: Ruling) -> ASGIApp:
        """A2, G2 and G3: what is not known, a credential without scopes of the app, and every other one."""
        if ruling.not_modelled:
            return with_headers(ruling.not_modelled, EDGE)
        if ruling.verdict is Verdict.SCOPE_MISMATCH:
            return refusals.scope_mismatch()
        return refusals.unauthorized(_failure(authorization, self._backend.tokens))

    def _kind(self, request: Request) -> str:
        return kind_of(request.headers.get("authorization"), self._backend.tokens)

    def _jira(self, request: Request, prefix: GatewayPath, caller: Caller, token: Token) -> ASGIApp:
        """G2: with a slash at its end a path is one that the scope check does not know."""
        refusal = self._check_scopes(request, prefix.path, prefix, token)
        if refusal is not None:
            return refusal
        path = as_routed(prefix.path)
        operation = _operation_of(prefix, request.method, path)
        if operation is not None:
            refused = refuse_media_type(request, operation, path)
        else:  # Jira does not know the paths of Confluence
            refused = refusals.no_endpoint(request.method, path) if path.startswith("/wiki/") else None
        if refused is not None:  # by the product, so with its headers
            return with_headers(refused, product_headers(token.account_id))
        return with_jira_charset(self._product(request, path, caller, operation))

    def _confluence(self, request: Request, prefix: GatewayPath, caller: Caller, token: Token) -> ASGIApp:
        """G6: the path may omit `/wiki`."""
        path = as_routed(prefix.at_site)
        refusal = self._check_scopes(request, path, prefix, token)
        return refusal or self._product(request, path, caller, _operation_of(prefix, request.method, path))

    def _check_scopes(self, request: Request, path: str, prefix: GatewayPath, token: Token) -> ASGIApp | None:
        """G2: scopes are checked before routing, so an unknown operation is refused like a missing scope."""
        operation = _operation_of(prefix, request.method, path) or find_family_operation(request.method, path)
        if operation is not None and token.is_scoped and not operation.scopes_known:
            return unknown_answer(request.method, path, "nobody has read which scopes it needs")
        is_open = operation is not None and operation.name in _OPEN_TO_EVERY_TOKEN
        return None if is_open or self._backend.allows(token, operation) else refusals.scope_mismatch()

    def _product(self, request: Request, path: str, caller: Caller, operation: Operation | None) -> ASGIApp:
        """G1, A1, or G8 for an operation that is published no more. Other methods are not known at the gateway."""
        if request.method not in {*METHODS, "HEAD"}:
            return unknown_answer(request.method, path)
        let_in = "G1" if caller.token is None or caller.token.is_personal else "A1"
        by = "G8" if operation and is_retired(operation) else let_in
        return by_rule(by, self._backend.product(path, caller))


def _operation_of(prefix: GatewayPath, method: str, path: str) -> Operation | None:
    operation = find_operation(method, path)
    return operation if operation and operation.app == prefix.app else None


def _failure(authorization: Authorization, tokens: Mapping[str, Token]) -> str:
    """G3: one category for a token that no account owns; another for no credential or a wrong e-mail address."""
    is_unknown = authorization.is_bearer or (authorization.user and authorization.password not in tokens)
    return "FAILURE_CLIENT_AUTH" if is_unknown else "FAILURE_CLIENT_AUTH_MISMATCH"
