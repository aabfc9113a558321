"""`diagnose` at a real terminal, over real HTTPS: the token is typed, and is nowhere afterwards."""

import os
import pty
import subprocess
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping
from pathlib import Path
from select import select

import pytest

from token_conformance.edge.server.edge import Edge

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc")]


class Terminal:
    """A process at a terminal: what it shows, and what somebody types."""

    def __init__(self, arguments: list[str], environment: Mapping[str, str], folder: Path) -> None:
        self._main, its_own = pty.openpty()
        command = [sys.executable, "-m", "token_conformance.cli", *arguments]
        self.process = subprocess.Popen(
            command, stdin=its_own, stdout=its_own, stderr=its_own, env=environment, cwd=folder, start_new_session=True
        )
        os.close(its_own)
        self.shown = ""
        self._decode = getincrementaldecoder("utf-8")().decode  # a read may end within a character

    def wait_for(self, text: str) -> None:
        """Read until a text is shown."""
        end = time.monotonic() + 60
        while text not in self.shown and time.monotonic() < end and self._read():
            pass
        assert text in self.shown, self.shown

    def type(self, line: str) -> None:
        """Type a line."""
        os.write(self._main, f"{line}\n".encode())

    def end(self) -> int:
        """Read the rest; returns the exit status."""
        while self._read():
            pass
        os.close(self._main)
        return self.process.wait(60)

    def _read(self) -> bool:
        try:
            data = os.read(self._main, 65_536) if select([self._main], [], [], 60)[0] else b""
        except OSError:  # the other end is closed
            return False
        self.shown += self._decode(data)
        return bool(data)


@pytest.fixture(scope="module")
def edge() -> Iterator[Edge]:
    """The edge that the command asks."""
    with Edge() as edge:
        yield edge


def places_with(secret: str, process: int) -> list[str]:
    """The arguments of processes, and the environments of the command and its children, that have a secret."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if secret.encode() in (folder / "cmdline").read_bytes():
                found.append(f"cmdline of {folder.name}")
            status = (folder / "status").read_text()
            is_of_command = folder.name == str(process) or f"\nPPid:\t{process}\n" in status
            if is_of_command and secret.encode() in (folder / "environ").read_bytes():
                found.append(f"environ of {folder.name}")
        except OSError:  # it has ended, or is somebody else's
            continue
    return found


def test_a_token_that_is_typed_is_nowhere(edge: Edge, tmp_path: Path) -> None:
    """It is not echoed, not printed, in no list of processes, in no environment, and in no file of the home folder."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOKEN_CONFORMANCE_")}
    environment = {**kept, **edge.environment(), "HOME": str(home), "TERM": "dumb"}
    token = edge.account.unscoped
    command = Terminal(["diagnose", "--site", edge.tenant.site], environment, tmp_path)
    command.wait_for("API token (nothing is shown while you type): ")
    command.type(token)
    command.wait_for("e-mail address of the token's account:")
    found = places_with(token, command.process.pid)
    command.type(edge.tenant.email)
    assert 0 == command.end(), command.shown
    assert "The token is good. It has no scopes" in command.shown
    assert [] == found
    assert token not in command.shown
    assert [] == [file for file in tmp_path.rglob("*") if file.is_file()]


def test_an_empty_line_at_the_prompt(edge: Edge, tmp_path: Path) -> None:
    """It ends with one line."""
    environment = {**os.environ, **edge.environment(), "TERM": "dumb"}
    for name in [name for name in environment if name.startswith("TOKEN_CONFORMANCE_")]:
        del environment[name]
    command = Terminal(["diagnose", "--site", edge.tenant.site], environment, tmp_path)
    command.wait_for("nothing is shown while you type")
    command.type("")
    assert 2 == command.end()
    assert "no token was typed; paste it, and press Enter" in command.shown
