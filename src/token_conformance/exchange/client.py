"""The HTTP client that sends the request of a cell. No other module of the suite sends HTTP requests to a target."""

import ssl
from collections.abc import Generator, Mapping
from contextlib import ExitStack
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Protocol, Self, TypedDict, Unpack

import httpx
from vcr.errors import CannotOverwriteExistingCassetteException

from token_conformance._version import __version__
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Cell
from token_conformance.model.outcome import Outcome, of_refusal
from token_conformance.model.target import Target

if TYPE_CHECKING:
    from token_conformance.exchange.throttling import Throttle

BOUNDARY = "token-conformance-boundary"
"""The boundary between the parts of an upload. It is constant, so that a replayed body equals the recorded one."""

TIMEOUT_SECONDS = 30.0

USER_AGENT = f"atlassian-token-conformance/{__version__}"
"""The `User-Agent` of every request, by which the administrators of a tenant can identify the suite."""

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


class RefusedError(Exception):
    """The exchange did not succeed, so there is nothing to prove: the status determines the outcome."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome


class UnrecordedRequestError(Exception):
    """The cell's cassette does not contain the request that the cell sends."""


class _OpaqueAuth(httpx.Auth):
    """Sends the credential, but never shows it: it is in no repr, and in no attribute that a traceback shows."""

    __slots__ = ("_add_header",)

    def __init__(self, value: str) -> None:
        def add_header(request: httpx.Request) -> None:
            request.headers["Authorization"] = value

        self._add_header = add_header

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        self._add_header(request)
        yield request


class Exchange:
    """One HTTP client for a whole run. It does not follow redirects, because a redirect is an answer too.

    Requests to a live target are throttled: by `throttle` or, without one, by the default limits for this process.
    """

    def __init__(self, target: Target, throttle: "Throttle | None" = None) -> None:
        self.target = target
        self._resources = ExitStack()
        self._client = self._resources.enter_context(_client(target))
        self._throttle = throttle or (self._unshared_throttle() if target.name == "live" else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._resources.close()

    def send(self, cell: Cell, **parts: Unpack[Parts]) -> Answer:
        """Send the cell's request with its credential to its URL form.

        Raises RefusedError if the target is unreachable, and UnrecordedRequestError if its cassette lacks the request.
        """
        multipart = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"} if "files" in parts else {}
        request = self._client.build_request(
            cell.endpoint.method,
            self.url(cell, parts.get("path", {})),
            params=parts.get("query"),
            json=parts.get("json"),
            files=parts.get("files"),
            headers={**parts.get("headers", {}), **multipart},
        )
        authorization = self.target.credentials.authorization(cell.credential, cell.endpoint.product)
        return self._answer(request, _OpaqueAuth(authorization) if authorization else None)

    def url(self, cell: Cell, path: Names) -> str:
        """The URL of the cell's endpoint with its path parameters filled in."""
        base = self.target.tenant.base_url(cell.endpoint.product, cell.url_form)
        return base + cell.endpoint.path(path)

    def _answer(self, request: httpx.Request, auth: httpx.Auth | None) -> Answer:
        try:
            response = self._response(request, auth)
        except httpx.HTTPError as error:
            raise RefusedError(Outcome.UNREACHABLE, f"{type(error).__name__}: {error}") from None
        except CannotOverwriteExistingCassetteException:
            raise UnrecordedRequestError(f"{request.method} {request.url}") from None
        return Answer(str(request.url), response.status_code, dict(response.headers), response.content)

    def _response(self, request: httpx.Request, auth: httpx.Auth | None) -> httpx.Response:
        if self._throttle is None:
            return self._client.send(request, auth=auth)
        return self._throttle.send(request.method, lambda: self._client.send(request, auth=auth))

    def _unshared_throttle(self) -> "Throttle":
        from token_conformance.exchange.throttling import unshared_throttle  # noqa: PLC0415  # loaded only if it is needed

        return self._resources.enter_context(unshared_throttle())


def _client(target: Target) -> httpx.Client:
    """The client for all cells. It stores no cookies, because the cookie of one cell would log the next cell in."""
    return httpx.Client(
        proxy=target.proxy,
        verify=ssl.create_default_context(cafile=target.ca_file),
        trust_env=False,
        timeout=TIMEOUT_SECONDS,
        headers={"Accept": "application/json", "User-Agent": USER_AGENT},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
    )


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

    def __call__(self, **parts: Unpack[Parts]) -> Answer:
        """Send the request; returns the answer if its status is a success, else ends the test with RefusedError."""
        self.calls += 1
        self.answer = self._sender.send(self._cell, **parts)
        return require_success(self.answer)


def require_success(answer: Answer) -> Answer:
    """Return the answer if its status is a success; otherwise raise RefusedError with the outcome of the status."""
    if not answer.is_success:
        raise RefusedError(of_refusal(answer), f"{answer.status} {answer.text[:120]}")
    return answer
