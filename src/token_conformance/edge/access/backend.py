"""The backend that site and gateway share: one tenant with its tokens, and the products that answer its requests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.access import refusals
from token_conformance.edge.access.headers import product_headers, with_headers
from token_conformance.edge.access.tokens import Token
from token_conformance.edge.access.world import World
from token_conformance.edge.not_modelled import not_modelled
from token_conformance.edge.operations import find_operation
from token_conformance.edge.products.api import SCOPE_KEY, Call
from token_conformance.edge.tenant.state import State


@dataclass(frozen=True)
class Backend:
    """The tenant's state and tokens, the world that the edge models, and the products' routes (with site paths)."""

    state: State
    world: World
    tokens: Mapping[str, Token]
    routes: Sequence[BaseRoute]

    @property
    def site(self) -> str:
        """The URL of the tenant's site."""
        return f"https://{self.state.tenant.site_host}"

    def allows(self, token: Token, operation: Operation | None) -> bool:
        """Whether a token's scopes allow an operation in this world."""
        return token.allows(operation, self.world.grants)

    def product(self, path: str, token: Token | None, base: str) -> ASGIApp:
        """The application that answers for the products at a path of the site, with the headers of S4 and G4.

        `token` is None for a stranger; `base` is the beginning of the links in the answer (G7).
        """
        account_id = token.account_id if token else None
        call = Call(state=self.state, account_id=account_id, base=base, site=self.site)

        async def product(scope: Scope, receive: Receive, send: Send) -> None:
            scope = {**scope, "path": path, "raw_path": path.encode(), "root_path": "", SCOPE_KEY: call}
            await self._route(scope)(scope, receive, send)

        return with_headers(product, product_headers(account_id))

    def _route(self, scope: Scope) -> ASGIApp:
        for route in self.routes:
            match, found = route.matches(scope)
            if match is Match.FULL:
                scope.update(found)
                return route.handle
        if find_operation(scope["method"], scope["path"]) is None:
            return refusals.confluence_not_found()
        return not_modelled(f"The local model does not know what {scope['method']} {scope['path']} answers.")
