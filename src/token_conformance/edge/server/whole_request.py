"""A request that has arrived as a whole, read and answered without h11, which takes as long for it as the whole answer.

Everything unusual is left to h11: what is not a plain HTTP/1.1 request with its whole body, and an answer without a
length.
"""

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote

from starlette.types import Scope
from uvicorn._types import ASGISendEvent
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, RequestResponseCycle

_TOKEN = rb"[-!#$%&'*+.^_`|~0-9A-Za-z]+"
_HEAD = re.compile(rb"([A-Z]+) ([\x21-\x7e]+) HTTP/1\.1\r\n((?:" + _TOKEN + rb":[\x20-\x7e\t]*\r\n)+)\r\n")
_LINES = re.compile(rb"(?:" + _TOKEN + rb": [\x20-\x7e\x80-\xff]*\r\n)*")
_LENGTH = re.compile(rb"[0-9]{1,9}")
_LEFT_TO_H11 = frozenset({b"transfer-encoding", b"expect", b"upgrade"})
_WITHOUT_BODY = frozenset({204, 304})
_ONCE = (b"host", b"content-length")


@dataclass(frozen=True)
class WholeRequest:
    """A request with its whole body, and the `rest` of what was received, which belongs to the next request."""

    method: str
    target: bytes
    headers: list[tuple[bytes, bytes]]
    body: bytes
    rest: bytes

    def as_sent(self) -> bytes:
        """The bytes of the request."""
        lines = b"".join([b"%b: %b\r\n" % pair for pair in self.headers])
        return b"%b %b HTTP/1.1\r\n%b\r\n%b" % (self.method.encode("ascii"), self.target, lines, self.body)

    def scope(self) -> Scope:
        """The scope of ASGI, as uvicorn makes it, without what belongs to the connection."""
        raw_path, _, query = self.target.partition(b"?")
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "scheme": "https",
            "server": None,
            "client": None,
            "method": self.method,
            "root_path": "",
            "path": unquote(raw_path.decode("ascii")),
            "raw_path": raw_path,
            "query_string": query,
            "headers": self.headers,
            "state": {},
            "extensions": {},
        }

    @classmethod
    def read(cls, data: bytes) -> Self | None:
        """The request at the beginning of the data; None if it is not whole, or is left to h11."""
        head = _HEAD.match(data)
        if head is None or head[1] == b"CONNECT":
            return None
        pairs = (line.partition(b":") for line in head[3].split(b"\r\n")[:-1])
        headers = [(name.lower(), value.strip(b" \t")) for name, _, value in pairs]
        length = _length(headers)
        if length is None or len(data) < head.end() + length:
            return None
        end = head.end() + length
        return cls(head[1].decode("ascii"), head[2], headers, data[head.end() : end], data[end:])


def _length(headers: list[tuple[bytes, bytes]]) -> int | None:
    """The length of the body of a plain request; None for a request that is not plain."""
    known = dict(headers)
    names = [name for name, _ in headers]
    if b"host" not in known or any(names.count(name) > 1 for name in _ONCE) or not _LEFT_TO_H11.isdisjoint(known):
        return None
    if names.count(b"connection") and (names.count(b"connection") > 1 or known[b"connection"].lower() != b"keep-alive"):
        return None
    length = known.get(b"content-length", b"0")
    return int(length) if _LENGTH.fullmatch(length) else None


class WholeRequestCycle(RequestResponseCycle):
    """A request that was read as a whole (`received`), and its answer."""

    received: WholeRequest
    is_left_to_h11 = False
    _head = b""

    async def send(self, message: ASGISendEvent) -> None:
        """Send one message of the application; the head of an answer is sent with the first part of its body."""
        if message["type"] == "http.response.start" and not self.response_started:
            self._head = _head_of(message["status"], [*self.default_headers, *message.get("headers", [])])
            if not self._head:
                self._leave_to_h11()
        if self.is_left_to_h11:
            await super().send(message)
        elif message["type"] == "http.response.body":
            await self._send_body(message.get("body", b""), is_last=not message.get("more_body", False))
        else:
            self.response_started = True

    async def _send_body(self, body: bytes, *, is_last: bool) -> None:
        if self.flow.write_paused and not self.disconnected:
            await self.flow.drain()
        if self.disconnected:
            return
        self.transport.write(self._head + (b"" if self.scope["method"] == "HEAD" else body))
        self._head = b""
        if is_last:
            self.response_complete = True
            self.message_event.set()
            if not self.keep_alive:
                self.transport.close()
            self.on_response()

    def _leave_to_h11(self) -> None:
        """Let h11 read the request after all, so that it can write the answer."""
        self.is_left_to_h11 = True
        self.conn.receive_data(self.received.as_sent())
        for _ in range(3 if self.received.body else 2):  # the head, the body and the end
            self.conn.next_event()


def _head_of(status: int, headers: list[tuple[bytes, bytes]]) -> bytes:
    """The head of an answer; empty for one that is left to h11."""
    names = {name.lower() for name, _ in headers}
    is_plain = b"content-length" in names or status in _WITHOUT_BODY
    lines = b"".join([b"%b: %b\r\n" % pair for pair in headers])
    is_one_line_each = lines.count(b"\n") == len(headers) and _LINES.fullmatch(lines)
    if not is_plain or names & {b"connection", b"transfer-encoding"} or not is_one_line_each:
        return b""
    return b"HTTP/1.1 %d %b\r\n%b\r\n" % (status, STATUS_PHRASES[status], lines)
