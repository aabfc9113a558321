"""A command that a keeper runs, apart from this machine's other processes; on other systems than Linux, in a group."""

import ctypes
import marshal
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from token_conformance.certify.observation import keeper
from token_conformance.certify.observation.home import MOST_BYTES, siblings_of
from token_conformance.certify.observation.request import Request
from token_conformance.project import DOTENV

MOST_PROCESSES = 500
"""The most processes that a command may have at the same time."""
IS_LINUX = sys.platform == "linux"
_PROGRAM = (sys.executable, "-I", "-S", "-B", keeper.__file__)
_SET_DUMPABLE = 4
_MOST_RESULT = 10_000


class Kept:
    """A context manager for a command that has been started; leaving it ends every process of the command.

    Then `status` is the exit status, `error` says why the command could not be started, and `remark` is a line for its
    error output if it was killed for the number of its processes. Raises OSError or ValueError if it cannot be started.
    """

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], folder: Path, enter: Sequence[str] = ()
    ) -> None:
        if any("\0" in text for text in (*command, *environment, *environment.values())):
            raise ValueError("it has a NUL character")
        self.status: int | None = None
        self.error: OSError | None = None
        self.remark = b""
        self._result: int | None = None
        if IS_LINUX:
            hide_from_others()
            self.process = self._start_kept(command, environment, folder, enter)
        else:
            self.process = _popen(command, environment, folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self.process as process:
            is_left = process.poll() is None
            if is_left and IS_LINUX:
                keeper.end_descendants(process.pid)
            if is_left or not IS_LINUX:  # else the keeper has ended everything, and its number may be another's now
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, signal.SIGKILL)
        self.status = process.returncode
        if self._result is not None:
            self._read_result(self._result)

    def _start_kept(
        self, command: Sequence[str], environment: Mapping[str, str], folder: Path, enter: Sequence[str]
    ) -> subprocess.Popen[bytes]:
        """Start the keeper, which gets the environment from a file: nothing that it names acts on the keeper itself."""
        request = Request(
            command=[*command],
            environment=dict(environment),
            folder=str(folder),
            siblings=_text(siblings_of(folder)),
            private=[str(path) for path in [DOTENV.absolute()] if path.is_file()],
            most_bytes=MOST_BYTES,
            most_processes=MOST_PROCESSES,
        )
        self._result, theirs = os.pipe()
        asked = _in_memory(request)
        try:
            words = [*enter, *_PROGRAM, str(asked), str(theirs)]
            return _popen(words, {"PATH": os.defpath}, Path("/"), (asked, theirs))
        except OSError:
            os.close(self._result)
            raise
        finally:
            os.close(asked)
            os.close(theirs)

    def _read_result(self, result_file: int) -> None:
        with os.fdopen(result_file, "rb") as file:
            results = dict(line.split() for line in file.read(_MOST_RESULT).decode().splitlines())
        if "errno" in results:
            number = int(results["errno"])
            self.error = OSError(number, os.strerror(number))
        if "status" in results:
            self.status = int(results["status"])
        if "too-many" in results:
            self.remark = f"\n(stopped: more than {MOST_PROCESSES} processes)\n".encode()


def hide_from_others() -> None:
    """Keep the memory and the environment of this process from other processes of the user, who is not root."""
    if IS_LINUX:
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def _popen(
    words: Sequence[str], environment: Mapping[str, str], folder: Path, files: Sequence[int] = ()
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  # it is the user's own subject file that names the command
        words,
        env=dict(environment),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        pass_fds=files,
    )


def _in_memory(request: Request) -> int:
    """A file in memory with the request, which no other process finds by a name."""
    file = os.memfd_create("request")
    with os.fdopen(file, "wb", closefd=False) as opened:
        opened.write(marshal.dumps(request))  # type: ignore[arg-type]  # a typed dictionary is a dictionary
        opened.seek(0)
    return file


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)
