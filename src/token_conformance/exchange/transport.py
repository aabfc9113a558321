"""The transport of the HTTP client: it bounds the bytes and the time of each exchange, below the recorder.

vcrpy replaces `HTTPTransport.handle_request`, where it collects and decompresses the whole answer. The bounds therefore
hold in the pool of connections, which that method calls, and for each read from a socket. What is above them gets
answers that are complete, decoded and of a bounded size.
"""

import ssl
import threading
import time
from collections.abc import Iterable
from http import HTTPStatus
from types import TracebackType
from typing import Any

import httpcore
import httpx

from token_conformance.errors import BoundError
from token_conformance.exchange.decoding import MOST_BYTES, WHAT, decoded
from token_conformance.exchange.reads import READING
from token_conformance.model.bounds import check

MOST_SECONDS = 120.0
"""The longest time of one exchange, from the connection to the last byte of the answer; a repetition has its own."""

_PIECE = 16_384
"""The bytes that are sent with one call, which has one time-out: the content of one TLS record."""


_TOO_LONG = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE

_CLOSED = (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError)
"""What a connection raises that the server has closed."""


class BoundedTransport(httpx.HTTPTransport):
    """A transport of httpx whose exchanges raise BoundError when they exceed a bound."""

    def __init__(self, verify: ssl.SSLContext, proxy: str | None) -> None:
        super().__init__(verify=verify, trust_env=False, proxy=proxy)
        used = _Used()
        self._pool._network_backend = _Network(self._pool._network_backend, used)  # noqa: SLF001  # httpx has no option for it
        self._pool = _Pool(self._pool, used)  # type: ignore[assignment]  # it has the methods that httpx calls


class _Used(threading.local):
    """What the exchange of this thread has used: its time, the bytes of its answer, and whether it had to connect."""

    deadline = 0.0
    received = 0
    connected = False

    def begin(self) -> None:
        self.deadline = time.monotonic() + MOST_SECONDS
        self.received = 0
        self.connected = False

    def seconds_left(self, timeout: float | None) -> float:
        """The seconds that one call may wait, at most `timeout`; raises BoundError if none are left."""
        left = self.check_time()
        return left if timeout is None else min(timeout, left)

    def check_time(self) -> float:
        """The seconds that are left, always more than zero: a socket accepts no other, so the clock is read once."""
        left = self.deadline - time.monotonic()
        if left > 0:
            return left
        raise BoundError(f"{WHAT}: took longer than {MOST_SECONDS:.0f} seconds, which is the most that is waited for")

    def count(self, data: bytes) -> bytes:
        self.received += len(data)
        check(self.received, MOST_BYTES, WHAT, "bytes")
        return data


class _Pool:
    """A pool of connections that reads each answer as a whole, within the bounds, and decodes it."""

    def __init__(self, pool: httpcore.ConnectionPool, used: _Used) -> None:
        self._pool = pool
        self._used = used

    def __enter__(self) -> None:
        self._pool.__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._pool.__exit__(kind, error, traceback)

    def close(self) -> None:
        self._pool.close()

    def handle_request(self, request: httpcore.Request) -> httpcore.Response:
        self._used.begin()
        try:
            response = self._response(request)
            try:
                return _decoded(response, _body(response, request.method))
            finally:
                response.close()
        except httpcore.TimeoutException:
            self._used.check_time()  # the wait may have been shorter than a time-out, for the time of the exchange
            raise
        except httpcore.RemoteProtocolError as error:
            if any(getattr(cause, "error_status_hint", 0) == _TOO_LONG for cause in error.args):  # h11's own error
                raise BoundError(f"{WHAT}: has a head of more than 100 KB, which is the most that is read") from None
            raise

    def _response(self, request: httpcore.Request) -> httpcore.Response:
        """The response to a request, which is sent again while it met a kept connection that the server had closed.

        A server may close an idle connection at the moment of the next request, which says nothing about the server
        (RFC 9112, section 9.3.1). Only a request that changes nothing is sent again, and each time the pool drops one
        connection, so that the last attempt opens a new one.
        """
        while True:
            try:
                return self._pool.handle_request(request)
            except _CLOSED:
                if self._used.connected or self._used.received or request.method.decode() not in READING:
                    raise


def _body(response: httpcore.Response, method: bytes) -> bytes:
    """The body as it was sent; one that declares too many bytes is not read."""
    declared = [int(value) for name, value in response.headers if name.lower() == b"content-length"]
    if declared and method != b"HEAD":
        check(declared[0], MOST_BYTES, WHAT, "bytes")
    body = bytearray()  # a list of parts could take many times the bytes of its parts
    for part in response.iter_stream():
        body += part
    return bytes(body)


def _decoded(response: httpcore.Response, body: bytes) -> httpcore.Response:
    """The answer with its body decoded, without the headers that described the encoding."""
    encodings = b",".join(value for name, value in response.headers if name.lower() == b"content-encoding").decode(
        "latin-1"
    )
    if encodings:
        body = decoded(body, encodings)
    dropped = {b"content-encoding", b"content-length"} if encodings else set()
    headers = [(name, value) for name, value in response.headers if name.lower() not in dropped]
    return httpcore.Response(response.status, headers=headers, content=body, extensions=response.extensions)


class _Network(httpcore.NetworkBackend):
    """A network whose connections are used within the bounds of the exchange of their thread."""

    def __init__(self, network: httpcore.NetworkBackend, used: _Used) -> None:
        self._network = network
        self._used = used

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        self._used.connected = True
        seconds = self._used.seconds_left(timeout)
        return _Stream(self._network.connect_tcp(host, port, seconds, local_address, socket_options), self._used)


class _Stream(httpcore.NetworkStream):
    """A connection that counts what is received, and waits no longer than the exchange may take."""

    def __init__(self, stream: httpcore.NetworkStream, used: _Used) -> None:
        self._stream = stream
        self._used = used

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._used.count(self._stream.read(max_bytes, self._used.seconds_left(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), _PIECE):
            self._stream.write(buffer[start : start + _PIECE], self._used.seconds_left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = self._used.seconds_left(timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._used)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
