"""Accepts connections while there are file descriptors for them; without any, it says so once and tries again later.

The accept loop of asyncio schedules itself again up to a hundred times for each failure, so that a short lack of file
descriptors becomes a flood of log lines.
"""

import asyncio
import errno
import logging
import os
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None  # type: ignore[assignment]

MOST_CONNECTIONS = 512
"""The most connections of clients at once, each of which uses some hundred kilobytes; fewer with a low `ulimit -n`."""
_OTHERS = 64
"""The file descriptors that are left to the rest of the process."""
_SPARE = 16
"""The file descriptors that must be free at any time before a connection is served."""
_PAUSE_SECONDS = 1.0
_SILENT_SECONDS = 60.0
_SHORTAGES = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}

NO_FILES = "The local model has no file descriptors left; close connections, or raise the limit (ulimit -n)."

_logger = logging.getLogger(__name__)


class Shortage:
    """Reports a lack of file descriptors, at most once a minute."""

    def __init__(self) -> None:
        self._reported = -_SILENT_SECONDS

    def report(self) -> None:
        """Log one line, unless it was logged a short time ago."""
        now = time.monotonic()
        if now - self._reported >= _SILENT_SECONDS:
            self._reported = now
            _logger.error(NO_FILES)

    def handle(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Report the failures of the servers of asyncio too; an event loop calls this for what nobody handles."""
        error = context.get("exception")
        if isinstance(error, OSError) and error.errno in _SHORTAGES:
            self.report()
        else:
            loop.default_exception_handler(context)


async def accept(listener: socket.socket, serve: Callable[[socket.socket], None], shortage: Shortage) -> None:
    """Call `serve` with each connection to a listening socket, until the task is cancelled."""
    listener.setblocking(False)  # noqa: FBT003  # it takes no keyword
    loop = asyncio.get_running_loop()
    while True:
        try:
            connection, _ = await loop.sock_accept(listener)
        except ConnectionAbortedError:  # the client has closed it already
            continue
        except OSError:
            shortage.report()
            await asyncio.sleep(_PAUSE_SECONDS)
        else:
            serve(connection)


def refusal(connections: int) -> str | None:
    """The line for a client that cannot be served beside so many others; None if it can."""
    most = min(MOST_CONNECTIONS, max(1, _file_limit() - _OTHERS))
    if connections > most:
        return f"The local model serves at most {most} connections at once; close some and try again."
    return None if _has_spare_files() else NO_FILES


def _file_limit() -> int:
    if resource is None:
        return sys.maxsize
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return sys.maxsize if limit == resource.RLIM_INFINITY else limit


def _has_spare_files() -> bool:
    """Whether some more file descriptors can be opened now: what else the process has open is not known here."""
    spare: list[int] = []
    try:
        with open(os.devnull, "rb") as file:  # noqa: PTH123  # it is opened for its descriptor only
            spare += (os.dup(file.fileno()) for _ in range(_SPARE))
    except OSError:
        return False
    finally:
        for descriptor in spare:
            with suppress(OSError):
                os.close(descriptor)
    return True
