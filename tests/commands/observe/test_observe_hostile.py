"""A server that answers as it likes: nothing that it sends is in the file or in the output, and no error is shown."""

import json
import os
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from canaries import CANARY, harmful
from hostile_server import HostileServer, hostile_server
from token_conformance.cli import main
from token_conformance.edge.faults.fault import parse_fault
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.random_tenant import random_tenant
from token_conformance.live.observing.evidence_file import read
from token_conformance.live.observing.observation import Missing
from token_conformance.live.observing.seen import LARGEST

WORD = "zqxmarmalade"
CLOUD_ID = b'{"cloudId": "00000000-0000-4000-8000-0000000000aa"}'


def _http(status: int, head: bytes, body: bytes) -> bytes:
    length = f"content-length: {len(body)}\r\n".encode()
    return f"HTTP/1.1 {status} {WORD}\r\n".encode() + length + head + b"\r\n" + body


def _echo(request: bytes) -> bytes:
    """The whole request in the body, and its credential in each header that is kept."""
    sent = next((line.partition(b":")[2].strip() for line in request.split(b"\r\n") if line[:6] == b"author"), b"none")
    names = (
        b"content-type",
        b"server",
        b"allow",
        b"location",
        b"www-authenticate",
        b"x-failure-category",
        b"x-aaccountid",
    )
    head = b"".join(name + b": " + sent + b"\r\n" for name in names)
    return _http(401, head, json.dumps({"message": request.decode("latin-1"), sent.decode(): WORD}).encode())


def _canary(_: bytes) -> bytes:
    """Texts that a terminal or a CI system obeys."""
    text = json.dumps({"message": f"{CANARY} {WORD}", CANARY: [CANARY]}).encode()
    return _http(403, f"server: ::error::{WORD}\r\nx-{WORD}: ##[error]{WORD}\r\n".encode(), text)


def _injected(_: bytes) -> bytes:
    """Headers in a header, and a body that looks like another answer."""
    return _http(
        200, f"content-type: text/html\r\n {WORD}: folded\r\n".encode(), b"HTTP/1.1 200 OK\r\n\r\n" + WORD.encode()
    )


ANSWERS: Mapping[str, Callable[[bytes], bytes]] = {
    "echo": _echo,
    "canary": _canary,
    "injected": _injected,
    "huge": lambda _: _http(404, b"content-type: text/html\r\n", WORD.encode() * (LARGEST // len(WORD) + 1)),
    "wrong type": lambda _: _http(404, b"content-type: image/png\r\n", f"<html>{WORD}".encode()),
    "no http": lambda _: WORD.encode(),
    "cut off": lambda _: _http(200, b"content-length: 999\r\n", WORD.encode()),
}


def _server(answer: Callable[[bytes], bytes], servers: list[HostileServer]) -> Callable[[ssl.SSLSocket], None]:
    def respond(connection: ssl.SSLSocket) -> None:
        request = servers[0].requests[-1]
        is_first = b"/_edge/tenant_info" in request.split(b"\r\n")[0]
        connection.sendall(_http(200, b"", CLOUD_ID) if is_first else answer(request))

    return respond


@pytest.mark.parametrize("name", ANSWERS)
def test_nothing_of_the_server_is_kept_or_shown(
    name: str,
    settings: Mapping[str, str],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Not its words, and not what it repeats of the request: token, e-mail and site."""
    servers: list[HostileServer] = []
    folder = tmp_path_factory.mktemp("server")
    with hostile_server(_server(ANSWERS[name], servers), folder) as server:
        servers.append(server)
        monkeypatch.setenv("HTTPS_PROXY", server.proxy)
        monkeypatch.setenv("SSL_CERT_FILE", str(server.ca_file))
        assert 3 == main(["observe", "--yes", "--output", "kept.toml"])
    shown = capsys.readouterr()
    text = Path("kept.toml").read_text()
    everything = (shown.out + shown.err + text).lower()
    own = [value.lower() for variable, value in settings.items() if variable.startswith("TOKEN_CONFORMANCE_")]
    assert [] == [value for value in [WORD, "canary", *own] if value in everything]
    assert [] == harmful(shown.out) + harmful(shown.err)
    assert read(Path("kept.toml")).asked[0].seen
    assert text in shown.out


def test_a_429_keeps_what_was_seen(
    edge_settings: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rest is marked, nothing is repeated, and the exit status is 3."""
    assert edge_settings
    with Edge(*random_tenant(7, 12), faults=[parse_fault("429@after=9")]) as limited:
        monkeypatch.setenv("HTTPS_PROXY", limited.proxy_url)
        monkeypatch.setenv("SSL_CERT_FILE", str(limited.ca_file))
        assert 3 == main(["observe", "--yes", "--output", "kept.toml"])
    asked = read(Path("kept.toml")).asked
    assert [200] == [one.seen.status for one in asked[:1] if one.seen]
    assert 429 == next(one.seen.status for one in reversed(asked) if one.seen)
    assert 1 == sum(one.seen.status == 429 for one in asked if one.seen)
    assert {Missing.STOPPED, Missing.NO_TOKEN} == {one.missing for one in asked if not one.seen}
    assert "not answered: the site answered 429 before it." in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.4, 1.2, 2.4])
def test_a_killed_run_leaves_nothing(edge_settings: Mapping[str, str], folder: Path, seconds: float) -> None:
    """At any time before the file is written."""
    words = [sys.executable, "-m", "token_conformance.cli", "observe", "--yes"]
    started = subprocess.Popen(
        words, env={**os.environ, **edge_settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(seconds)
    started.send_signal(signal.SIGKILL)
    started.wait()
    assert [] == [*folder.iterdir()]


@pytest.mark.slow
def test_at_the_default_rate_it_takes_less_than_two_minutes(
    edge_settings: Mapping[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a process of its own, over HTTPS; the file is clean for `leaks`."""
    assert edge_settings
    words = [sys.executable, "-m", "token_conformance.cli"]
    before = time.monotonic()
    subprocess.run([*words, "observe", "--yes", "--output", "kept.toml"], check=True, stdout=subprocess.DEVNULL)
    assert time.monotonic() - before < 120
    monkeypatch.chdir(folder)
    assert 0 == main(["leaks", "kept.toml"])
