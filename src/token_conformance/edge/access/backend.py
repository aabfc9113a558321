"""The backend that site and gateway share: one tenant with its tokens, and the products that answer its requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.access.caller import Caller
from token_conformance.edge.access.headers import product_headers, with_headers
from token_conformance.edge.access.life import answer_of_state
from token_conformance.edge.access.missing import missing
from token_conformance.edge.access.tokens import Token
from token_conformance.edge.access.world import World
from token_conformance.edge.not_modelled import unknown_answer
from token_conformance.edge.operations import as_routed, find_operation, query_of, shape, state_of
from token_conformance.edge.products.api import SCOPE_KEY, Call
from token_conformance.edge.products.route import Route
from token_conformance.edge.products.routes import routes_of
from token_conformance.edge.tenant.state import State


@dataclass(frozen=True)
class Backend:
    """The tenant's state and tokens, and the world that the edge models."""

    state: State
    world: World
    tokens: Mapping[str, Token]

    @property
    def site(self) -> str:
        """The URL of the tenant's site."""
        return f"https://{self.state.tenant.site_host}"

    def allows(self, token: Token, operation: Operation | None) -> bool:
        """Whether a token's scopes allow an operation in this world."""
        return token.allows(operation, self.world.grants)

    def product(self, path: str, caller: Caller) -> ASGIApp:
        """The application that answers for the products at a path of the site, with the headers of S4 and G4."""
        call = Call(state=self.state, account_id=caller.account_id, base=caller.base, site=self.site)

        async def product(scope: Scope, receive: Receive, send: Send) -> None:
            routed = as_routed(path)
            scope = {**scope, "path": routed, "raw_path": routed.encode(), "root_path": "", SCOPE_KEY: call}
            await self._route(scope, caller)(scope, receive, send)

        return with_headers(product, product_headers(caller.account_id))

    def _route(self, scope: Scope, caller: Caller) -> ASGIApp:
        """The handler of the operation. A literal path and a template share requests, so the catalogue decides."""
        request = Request(scope)
        method, path = request.method, scope["path"]
        operation = find_operation(method, path)
        if operation is None:
            return missing(request, path, caller)
        state = state_of(operation, query_of(request))
        answer = answer_of_state(state, method, path, caller) if state else None
        return answer or self._handler(operation, scope) or unknown_answer(method, path)

    def _handler(self, operation: Operation, scope: Scope) -> ASGIApp | None:
        route = _routes(operation.api).get(shape(operation.name))
        if route is None:
            return None
        scope["path_params"] = route.parameters(scope["path"])

        async def handler(scope: Scope, receive: Receive, send: Send) -> None:
            response = await route.answer(Request(scope, receive, send))
            await response(scope, receive, send)

        return handler


@cache
def _routes(api: str) -> Mapping[str, Route]:
    """The routes of an API by the operations that they are named after; the names of parameters may differ."""
    return {shape(route.name): route for route in routes_of(api)}
