"""What all products of the edge share: the call that they get, their errors, and readers of a request's parts."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Protocol
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.not_modelled import not_modelled
from token_conformance.edge.operations import find_operation
from token_conformance.edge.products.body import WrongTypeError, read_as
from token_conformance.edge.products.handler import Handler
from token_conformance.edge.products.route import Route
from token_conformance.edge.ruled import note_rule
from token_conformance.edge.tenant.state import State

SCOPE_KEY = "token_conformance.call"
_BODY_KEY = "token_conformance.body"


@dataclass(frozen=True)
class Call:
    """The caller of a request, the tenant, and the URL that links in the answer start with.

    The site or the gateway makes it when it accepts a request. `account_id` is None for an anonymous caller. `base` is
    the site's URL at the site form and `https://api.atlassian.com/ex/<app>/<cloud id>` at the gateway form; `site` is
    always the site's URL.
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
        """Whether the caller is anonymous; a private tenant shows nothing to such a caller."""
        return self.account_id is None


class ApiError(Exception):
    """An error that the product answers, with this status and message, and by a rule of its own, if it has one."""

    def __init__(self, status: int, message: str = "", rule: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.rule = rule


@dataclass(frozen=True)
class Api:
    """One API of a product: how it writes an error, and the error that an anonymous caller gets.

    If it is `open_as_published`, strangers reach an operation that is published as anonymous.
    """

    error_response: Callable[[ApiError], Response]
    anonymous_error: ApiError
    open_as_published: bool = False

    def route(self, operation: str, handler: Handler, *, is_open: bool = False, template: str | None = None) -> Route:
        """A route for an operation (`GET /rest/...`); anonymous requests reach the handler only if it is open.

        A caller who may call it gets 501 for a published query parameter that the handler does not honour. `template`
        is the path with names that a route can have, if the published ones have hyphens.
        """

        async def answer(request: Request) -> Response:
            if Call.of(request).is_anonymous and not (is_open or self._is_published_as_open(operation)):
                return self.error_response(self.anonymous_error)
            refused = handler.not_honoured(request, _operation(operation))
            if refused and not Call.of(request).is_anonymous:
                return not_modelled(f"The local model does not know {operation} with {refused}.")
            request.scope[_BODY_KEY] = handler.body
            try:
                return await handler.answer(request)
            except ApiError as error:
                if error.rule:
                    note_rule(request.scope, error.rule)
                return self.error_response(error)

        return Route(operation, template or operation.partition(" ")[2], answer, handler.body)

    def _is_published_as_open(self, operation: str) -> bool:
        return self.open_as_published and _operation(operation).anonymous


@cache
def _operation(name: str) -> Operation:
    """The operation that a route is named after, looked up at its first request."""
    method, _, path = name.partition(" ")
    operation = find_operation(method, path)
    assert operation is not None, name  # noqa: S101  # narrows the type: a test finds the operation of every route
    return operation


class HasId(Protocol):
    """An object with an id."""

    @property
    def id(self) -> str:
        """The id."""


def caller(request: Request) -> str:
    """The account id of the caller. Raises ApiError (401) for an anonymous caller."""
    account_id = Call.of(request).account_id
    if account_id is None:
        raise ApiError(401, "Client must be authenticated to access this resource.")
    return account_id


async def json_object(request: Request) -> dict[str, Any]:
    """The members of the JSON object in the request's body that the handler declares.

    Raises ApiError (400) when the body is anything else, or a member has another type than is declared.
    """
    body: dict[str, Any] = await json_body(request)
    return body


async def json_body(request: Request) -> Any:
    """As `json_object`, for a handler that declares another shape than an object."""
    try:
        body = json.loads(await request.body())
        json.dumps(body, ensure_ascii=False, allow_nan=False).encode()  # NaN and lone surrogates cannot be sent back
    except (ValueError, RecursionError):
        body = None
    try:
        return read_as(request.scope[_BODY_KEY] or dict, body)
    except WrongTypeError as error:
        raise ApiError(400, f"{error}.") from None


def member(body: dict[str, Any], name: str) -> Any:
    """A required member of the request's body. Raises ApiError (400) when it is missing or empty."""
    if body.get(name) in (None, "", [], {}):
        raise ApiError(400, f"'{name}' is required in the request's body.")
    return body[name]


def whole_number(request: Request, name: str, default: int, minimum: int = 0) -> int:
    """An integer of the query string. Raises ApiError (400) when it is not an integer, or below the minimum."""
    try:
        number = int(request.query_params.get(name, default))
    except ValueError:
        number = minimum - 1
    if number < minimum:
        raise ApiError(400, f"The query parameter '{name}' must be a whole number, at least {minimum}.")
    return number


def no_content() -> Response:
    """The answer to a change that returns nothing."""
    return Response(status_code=204)


def file_response(name: str, media_type: str, data: bytes) -> Response:
    """A file to download under its name."""
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, headers={"Content-Disposition": disposition, "Content-Type": media_type})


def iso_timestamp(time: datetime) -> str:
    """A time in UTC to the millisecond, such as `2026-01-05T09:00:00.000Z`."""
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
