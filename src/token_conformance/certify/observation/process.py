"""Runs a command with limits for its time and its output, and ends every process that it started."""

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from token_conformance.certify.observation.observation import Ended
from token_conformance.certify.observation.tenants import Tokens

SECONDS = 20.0
"""The longest time that a command may take."""
MOST_OUTPUT = 1_000_000
"""The most bytes that a command may write to one stream."""
_TICK = 0.05
_CHUNK = 65_536
_GRACE = 0.2


@dataclass(frozen=True)
class Completed:
    """The end of a command: output is cut at the limit, and `exit_status` is None if the command had none."""

    ended: Ended
    exit_status: int | None
    stdout: bytes
    stderr: bytes
    seconds: float


def run(command: Sequence[str], environment: Mapping[str, str], folder: Path, seconds: float = SECONDS) -> Completed:
    """Run a command in a folder, without input or terminal and with only this environment.

    A command that does not end within `seconds` is killed; so is every process that is left in its group.
    """
    started = time.monotonic()
    try:
        process = subprocess.Popen(  # noqa: S603  # it is the user's own subject file that names the command
            command,
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        return not_started(command, error)
    with process:
        try:
            ended, outputs = _watch(process, started + seconds)
        finally:
            _end(process)
    status = process.returncode if ended is Ended.EXITED else None
    stdout, stderr = outputs
    return Completed(ended, status, stdout, stderr, round(time.monotonic() - started, 3))


def not_started(command: Sequence[str], error: Exception) -> Completed:
    """The end of a command that could not be started; its error output is a sentence that says why."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    sentence = f"The command {command[0]!r} could not be started: {reason}. Is it installed, and on the PATH?\n"
    return Completed(Ended.NOT_STARTED, None, b"", sentence.encode(), 0.0)


def _watch(process: subprocess.Popen[bytes], deadline: float) -> tuple[Ended, list[bytes]]:
    """Read the output until the process ends or exceeds a limit."""
    streams: list[IO[bytes]] = [stream for stream in (process.stdout, process.stderr) if stream]
    outputs = {stream.fileno(): bytearray() for stream in streams}
    with selectors.DefaultSelector() as selector:
        for stream in streams:
            selector.register(stream, selectors.EVENT_READ)
        ended = _read(process, selector, outputs, deadline)
    return ended, [bytes(output[:MOST_OUTPUT]) for output in outputs.values()]


def _read(
    process: subprocess.Popen[bytes],
    selector: selectors.BaseSelector,
    outputs: Mapping[int, bytearray],
    deadline: float,
) -> Ended:
    """Collect output. When the process has ended, a child that keeps a stream open is waited for only briefly."""
    while selector.get_map() and time.monotonic() < deadline:
        for key, _ in selector.select(_TICK):
            _read_chunk(selector, key.fd, outputs[key.fd])
        if any(len(output) > MOST_OUTPUT for output in outputs.values()):
            return Ended.TOO_MUCH_OUTPUT
        if process.poll() is not None:
            deadline = min(deadline, time.monotonic() + _GRACE)
    with suppress(subprocess.TimeoutExpired):
        process.wait(max(0, deadline - time.monotonic()))
    return Ended.TIMED_OUT if process.returncode is None else Ended.EXITED


def _read_chunk(selector: selectors.BaseSelector, stream: int, output: bytearray) -> None:
    if data := os.read(stream, _CHUNK):
        output += data
    else:
        selector.unregister(stream)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the command's process group: the command, if it still runs, and its children."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


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


def logs_in(home: Path) -> bytes:
    """The log files below a home, each with its name in front; all together are cut at the limit of one stream."""
    return b"".join(_logs(home))[:MOST_OUTPUT]


def _logs(home: Path) -> Iterator[bytes]:
    for path in sorted(filter(Path.is_file, home.rglob("*.log"))):
        with suppress(OSError), path.open("rb") as file:  # the product may have made it unreadable
            yield f"\n--- {path.relative_to(home)}\n".encode() + file.read(MOST_OUTPUT)


def readable(data: bytes, tokens: Tokens, folders: Mapping[str, str]) -> str:
    """Decode an output, and mask the tokens in it; `folders` gives the word that replaces each path."""
    text = data.decode("utf-8", "replace")
    if len(data) >= MOST_OUTPUT:  # the end may be a part of a token, which the mask would not recognize
        text = text[: -tokens.longest]
    text = tokens.mask(text)
    for path in sorted(folders, key=len, reverse=True):
        text = text.replace(path, folders[path])
    return text
