"""Where a cell is sent: the one place that speaks HTTP."""

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
"""Between the parts of an upload; fixed, so that a replayed body equals the recorded one."""

TIMEOUT_SECONDS = 30.0

USER_AGENT = f"atlassian-token-conformance/{__version__}"
"""What every request says of its sender, so that whoever runs the tenant knows whom to ask."""

Names = Mapping[str, str | int]


class Parts(TypedDict, total=False):
    """The parts of a request that a requirement fills in: path and query parameters, and a body.

    A file of `files` is its name, content and content type, by the name of its form field.
    """

    path: Names
    query: Names
    json: object
    files: Mapping[str, tuple[str, bytes, str]]
    headers: Mapping[str, str]


class RefusedError(Exception):
    """The exchange ended without a success: there is nothing to prove, the status is the outcome."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome


class ForeignRequestError(Exception):
    """The cassette of this cell does not hold the request that the cell makes."""


class _OpaqueAuth(httpx.Auth):
    """Puts the credential on the wire and nowhere else: it has no repr and no attribute that a traceback shows."""

    __slots__ = ("_put",)

    def __init__(self, value: str) -> None:
        def put(request: httpx.Request) -> None:
            request.headers["Authorization"] = value

        self._put = put

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        self._put(request)
        yield request


class Exchange:
    """One HTTP client for a whole run; redirects are answers too, so they are not followed.

    A live target is sent to politely, by default as a process that is alone with it.
    """

    def __init__(self, target: Target, politeness: "Throttle | None" = None) -> None:
        self.target = target
        self._resources = ExitStack()
        self._client = self._resources.enter_context(_client(target))
        self._politeness = politeness or (self._alone() if target.name == "live" else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._resources.close()

    def send(self, cell: Cell, **parts: Unpack[Parts]) -> Answer:
        """Call the cell's endpoint with its credential at its URL form; raises RefusedError if it is unreachable."""
        multipart = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"} if "files" in parts else {}
        request = self._client.build_request(
            cell.endpoint.method,
            self.url(cell, parts.get("path", {})),
            params=parts.get("query"),
            json=parts.get("json"),
            files=parts.get("files"),
            headers={**parts.get("headers", {}), **multipart},
        )
        authorization = self.target.wallet.authorization(cell.credential, cell.endpoint.product)
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
            raise ForeignRequestError(f"{request.method} {request.url}") from None
        return Answer(str(request.url), response.status_code, dict(response.headers), response.content)

    def _response(self, request: httpx.Request, auth: httpx.Auth | None) -> httpx.Response:
        if self._politeness is None:
            return self._client.send(request, auth=auth)
        return self._politeness.send(request.method, lambda: self._client.send(request, auth=auth))

    def _alone(self) -> "Throttle":
        from token_conformance.exchange.throttling import unshared_throttle  # noqa: PLC0415  # loads only where it is needed

        return self._resources.enter_context(unshared_throttle())


def _client(target: Target) -> httpx.Client:
    """The client for all cells, which keeps no cookie: one that a cell was given would log the next one in."""
    return httpx.Client(
        proxy=target.proxy,
        verify=ssl.create_default_context(cafile=target.ca_file),
        trust_env=False,
        timeout=TIMEOUT_SECONDS,
        headers={"Accept": "application/json", "User-Agent": USER_AGENT},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
    )


class Sender(Protocol):
    """Whatever can make the exchange of a cell."""

    def send(self, cell: Cell, **parts: Unpack[Parts]) -> Answer:
        """Call the cell's endpoint; raises RefusedError if it is unreachable."""


class Send:
    """What an endpoint test calls, exactly once: it makes the cell's exchange and keeps the answer."""

    def __init__(self, sender: Sender, cell: Cell) -> None:
        self._sender = sender
        self._cell = cell
        self.calls = 0
        self.answer: Answer | None = None

    def __call__(self, **parts: Unpack[Parts]) -> Answer:
        """Make the exchange; returns the answer if its status is a success, else ends the test by RefusedError."""
        self.calls += 1
        self.answer = self._sender.send(self._cell, **parts)
        return require_success(self.answer)


def require_success(answer: Answer) -> Answer:
    """The answer if its status is a success; raises RefusedError with the outcome of the status otherwise."""
    if not answer.is_success:
        raise RefusedError(of_refusal(answer), f"{answer.status} {answer.text[:120]}")
    return answer
