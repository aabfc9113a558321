"""A separate network for a subject that ignores proxies: it contains only the edge, and no request can leave it.

It is a Linux network namespace in which every name is that of the edge, as every name leads to the edge through its
proxy. The edge listens at ports 443 and 80 of its loopback interface.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from token_conformance.certify.observation.jail import network
from token_conformance.certify.observation.jail.trust_cover import TrustCover
from token_conformance.certify.observation.jail.trust_stores import NO_STORES, TrustStores
from token_conformance.certify.observation.process import Completed, run
from token_conformance.certify.observation.wire import WireRecorder
from token_conformance.edge.server.edge import DirectSockets, Edge
from token_conformance.edge.server.observer import Observer
from token_conformance.errors import UserError

_NAMESPACES = ("--user", "--map-root-user", "--mount", "--net")
_SECONDS = 10.0


class Jail:
    """Access in a separate network, as a context manager; the names of `hosts` need no name server.

    The authority of the edge covers the trust `stores`, so that a product which reads no variable trusts it too.

    Entering it raises UserError where the system does not permit it: no command is then run outside instead.
    """

    sockets: DirectSockets

    def __init__(self, hosts: Sequence[str], stores: TrustStores = NO_STORES) -> None:
        self._hosts = hosts
        self._stores = stores

    def __enter__(self) -> Self:
        with ExitStack() as started:
            folder = Path(started.enter_context(tempfile.TemporaryDirectory(prefix="jail-")))
            folder.chmod(0o755)  # others may read it, as they may what it covers
            self._trust = TrustCover(folder, self._stores)
            covers = [*_names(folder, self._hosts), *self._trust.places()]
            ours, theirs = socket.socketpair()
            started.enter_context(ours)
            self._keeper = self._keep(theirs, covers)
            started.callback(self._end)
            self.sockets = self._receive(ours)
            for listener in self.sockets:
                started.callback(listener.close)
            self._close = started.pop_all().close
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def observer(self, recorder: WireRecorder) -> Observer:
        """The recorder itself."""
        return recorder

    def variables(self, edge: Edge) -> dict[str, str]:
        """The variables that name the edge's certificate authority, and no proxy."""
        self._trust.fill(edge.files)
        return edge.files.authorities()

    def address_values(self) -> dict[str, str]:
        """No values: the addresses are Atlassian's."""
        return {}

    def run(self, command: Sequence[str], environment: Mapping[str, str], folder: Path, seconds: float) -> Completed:
        """Run the command in the network."""
        return run(command, environment, folder, seconds, enter=self.enter())

    def enter(self) -> tuple[str, ...]:
        """The start of a command line that enters the network before it runs the rest."""
        nsenter = shutil.which("nsenter") or "nsenter"
        return (nsenter, f"--target={self._keeper.pid}", "--user", "--preserve-credentials", "--mount", "--net", "--")

    def _keep(self, theirs: socket.socket, covers: Sequence[tuple[Path, Path]]) -> subprocess.Popen[bytes]:
        """Start the process that keeps the network as long as the socket is open."""
        python = [sys.executable, "-I", "-S", "-B", network.__file__]
        pairs = [str(path) for pair in covers for path in pair]
        words = ["unshare", *_NAMESPACES, *python, str(theirs.fileno()), *pairs]
        environment = {"PATH": os.environ.get("PATH", os.defpath)}  # not the user's tokens
        with theirs:
            try:
                return subprocess.Popen(  # noqa: S603  # our own
                    words, env=environment, pass_fds=[theirs.fileno()], stderr=subprocess.PIPE
                )
            except OSError as error:
                raise _refusal("the program 'unshare' is missing") from error

    def _receive(self, ours: socket.socket) -> DirectSockets:
        ours.settimeout(_SECONDS)
        try:
            _, sockets, *_ = socket.recv_fds(ours, 1, len(DirectSockets._fields))
        except OSError:
            sockets = []
        if len(sockets) != len(DirectSockets._fields):
            self._keeper.kill()
            raise _refusal(self._keeper_error())
        return DirectSockets(*(socket.socket(fileno=each) for each in sockets))

    def _keeper_error(self) -> str:
        """The last line of the keeper's error output."""
        _, stderr = self._keeper.communicate()
        lines = stderr.decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else "it could not be created"

    def _end(self) -> None:
        with self._keeper as keeper:
            keeper.kill()


def _names(folder: Path, hosts: Sequence[str]) -> Iterator[tuple[Path, Path]]:
    """The files by which names are resolved in the jail, each with the file of the system that it covers."""
    texts = {
        "hosts": f"127.0.0.1 localhost {' '.join(hosts)}\n",
        "resolv.conf": "nameserver 127.0.0.1\n",
        "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files dns\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o644)
        if (covered := Path("/etc", name)).exists():
            yield folder / name, covered


def _refusal(reason: str) -> UserError:
    needed = "a separate network needs Linux and the right to create user namespaces"
    return UserError(f"--jail: {needed} ({reason}); run without --jail if the product obeys HTTPS_PROXY")
