"""Runs a command with limits for its time and its output, and ends every process that it started."""

import os
import re
import selectors
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from token_conformance.certify.observation.home import is_too_full
from token_conformance.certify.observation.kept import Kept
from token_conformance.certify.observation.observation import Ended
from token_conformance.certify.observation.tenants import Tokens
from token_conformance.certify.observation.time_limit import TimeLimit, waited_seconds

SECONDS = 20.0
"""The longest time that a command may take."""
MOST_OUTPUT = 1_000_000
"""The most bytes that a command may write to one stream."""
_TICK = 0.05
_LOOK = 0.5
_CHUNK = 65_536
_GRACE = 0.2
_JAVA_NOTICE = re.compile(r"^Picked up JAVA_TOOL_OPTIONS: .*\n?", re.MULTILINE)


@dataclass(frozen=True)
class Completed:
    """The end of a command: output is cut at the limit, and `exit_status` is None if the command had none."""

    ended: Ended
    exit_status: int | None
    stdout: bytes
    stderr: bytes
    seconds: float


def run(
    command: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    seconds: float = SECONDS,
    *,
    enter: Sequence[str] = (),
) -> Completed:
    """Run a command in a folder, its home, without input or terminal and with only this environment.

    A command that does not end within `seconds` is killed, and so is one that fills its home; with it ends every
    process that it started. Time for which the machine was too busy to run it does not count. `enter` is the start of a
    command line that enters other namespaces first.
    """
    started = time.monotonic()
    try:
        kept = Kept(command, environment, folder, enter)
    except (OSError, ValueError) as error:
        return not_started(command, error)
    with kept:
        ended, outputs = _watch(kept.process, folder, seconds)
    if kept.error:
        return not_started(command, kept.error)
    stdout, stderr = outputs
    status = kept.status if ended is Ended.EXITED else None
    return Completed(ended, status, stdout, stderr + kept.remark, round(time.monotonic() - started, 3))


def not_started(command: Sequence[str], error: Exception) -> Completed:
    """The end of a command that could not be started; its error output is a sentence that says why."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    sentence = f"The command {command[0]!r} could not be started: {reason}. Is it installed, and on the PATH?\n"
    return Completed(Ended.NOT_STARTED, None, b"", sentence.encode(), 0.0)


def _watch(process: subprocess.Popen[bytes], home: Path, seconds: float) -> tuple[Ended, list[bytes]]:
    """Read the output until the process ends or exceeds a limit."""
    streams: list[IO[bytes]] = [stream for stream in (process.stdout, process.stderr) if stream]
    outputs = {stream.fileno(): bytearray() for stream in streams}
    limit = TimeLimit(seconds, partial(waited_seconds, process.pid))
    with selectors.DefaultSelector() as selector:
        for stream in streams:
            selector.register(stream, selectors.EVENT_READ)
        ended = _read(process, selector, outputs, home, limit)
    if ended is Ended.EXITED and is_too_full(home):
        ended = Ended.TOO_MUCH_OUTPUT
    return ended, [bytes(output[:MOST_OUTPUT]) for output in outputs.values()]


def _read(
    process: subprocess.Popen[bytes],
    selector: selectors.BaseSelector,
    outputs: Mapping[int, bytearray],
    home: Path,
    limit: TimeLimit,
) -> Ended:
    """Collect output. When the process has ended, a child that keeps a stream open is waited for only briefly."""
    next_look = 0.0
    while selector.get_map() and limit.left():
        for key, _ in selector.select(_TICK):
            _read_chunk(selector, key.fd, outputs[key.fd])
        if any(len(output) > MOST_OUTPUT for output in outputs.values()):
            return Ended.TOO_MUCH_OUTPUT
        if (now := time.monotonic()) > next_look:
            if is_too_full(home):
                return Ended.TOO_MUCH_OUTPUT
            next_look = now + _LOOK
        if process.poll() is not None:
            limit.end_within(_GRACE)
    while process.poll() is None and (left := limit.left()):
        with suppress(subprocess.TimeoutExpired):
            process.wait(left)
    return Ended.TIMED_OUT if process.returncode is None else Ended.EXITED


def _read_chunk(selector: selectors.BaseSelector, stream: int, output: bytearray) -> None:
    if data := os.read(stream, _CHUNK):
        output += data
    else:
        selector.unregister(stream)


_PROCESSES = Path("/proc")


def end_processes_of(home: Path) -> None:
    """Kill every process whose environment has this folder as HOME. Without `/proc`, this does nothing."""
    for process in _processes_with(f"HOME={home}".encode()):
        with suppress(OSError):
            os.kill(process, signal.SIGKILL)


def _processes_with(setting: bytes) -> Iterator[int]:
    for folder in _PROCESSES.glob("[0-9]*"):
        with suppress(OSError):  # it has ended in the meantime, or belongs to another user
            if setting in (folder / "environ").read_bytes().split(b"\0"):
                yield int(folder.name)


def readable(data: bytes, tokens: Tokens, folders: Mapping[str, str]) -> str:
    """Decode an output, and mask the tokens in it; `folders` gives the word that replaces each path.

    Java's line about the variable of the edge is left out: it is no output of the product.
    """
    text = _JAVA_NOTICE.sub("", data.decode("utf-8", "replace"))
    if len(data) >= MOST_OUTPUT:  # the end may be a part of a token, which the mask would not recognize
        text = text[: -tokens.longest]
    text = tokens.mask(text)
    for path in sorted(folders, key=len, reverse=True):
        text = text.replace(path, folders[path])
    return text
