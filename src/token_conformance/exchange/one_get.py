"""One GET to a URL: the answer, a redirect, or why there was no answer comes back as a value.

It is for questions about a URL that is not a cell: no answer is asked for again and no redirect is followed, so a login
that is refused is sent once. The suites use `client.py`.
"""

import re
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

import httpx

from token_conformance.errors import BoundError
from token_conformance.exchange.client import HEADERS
from token_conformance.exchange.transport import BoundedTransport
from token_conformance.model.answer import Answer

SECONDS = 20.0
"""The longest wait for a connection, and for each part of an answer."""

_STATUS = re.compile(r"\s*(?P<status>[1-5]\d\d)\b")
_OTHER_NAME = 62
"""The number with which OpenSSL says that a certificate is for another host."""

_WRONG_TIME = {9, 10}
"""Its numbers for a certificate that is not valid yet, and for one that has expired."""


class Failure(StrEnum):
    """Why a request got no answer."""

    NAME_UNKNOWN = "name-unknown"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    CUT_OFF = "cut-off"
    UNTRUSTED_AUTHORITY = "untrusted-authority"
    CERTIFICATE_OF_OTHER_HOST = "certificate-of-other-host"
    CERTIFICATE_TIME = "certificate-time"
    TLS = "tls"
    PROXY_REFUSED = "proxy-refused"
    NO_HTTP = "no-http"
    TOO_LARGE = "too-large"


_KINDS: tuple[tuple[type[BaseException], Failure], ...] = (
    (socket.gaierror, Failure.NAME_UNKNOWN),
    (ConnectionRefusedError, Failure.REFUSED),
    (httpx.TimeoutException, Failure.TIMEOUT),
    (httpx.RemoteProtocolError, Failure.NO_HTTP),
    (httpx.DecodingError, Failure.NO_HTTP),
    (ConnectionError, Failure.CUT_OFF),
    (ssl.SSLEOFError, Failure.CUT_OFF),
    (ssl.SSLError, Failure.TLS),
    (OSError, Failure.UNREACHABLE),
)
"""What an error means, the narrower ones first."""


@dataclass(frozen=True)
class NoAnswer:
    """Why there was no answer.

    `detail` is what the system or the proxy says, in a few words. `at_proxy` says that it happened between here and the
    proxy, and `proxy_status` is the status with which a proxy refused the way to the host.
    """

    url: str
    failure: Failure
    detail: str
    at_proxy: bool = False
    proxy_status: int | None = None


Reply = Answer | NoAnswer

Get = Callable[[str, str | None], Reply]
"""Sends one GET to a URL with the value of `Authorization`, or without one."""


class OneGet:
    """Sends single GETs by the proxy and with the certificate authorities of `live/network.py`, if there are any."""

    def __init__(self, proxy: str | None = None, ca_file: Path | None = None) -> None:
        self._has_proxy = proxy is not None
        self._transport = BoundedTransport(ssl.create_default_context(cafile=ca_file), proxy)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._transport.close()

    def __call__(self, url: str, authorization: str | None = None, *, method: str = "GET") -> Reply:
        """Send the request once, without a body; the value of `Authorization` is in no reply and no error."""
        wait = dict.fromkeys(("connect", "read", "write", "pool"), SECONDS)
        request = httpx.Request(method, url, headers=HEADERS, extensions={"timeout": wait})
        if authorization:
            request.headers["Authorization"] = authorization  # no repr shows its value
        try:
            response = self._transport.handle_request(request)
            return Answer(url, response.status_code, dict(response.headers), b"".join(response.iter_raw()))
        except BoundError as error:
            return NoAnswer(url, Failure.TOO_LARGE, str(error))
        except httpx.HTTPError as error:
            return self._no_answer(url, error)

    def _no_answer(self, url: str, error: httpx.HTTPError) -> NoAnswer:
        causes = list(_causes(error))
        if isinstance(error, httpx.ProxyError):
            found = _STATUS.match(str(error))
            status = int(found["status"]) if found else None
            return NoAnswer(url, Failure.PROXY_REFUSED, str(error), at_proxy=True, proxy_status=status)
        failure = next(filter(None, map(_failure_of, causes)), Failure.CUT_OFF)
        is_before_tls = failure in {Failure.NAME_UNKNOWN, Failure.UNREACHABLE, Failure.REFUSED} or isinstance(
            error, httpx.ConnectTimeout
        )
        return NoAnswer(url, failure, _detail(causes), at_proxy=self._has_proxy and is_before_tls)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and what it comes from, down to the error of the system."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _failure_of(error: BaseException) -> Failure | None:
    """What an error of the system or of the HTTP library says; None if it says nothing by itself."""
    if isinstance(error, ssl.SSLCertVerificationError):
        if error.verify_code in _WRONG_TIME:
            return Failure.CERTIFICATE_TIME
        return Failure.CERTIFICATE_OF_OTHER_HOST if error.verify_code == _OTHER_NAME else Failure.UNTRUSTED_AUTHORITY
    return next((failure for kind, failure in _KINDS if isinstance(error, kind)), None)


def _detail(causes: list[BaseException]) -> str:
    """The words of the innermost error that has some."""
    words = (getattr(error, "verify_message", "") or getattr(error, "strerror", "") or str(error) for error in causes)
    return next((text for text in reversed(list(words)) if text), type(causes[0]).__name__)
