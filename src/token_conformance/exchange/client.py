"""The HTTP client that sends the request of a cell. No other module of the suite sends HTTP requests to a target."""

import ssl
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from functools import lru_cache, reduce
from operator import getitem
from typing import TYPE_CHECKING, Protocol, Self, TypedDict, Unpack

import httpx
from vcr.errors import UnhandledHTTPRequestError

from token_conformance._version import __version__
from token_conformance.errors import BoundError, UserError, nearest
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Cell, Credential, Product, UrlForm
from token_conformance.model.outcome import Outcome, of_refusal
from token_conformance.model.target import Target
from token_conformance.model.url import FAMILY_ROOT, GATEWAY_HOST

if TYPE_CHECKING:
    from token_conformance.exchange.throttling import Throttle

BOUNDARY = "token-conformance-boundary"
"""The boundary between the parts of an upload. It is constant, so that a replayed body equals the recorded one."""

TIMEOUT_SECONDS = 30.0

USER_AGENT = f"atlassian-token-conformance/{__version__}"
"""The `User-Agent` of every request, by which the administrators of a tenant can identify the suite."""

HEADERS = {"Accept": "application/json", "Accept-Encoding": "gzip, deflate", "User-Agent": USER_AGENT}
"""The headers of every request."""

Names = Mapping[str, str | int]


class Parts(TypedDict, total=False):
    """The parts of a request that a requirement fills in: path and query parameters, a body, and headers.

    `files` maps the name of a form field to a file's name, content and content type.
    """

    path: Names
    query: Names
    json: object
    files: Mapping[str, tuple[str, bytes, str]]
    headers: Mapping[str, str]


_PARTS = sorted(Parts.__optional_keys__)
_GIVE = f"give one of {', '.join(f'{name}=' for name in _PARTS)}"
_MAPPINGS = ("path", "query", "headers")


class RefusedError(Exception):
    """The exchange did not succeed, so there is nothing to prove: the status determines the outcome."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome


class UnrecordedRequestError(Exception):
    """The cell's cassette does not contain the request that the cell sends."""


