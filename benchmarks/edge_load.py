"""An edge in a process of its own, and a load of prepared requests that costs less to send than to answer.

The load is sent by this process over raw TLS sockets with keep-alive: each round sends one request on every connection,
and then reads the answers. Where the machine has two cores, the edge gets the first one and this process the second.
Linux only: the edge's processor time and memory are read from /proc.
"""

import json
import os
import re
import socket
import ssl
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Self

CONNECTIONS = 8
"""The connections of a load: half of them to the site, half to the gateway."""

_PROGRAM = """
import json, socket, sys
from token_conformance.edge.server.edge import DirectSockets, Edge
sockets = DirectSockets(*(socket.create_server(("127.0.0.1", 0)) for _ in range(2)))
with Edge(sockets=sockets) as edge:
    proxy, direct = int(edge.proxy_url.rpartition(":")[2]), sockets.tls.getsockname()[1]
    print(json.dumps({"proxy": proxy, "direct": direct, "authority": str(edge.ca_file)}), flush=True)
    sys.stdin.read()
"""
_CORES = os.sched_getaffinity(0)
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
_SITE = "conformance-edge.atlassian.net"
_GATEWAY = "api.atlassian.com"
_JIRA = "/ex/jira/00000000-c10d-4000-8000-000000000001"
_CONFLUENCE = "/ex/confluence/00000000-c10d-4000-8000-000000000001"
_EMAIL = "conformance@example.com"
_JQL = b'{"jql":"project = SOFT","fields":["summary","status"]}'


@dataclass(frozen=True)
class Sample:
    """One request of the load, ready to be sent, and the status of its answer."""

    what: str
    host: str
    sent: bytes
    status: int


def _sample(what: str, status: int, host: str, target: str, *credential: str, body: bytes = b"") -> Sample:
    lines = [f"{'POST' if body else 'GET'} {target} HTTP/1.1", f"Host: {host}", "Accept: application/json"]
    lines += ["User-Agent: edge_load", "Accept-Encoding: gzip, deflate", "Connection: keep-alive"]
    for token in credential:
        lines.append(f"Authorization: Basic {b64encode(f'{_EMAIL}:MADE-UP-{token}-TOKEN'.encode()).decode()}")
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return Sample(what, host, "\r\n".join([*lines, "", ""]).encode() + body, status)


MIXTURE = (
    _sample("site: a stranger at the gate", 401, _SITE, "/rest/api/3/myself"),
    _sample("site: a scoped token at the gate", 401, _SITE, "/rest/api/3/myself", "SCOPED-JIRA"),
    _sample("site: one issue", 200, _SITE, "/rest/api/3/issue/SOFT-1", "UNSCOPED"),
    _sample("site: the account", 200, _SITE, "/rest/api/3/myself", "UNSCOPED"),
    _sample("site: the projects", 200, _SITE, "/rest/api/3/project/search", "UNSCOPED"),
    _sample("site: issues by JQL", 200, _SITE, "/rest/api/3/search/jql", "UNSCOPED", body=_JQL),
    _sample("site: pages of Confluence", 200, _SITE, "/wiki/api/v2/pages", "UNSCOPED"),
    _sample("site: a scoped token at Confluence", 401, _SITE, "/wiki/api/v2/pages", "SCOPED-CONFLUENCE"),
    _sample("site: not modelled", 501, _SITE, "/rest/api/3/plans/plan", "UNSCOPED"),
    _sample("site: no such path", 404, _SITE, f"/rest/api/3/{'x' * 500}", "UNSCOPED"),
    _sample("gateway: a stranger", 401, _GATEWAY, f"{_JIRA}/rest/api/3/myself"),
    _sample("gateway: a scope mismatch", 401, _GATEWAY, f"{_JIRA}/rest/api/3/role", "SCOPED-JIRA"),
    _sample("gateway: one issue", 200, _GATEWAY, f"{_JIRA}/rest/api/3/issue/SOFT-1", "SCOPED-JIRA"),
    _sample("gateway: the account", 200, _GATEWAY, f"{_JIRA}/rest/api/3/myself", "UNSCOPED"),
    _sample("gateway: issues by JQL", 200, _GATEWAY, f"{_JIRA}/rest/api/3/search/jql", "SCOPED-JIRA", body=_JQL),
    _sample("gateway: boards", 200, _GATEWAY, f"{_JIRA}/rest/agile/1.0/board", "SCOPED-JIRA"),
    _sample("gateway: spaces", 200, _GATEWAY, f"{_CONFLUENCE}/wiki/api/v2/spaces", "SCOPED-CONFLUENCE"),
    _sample("gateway: another app's path", 401, _GATEWAY, f"{_CONFLUENCE}/rest/api/3/myself", "SCOPED-CONFLUENCE"),
    _sample("gateway: not modelled", 501, _GATEWAY, f"{_JIRA}/rest/api/3/plans/plan", "UNSCOPED"),
    _sample("gateway: no such cloud id", 404, _GATEWAY, "/ex/jira/none/rest/api/3/myself", "UNSCOPED"),
)
"""What the edge is asked, in equal parts for each host: refusals at the gate and by scope, reads, lists, and 501s."""


