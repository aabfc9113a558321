"""Many connections at once: those that cannot be served are told so, and a lack of file descriptors is one line."""

import asyncio
import errno
import resource
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from token_conformance.edge.server import accepting
from token_conformance.edge.server.accepting import MOST_CONNECTIONS, NO_FILES, Shortage, refusal
from waiting import wait_until

PROGRAM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))
from token_conformance.cli import main
raise SystemExit(main(["edge", "--env-file", sys.argv[1]]))
"""


def test_a_client_too_many_is_refused() -> None:
    """The last one that is served is the one that makes the number complete."""
    assert None is refusal(MOST_CONNECTIONS)
    assert refusal(513) == "The local model serves at most 512 connections at once; close some and try again."


@pytest.mark.parametrize(("files", "most"), [(256, 192), (575, 511), (576, 512), (20_000, 512)])
def test_the_number_depends_on_the_limit_of_files(files: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each connection needs one file descriptor."""
    monkeypatch.setattr(resource, "getrlimit", lambda _: (files, files))
    assert None is refusal(most)
    assert f"at most {most} connections" in str(refusal(most + 1))


def test_a_client_is_refused_without_files_for_it() -> None:
    """Some file descriptors stay free for what else the process does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with Path("/dev/null").open("rb") as file:
        resource.setrlimit(resource.RLIMIT_NOFILE, (file.fileno() + 8, hard))  # 8 are fewer than must be free
        try:
            assert NO_FILES == refusal(1)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert None is refusal(1)


def test_a_shortage_is_reported_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    """Whoever notices it: the proxy or a server of asyncio."""
    shortage, loop = Shortage(), asyncio.new_event_loop()
    for _ in range(1_000):
        shortage.report()
        shortage.handle(
            loop, {"message": "socket.accept() out of system resource", "exception": OSError(errno.EMFILE, "")}
        )
    loop.close()
    assert [NO_FILES] == caplog.messages


def test_other_failures_are_reported_as_before(caplog: pytest.LogCaptureFixture) -> None:
    """Only a lack of resources has a line of its own."""
    loop = asyncio.new_event_loop()
    Shortage().handle(loop, {"message": "something else", "exception": ValueError("x")})
    loop.close()
    assert ["something else"] == caplog.messages


def test_the_accept_loop_pauses_after_a_failure(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It tries again after a pause, and then accepts."""
    monkeypatch.setattr(accepting, "_PAUSE_SECONDS", 0.01)

    async def try_it() -> None:
        loop, accepted = asyncio.get_running_loop(), asyncio.Event()
        answers = [OSError(errno.EMFILE, "")] * 3 + [ConnectionAbortedError()]
        really_accept = loop.sock_accept

        async def sock_accept(listener: socket.socket) -> tuple[socket.socket, object]:
            if answers:
                raise answers.pop(0)
            return await really_accept(listener)

        def serve(connection: socket.socket) -> None:
            connection.close()
            accepted.set()

        monkeypatch.setattr(loop, "sock_accept", sock_accept)
        with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()):
            task = asyncio.create_task(accepting.accept(listener, serve, Shortage()))
            await asyncio.wait_for(accepted.wait(), 60)
            task.cancel()

    asyncio.run(try_it())
    assert [NO_FILES] == caplog.messages


@pytest.mark.slow
def test_an_edge_with_256_file_descriptors_outlives_400_connections(tmp_path: Path) -> None:
    """Clients beyond the limit are refused or closed, the log has a line at most, and afterwards all is as before."""
    env_file = tmp_path / "edge.env"
    command = [sys.executable, "-c", PROGRAM, str(env_file)]
    with (
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as edge,
        ExitStack() as opened,
    ):
        wait_until(env_file.exists)
        proxy = next(line for line in env_file.read_text().splitlines() if line.startswith("HTTPS_PROXY="))
        address = ("127.0.0.1", int(proxy.rpartition(":")[2].strip("'")))
        clients = [opened.enter_context(socket.create_connection(address, timeout=60)) for _ in range(400)]
        answers = [_connect(client) for client in clients]
        assert 192 == sum(answer.startswith(b"HTTP/1.1 200 ") for answer in answers)
        assert 208 == sum(b"The local model serves at most 192 connections at once" in answer for answer in answers)
        for client in clients:
            client.close()
        wait_until(lambda: _is_served(address))  # the edge has to notice first that they are closed
        edge.terminate()
        _, log = edge.communicate(timeout=60)
    assert len(log.splitlines()) <= 1
    assert 0 == edge.returncode


def _is_served(address: tuple[str, int]) -> bool:
    """Whether the edge opens a tunnel for a new client."""
    with socket.create_connection(address, timeout=60) as client:
        return _connect(client).startswith(b"HTTP/1.1 200 ")


def _connect(client: socket.socket) -> bytes:
    """The answer to a CONNECT; empty if the connection is closed without one."""
    try:
        client.sendall(b"CONNECT api.atlassian.com:443 HTTP/1.1\r\nHost: x\r\n\r\n")
        return client.recv(65_536)
    except OSError:
        return b""
