"""The edge and mock servers: how each is started and connected to, and what it answers to the requests of the load."""

import json
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from beside.access import Access
from beside.mock_files import documented, mockoon, openapi
from edge_load import MIXTURE, EdgeProcess, Sample, ServerProcess, read_answer, use_two_cores
from foreign.place import install

Connect = Callable[[str], socket.socket]

PRISM, MOCKOON = "@stoplight/prism-cli@5.14.2", "@mockoon/cli@9.9.0"
_SECONDS_TO_START = 120


@dataclass(frozen=True)
class Running:
    """A running server, and the seconds from its start to its first answer."""

    process: ServerProcess
    connect: Connect
    seconds: float


@dataclass(frozen=True)
class Server:
    """How a server is started, and how it is connected to; None as long as it is not there."""

    name: str
    command: tuple[str, ...]
    opened: Callable[[int], Connect | None]

    @contextmanager
    def running(self) -> Iterator[Running]:
        """The server until the context ends; it has the first core, and the load the second."""
        started = time.perf_counter()
        with subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                use_two_cores(process.pid)
                connect = _first_answer(self, process)
                yield Running(ServerProcess(process.pid), connect, time.perf_counter() - started)
            finally:
                process.terminate()


def servers(work: Path) -> list[Server]:
    """The edge as users start it, and the mock servers with the same answers."""
    edge = _edge(work)
    with edge.running() as running:
        answers = {sample.what: _body(running.connect, sample) for sample in MIXTURE}
    bodies = documented(MIXTURE, answers)
    environments = work / "environments"
    prism = str(install((PRISM,), environments / "prism", is_python=False) / "prism")
    cli = str(install((MOCKOON,), environments / "mockoon", is_python=False) / "mockoon-cli")
    ports = [_free_port() for _ in range(3)]
    (work / "openapi.json").write_text(json.dumps(openapi(bodies)), encoding="utf-8")
    found = [edge, Server("prism, http", _prism(prism, work / "openapi.json", ports[0]), partial(_plain, ports[0]))]
    for tls, port, opened in ((False, ports[1], _plain), (True, ports[2], _unverified)):
        name = "https" if tls else "http"
        file = work / f"mockoon-{name}.json"
        file.write_text(json.dumps(mockoon(bodies, port, tls=tls)), encoding="utf-8")
        found.append(Server(f"mockoon, {name}", _mockoon(cli, file), partial(opened, port)))
    return found


def answered(running: Running) -> dict[str, int]:
    """The status of the answer to each sample."""
    return {sample.what: int(_answer(running.connect, sample)[9:12]) for sample in MIXTURE}


def mixture(statuses: Mapping[str, int]) -> list[Sample]:
    """The samples with the statuses that a server answers."""
    return [replace(sample, status=statuses[sample.what]) for sample in MIXTURE]


def _edge(work: Path) -> Server:
    file = work / "load.env"
    command = (sys.executable, "-m", "token_conformance.cli", "edge", "--env-file", str(file))
    return Server("this project's edge, https", command, partial(_edge_connect, file))


def _prism(program: str, file: Path, port: int) -> tuple[str, ...]:
    return (program, "mock", "--port", str(port), "--verboseLevel", "silent", str(file))


def _mockoon(program: str, file: Path) -> tuple[str, ...]:
    quiet = ("--disable-log-to-file", "--disable-admin-api", "--max-transaction-logs", "0")
    return (program, "start", "--data", str(file), *quiet)


def _edge_connect(file: Path, process: int) -> Connect | None:
    if not file.exists():
        return None
    access = Access.read(file)
    proxy = int(access.values["HTTPS_PROXY"].rpartition(":")[2])
    return partial(EdgeProcess(process, proxy, 0, access.authority).connect, through_proxy=True)


def _plain(port: int, _: int) -> Connect | None:
    return lambda _: _no_delay(socket.create_connection(("127.0.0.1", port)))


def _unverified(port: int, _: int) -> Connect | None:
    """A connection to a server whose certificate is that of its package, for another host."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return lambda _: context.wrap_socket(_no_delay(socket.create_connection(("127.0.0.1", port))))


def _no_delay(connection: socket.socket) -> socket.socket:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _first_answer(server: Server, process: subprocess.Popen[bytes]) -> Connect:
    """Ask for the account until there is an answer."""
    sample = next(one for one in MIXTURE if one.what == "site: the account")
    until = time.monotonic() + _SECONDS_TO_START
    while process.poll() is None and time.monotonic() < until:
        with suppress(OSError, RuntimeError):
            if connect := server.opened(process.pid):
                _answer(connect, sample)
                return connect
        time.sleep(0.02)
    raise SystemExit(f"{server.name} has not answered: {' '.join(server.command)}")


def _answer(connect: Connect, sample: Sample) -> bytes:
    with connect(sample.host) as connection:
        connection.sendall(sample.sent)
        return read_answer(connection)


def _body(connect: Connect, sample: Sample) -> bytes:
    return _answer(connect, sample).partition(b"\r\n\r\n")[2]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
