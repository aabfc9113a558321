"""A server that answers as it likes: a proxy and a TLS server for every host, whose answers a test writes."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from token_conformance.edge.authority import Authority, server_context
from token_conformance.edge.faults.certificate import ChooseLeaf
from token_conformance.model.target import CASSETTES, Target
from token_conformance.model.tenant import SEEDED

Answer = Callable[[ssl.SSLSocket], None]
"""Writes the answer to a request that was read; the connection is closed afterwards."""


@dataclass(frozen=True)
class HostileServer:
    """The address of a running server, its certificate authority, and the heads of the requests that it has read."""

    proxy: str
    ca_file: Path
    requests: list[bytes]


Serve = Callable[[Answer], HostileServer]
"""Starts a server that answers every request with a function: the fixture `serve` of tests/exchange."""

TUNNEL = b"HTTP/1.1 200 Connection established\r\n\r\n"
"""What a proxy says when the way to the host is open."""


@contextmanager
def hostile_server(
    answer: Answer, folder: Path, *, tunnel: bytes = TUNNEL, leaf: ChooseLeaf | None = None
) -> Iterator[HostileServer]:
    """Answer every request with `answer` until the context ends; the certificate authority is written to the folder.

    `tunnel` is what the proxy says to every CONNECT; without it, there is no proxy, and the server is the host itself.
    `leaf` chooses another certificate than one that is trusted.
    """
    authority = Authority()
    ca_file = folder / "hostile.pem"
    authority.write_pem(ca_file)
    tls = server_context(leaf or authority.context_for)
    requests: list[bytes] = []

    def serve(client: socket.socket) -> None:
        with suppress(OSError), client:
            if tunnel:
                read_head(client)
                client.sendall(tunnel)
            if tunnel not in {TUNNEL, b""}:
                return
            with tls.wrap_socket(client, server_side=True) as secure:
                requests.append(read_head(secure))
                answer(secure)

    def accept() -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                threading.Thread(target=serve, args=(client,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=accept, daemon=True).start()
        yield HostileServer(f"http://127.0.0.1:{listener.getsockname()[1]}", ca_file, requests)
        listener.shutdown(socket.SHUT_RDWR)


def read_head(connection: socket.socket) -> bytes:
    """The head of the next request; raises ConnectionError if there is none."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        received = connection.recv(1)
        if not received:
            raise ConnectionError
        head += received
    return head


def target_of(server: HostileServer) -> Target:
    """The server as the target of a run."""
    return replace(CASSETTES, name="edge", tenant=SEEDED, proxy=server.proxy, ca_file=server.ca_file)
