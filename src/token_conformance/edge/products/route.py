"""The routes of the products: an operation, and what answers for it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.body import Shape


@dataclass(frozen=True)
class Route:
    """What answers for an operation (`name`); `path` is its path, with the names that the answer reads.

    Which operation a request has is decided by the catalogue: a route only names the parts of the path. `body` is
    what the answer reads of JSON in the body of a request, None if it reads no JSON.
    """

    name: str
    path: str
    answer: Callable[[Request], Awaitable[Response]]
    body: Shape | None = None

    def parameters(self, path: str) -> dict[str, str]:
        """The parameters of a path of the operation, by the names that the answer reads."""
        pairs = zip(self.path.split("/"), path.split("/"), strict=True)
        return {name[1:-1]: part for name, part in pairs if name.startswith("{")}