class Exchange:
    """One HTTP client for a whole run. It does not follow redirects, because a redirect is an answer too.

    It keeps no cookies: the cookie of one cell would log the next cell in.
    Requests to a live target are throttled: by `throttle` or, without one, by the default limits for this process.
    """

    def __init__(
        self,
        target: Target,
        throttle: "Throttle | None" = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.target = target
        self._bases = {
            (product, form): target.tenant.base_url(product, form) for product in Product for form in UrlForm
        }
        self._authorizations = {
            (credential, product): target.credentials.authorization(credential, product)
            for credential in Credential
            for product in Product
        }
        self._resources = ExitStack()
        self._transport = transport or _transport(target)
        self._timeout = httpx.Timeout(TIMEOUT_SECONDS).as_dict()
        self._resources.enter_context(self._transport)
        self._throttle = throttle or (self._unshared_throttle() if target.name == "live" else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._resources.close()

    def send(self, cell: Cell, **parts: Unpack[Parts]) -> Answer:
        """Send the cell's request with its credential to its URL form.

        Raises RefusedError if the target is unreachable or its answer exceeds a bound. In a replay, raises
        UnrecordedRequestError if the cassette lacks the request, and BoundError if its answer is too large. Raises
        UserError for a part that no request has: without it, another request would be sent than was meant.
        """
        _require_parts(parts)
        multipart = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"} if "files" in parts else {}
        query = parts.get("query")
        request = httpx.Request(
            cell.endpoint.method,
            _url(self.url(cell, parts.get("path", {})), httpx.QueryParams(query) if query else None),
            json=parts.get("json"),
            files=parts.get("files"),
            headers={**HEADERS, **parts.get("headers", {}), **multipart},
            extensions={"timeout": self._timeout},
        )
        if authorization := self.authorization(cell):
            request.headers["Authorization"] = authorization  # no repr shows its value
        return self._answer(request)

    def url(self, cell: Cell, path: Names) -> str:
        """The URL of the cell's endpoint with its path parameters filled in."""
        if cell.endpoint.path_template.startswith(FAMILY_ROOT):
            return f"https://{GATEWAY_HOST}{cell.endpoint.path(path)}"
        return self._bases[cell.endpoint.product, cell.url_form] + cell.endpoint.path(path)

    def authorization(self, cell: Cell) -> str | None:
        """The value of the `Authorization` header of the cell's request, or None to send no header."""
        return self._authorizations[cell.credential, cell.endpoint.product]

    def _answer(self, request: httpx.Request) -> Answer:
        try:
            response = self._response(request)
            body = _body(response)
        except httpx.HTTPError as error:
            raise RefusedError(Outcome.UNREACHABLE, f"{type(error).__name__}: {error}") from None
        except BoundError as error:
            if self.target.is_replay:  # the cassette is wrong, and there is no outcome
                raise
            raise RefusedError(Outcome.UNREACHABLE, str(error)) from None  # a part of an answer proves nothing
        except UnhandledHTTPRequestError:
            raise UnrecordedRequestError(f"{request.method} {request.url}") from None
        return Answer(str(request.url), response.status_code, dict(response.headers), body)

    def _response(self, request: httpx.Request) -> httpx.Response:
        """The response of the transport. httpx's client would also parse the target of a redirect, and fail at some."""
        if self._throttle is None:
            return self._transport.handle_request(request)
        return self._throttle.send(request.method, lambda: self._transport.handle_request(request))

    def _unshared_throttle(self) -> "Throttle":
        from token_conformance.exchange.throttling import unshared_throttle  # noqa: PLC0415  # loaded only if it is needed

        return self._resources.enter_context(unshared_throttle())


@lru_cache(maxsize=16)
def _url(url: str, query: httpx.QueryParams | None) -> httpx.URL:
    """A URL with its query. It takes long to parse, and the next cells of an endpoint have the same."""
    return httpx.URL(url, params=query)


def _body(response: httpx.Response) -> bytes:
    """The body of an answer, which the transport has read and decoded.

    Only a cassette of somebody else has an encoded body; it is decoded here, because httpx would do so without a bound.
    """
    body = b"".join(response.iter_raw())
    encodings = response.headers.get("content-encoding")
    if not encodings:
        return body
    from token_conformance.exchange.decoding import decoded  # noqa: PLC0415  # cassettes of this suite do not need it

    return decoded(body, encodings)


def _transport(target: Target) -> httpx.HTTPTransport:
    from token_conformance.exchange.transport import BoundedTransport  # noqa: PLC0415  # a replay sends nothing

    return BoundedTransport(ssl.create_default_context(cafile=target.ca_file), target.proxy)


class Sender(Protocol):
    """Sends the request of a cell, as Exchange and WriteGuard do."""

    def send(self, cell: Cell, **parts: Unpack[Parts]) -> Answer:
        """Send the cell's request; raises RefusedError if the target is unreachable."""


class Send:
    """The function that an endpoint test calls exactly once: it sends the cell's request and stores the answer."""

    def __init__(self, sender: Sender, cell: Cell) -> None:
        self._sender = sender
        self._cell = cell
        self.calls = 0
        self.answer: Answer | None = None
        self.shows = ""
        """A sentence about what the answer shows of its caller; empty for an endpoint, whose test judges the answer."""

    def __call__(self, **parts: Unpack[Parts]) -> Answer:
        """Send the request; returns the answer if its status is a success, else ends the test with RefusedError."""
        self.calls += 1
        self.answer = self._sender.send(self._cell, **parts)
        return require_success(self.answer)


def _require_parts(given: Mapping[str, object]) -> None:
    for name, value in given.items():
        if name not in _PARTS:
            raise UserError(f"send: {name}= is no part of a request; {nearest(name, _PARTS, _GIVE)}")
        if name in _MAPPINGS and not isinstance(value, Mapping):
            raise UserError(f"send: {name}= is not a mapping of names to values; correct it")


def require_success(answer: Answer) -> Answer:
    """Return the answer if its status is a success; otherwise raise RefusedError with the outcome of the status."""
    if not answer.is_success:
        raise RefusedError(of_refusal(answer), answer.summary)
    return answer


def value_in(answer: Answer, path: Iterable[str | int], read: Callable[[object], str]) -> str:
    """A value in the JSON of a successful answer: `path` has its keys and indexes, and `read` checks its form.

    Raises RefusedError for another status, and for an answer without such a value.
    """
    try:
        return read(reduce(getitem, path, require_success(answer).json()))
    except (ValueError, LookupError, TypeError):
        raise RefusedError(Outcome.UNEXPECTED, answer.summary) from None