@dataclass(frozen=True)
class ServerProcess:
    """A running server, by the number of its process."""

    process: int

    @property
    def cpu_seconds(self) -> float:
        """The processor time that the process has used."""
        words = Path(f"/proc/{self.process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def resident(self) -> float:
        """The resident memory of the process, in MB."""
        pages = int(Path(f"/proc/{self.process}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


@dataclass(frozen=True)
class EdgeProcess(ServerProcess):
    """A running edge: its process, its two ports, and the certificate of its authority."""

    proxy: int
    direct: int
    authority: str

    def connect(self, host: str, *, through_proxy: bool) -> ssl.SSLSocket:
        """A TLS connection to a host of the edge, by CONNECT or, as by a base URL, to the edge itself."""
        connection = socket.create_connection(("127.0.0.1", self.proxy if through_proxy else self.direct))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if through_proxy:
            connection.sendall(f"CONNECT {host}:443 HTTP/1.1\r\nHost: {host}:443\r\n\r\n".encode())
            assert b" 200 " in connection.recv(4_096)  # noqa: S101  # a benchmark fails loudly
        return ssl.create_default_context(cafile=self.authority).wrap_socket(connection, server_hostname=host)

    def first_answer(self) -> None:
        """Ask for the account of the unscoped token, and check the answer."""
        sample = next(one for one in MIXTURE if one.what == "site: the account")
        with self.connect(sample.host, through_proxy=True) as connection:
            check(connection, sample)


class Load:
    """The connections of a load, each with its own part of the mixture; `connect` opens one to a host."""

    def __init__(self, connect: Callable[[str], socket.socket], mixture: Sequence[Sample] = MIXTURE) -> None:
        self._lines = [_line(connect, mixture, number) for number in range(CONNECTIONS)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for line in self._lines:
            line[0].close()

    def send(self, requests: int) -> None:
        """Send so many requests, in rounds of one for each connection; raises RuntimeError for a wrong status."""
        for _ in range(requests // CONNECTIONS):
            asked = [(connection, next(samples)) for connection, samples in self._lines]
            for connection, sample in asked:
                connection.sendall(sample.sent)
            for connection, sample in asked:
                _check(connection, sample)


def _line(
    connect: Callable[[str], socket.socket], mixture: Sequence[Sample], number: int
) -> tuple[socket.socket, Iterator[Sample]]:
    host = (_SITE, _GATEWAY)[number % 2]
    own = [sample for sample in mixture if sample.host == host]
    return connect(host), islice(cycle(own), number, None)


@contextmanager
def running_edge(source: Path) -> Iterator[EdgeProcess]:
    """An edge of a checkout's `src`, until the context ends."""
    command = [sys.executable, "-c", _PROGRAM]
    with subprocess.Popen(command, stdin=-1, stdout=-1, env=environment(source)) as process:
        assert process.stdin  # noqa: S101  # both are pipes
        assert process.stdout  # noqa: S101  # the same
        edge = EdgeProcess(process.pid, **json.loads(process.stdout.readline()))
        use_two_cores(process.pid)
        try:
            yield edge
        finally:
            process.stdin.close()


def environment(source: Path) -> dict[str, str]:
    """The variables for a process of a checkout; it writes its bytecode, as an installed package has it."""
    return {**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": ""}


def use_two_cores(process: int) -> None:
    """Give a server the first core of the machine, and this process the second one."""
    cores = sorted(_CORES)
    if len(cores) > 1:
        with suppress(OSError):
            os.sched_setaffinity(process, cores[:1])
            os.sched_setaffinity(0, cores[1:])


def check(connection: socket.socket, sample: Sample) -> None:
    """Send one request, and check the status of its answer."""
    connection.sendall(sample.sent)
    _check(connection, sample)


def _check(connection: socket.socket, sample: Sample) -> None:
    """Read one whole answer and check its status."""
    received = read_answer(connection)
    if int(received[9:12]) != sample.status:
        raise RuntimeError(f"{sample.what}: {received[:2_000]!r}")


def read_answer(connection: socket.socket) -> bytes:
    """One whole answer, with its head."""
    received = connection.recv(65_536)
    while (end := received.find(b"\r\n\r\n")) < 0:
        received += _more(connection)
    length = _LENGTH.search(received, 0, end + 2)
    whole = end + 4 + int(length[1] if length else 0)
    while len(received) < whole:
        received += _more(connection)
    return received


def _more(connection: socket.socket) -> bytes:
    part = connection.recv(65_536)
    if not part:
        raise RuntimeError("the server has closed a connection of the load")
    return part
