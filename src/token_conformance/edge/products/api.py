"""What a product of the edge sees of a request that the site or the gateway has let through."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from token_conformance.edge.tenant.state import State

SCOPE_KEY = "token_conformance.call"


@dataclass(frozen=True)
class Call:
    """The caller, the tenant, and the URL that links in the answer start with.

    `account_id` is None for an anonymous caller. `base` is the site's URL at the site form and
    `https://api.atlassian.com/ex/<app>/<cloud id>` at the gateway form; `site` is always the site's URL.
    """

    state: State
    account_id: str | None
    base: str
    site: str

    @classmethod
    def of(cls, request: Request) -> "Call":
        """The call that the site or the gateway put into the request's scope."""
        call = request.scope[SCOPE_KEY]
        assert isinstance(call, cls)  # noqa: S101  # narrows the type: the scope holds anything
        return call

    @property
    def is_anonymous(self) -> bool:
        """Whether the caller is a stranger, to whom a private tenant shows nothing."""
        return self.account_id is None


Handler = Callable[[Request], Awaitable[Response]]


class Refusal(Exception):  # noqa: N818  # an answer, not an error of the edge
    """The product refuses the request with this status and these words."""

    def __init__(self, status: int, message: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@dataclass(frozen=True)
class Api:
    """One API of a product: the shape of its errors, and what a stranger gets who was let through to it."""

    refuse: Callable[[Refusal], Response]
    stranger: Refusal

    def route(self, operation: str, handler: Handler, *, is_open: bool = False) -> Route:
        """A route for an operation (`GET /rest/...`); a stranger gets to the handler only where it is open."""

        async def answer(request: Request) -> Response:
            if Call.of(request).is_anonymous and not is_open:
                return self.refuse(self.stranger)
            try:
                return await handler(request)
            except Refusal as refusal:
                return self.refuse(refusal)

        method, _, path = operation.partition(" ")
        return Route(path, answer, methods=[method], name=operation)


def caller(request: Request) -> str:
    """The account id of whoever makes the request. Raises Refusal (401) for a stranger."""
    account_id = Call.of(request).account_id
    if account_id is None:
        raise Refusal(401, "Client must be authenticated to access this resource.")
    return account_id


async def json_object(request: Request) -> dict[str, Any]:
    """The object in the request's body. Raises Refusal (400) when the body holds anything else."""
    try:
        body = json.loads(await request.body())
        json.dumps(body, ensure_ascii=False, allow_nan=False).encode()  # what cannot be shown is not taken
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise Refusal(400, "The request's body must be a JSON object.")
    return body


def member(body: dict[str, Any], name: str) -> Any:
    """A required member of the request's body. Raises Refusal (400) when it is missing or empty."""
    if body.get(name) in (None, "", [], {}):
        raise Refusal(400, f"'{name}' is required in the request's body.")
    return body[name]


def whole_number(request: Request, name: str, default: int, minimum: int = 0) -> int:
    """A number of the query string. Raises Refusal (400) when it is none, or below the minimum."""
    try:
        number = int(request.query_params.get(name, default))
    except ValueError:
        number = minimum - 1
    if number < minimum:
        raise Refusal(400, f"The query parameter '{name}' must be a whole number, at least {minimum}.")
    return number


def iso(moment: datetime) -> str:
    """A moment in UTC to the millisecond, such as `2026-01-05T09:00:00.000Z`."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
