"""Runs one command of a subject apart from this machine's other processes, and ends with all that the command started.

The subject gets a user, process and mount namespace of its own where the system permits it: it sees no other process,
no home of another scenario, and ends whole with the first process of its namespace. Elsewhere this process adopts each
orphan of the subject, and kills it.

It is started as a file, by an interpreter that is isolated from the user's settings, so it imports the standard library
only. Arguments: the numbers of two inherited files, the first with the request, the second for the result: lines of a
word and a number, `status`, `errno` if the command could not be started, or `too-many` for its processes.
"""

from __future__ import annotations  # `typing` takes longer to import than the rest

import ctypes
import marshal
import os
import signal
import sys
import time
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from token_conformance.certify.observation.request import Request

_PARENT_DEATH, _BOUNDING_DROP, _SUBREAPER, _NO_NEW_PRIVILEGES, _AMBIENT, _CLEAR_ALL = 1, 24, 36, 38, 47, 4
_NEW_USER, _NEW_MOUNTS, _NEW_PROCESSES, _NEW_IPC = 0x10000000, 0x00020000, 0x20000000, 0x08000000
_NO_SUID, _NO_DEVICES, _NO_EXECUTION, _BIND, _RECURSIVE, _PRIVATE, _DETACH = 2, 4, 8, 4096, 16384, 1 << 18, 2
_KEPT_CAPABILITIES = frozenset({0, 1, 2, 3, 4, 10})
"""Of root without a namespace: to use files of other users, and low ports; none to look into other processes."""
_GRACE, _TICK, _COUNT_SECONDS = 0.2, 0.01, 0.25
_FREEZES, _NOT_PERMITTED = 50, 75

if sys.platform == "linux":  # other systems import this file, and start nothing with it
    import resource

    _libc = ctypes.CDLL(None, use_errno=True)
    _libc.prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]


def main(request_file: int, result_file: int) -> None:
    """Run the command of the request, and write how it ended."""
    with os.fdopen(request_file, "rb") as file:
        request: Request = marshal.load(file)  # noqa: S302  # the certification wrote it, in memory
    os.set_inheritable(result_file, False)  # noqa: FBT003  # its only parameter
    _control(_PARENT_DEATH, signal.SIGKILL)
    opener = os.fork()  # it cannot go back when only a part is permitted
    if not opener:
        _run_apart(request, result_file)
    _, status = os.waitpid(opener, 0)
    if os.waitstatus_to_exitcode(status) == _NOT_PERMITTED:
        _keep(request, result_file)


def _run_apart(request: Request, result_file: int) -> NoReturn:
    """Run the command in namespaces of its own; where they are not permitted, do nothing and end with that status."""
    status = 1
    try:
        if not _enter_namespaces():
            status = _NOT_PERMITTED
        elif first := os.fork():
            _control(_PARENT_DEATH, signal.SIGKILL)
            os.waitpid(first, 0)
        else:
            _keep(request, result_file)
    finally:
        os._exit(status)


def descendants(root: int) -> set[int]:
    """The processes below a process, as `/proc` shows them; those that have ended and were not waited for, too."""
    children: dict[int, list[int]] = {}
    for name in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208  # half of the time of a Path each
        with suppress(OSError), open(f"/proc/{name}/stat", "rb") as file:  # noqa: PTH123  # it may have ended
            children.setdefault(int(file.read().rpartition(b")")[2].split()[1]), []).append(int(name))
    found, new = set[int](), [root]
    while new:
        new = [child for parent in new for child in children.get(parent, ()) if child not in found]
        found.update(new)
    return found


def end_descendants(root: int) -> None:
    """Kill the processes below a process: all are stopped first, so that none starts another one meanwhile."""
    stopped = set[int]()
    for _ in range(_FREEZES):
        new = descendants(root) - stopped
        if not new:
            break
        _signal(new, signal.SIGSTOP)
        stopped |= new
    _signal(stopped, signal.SIGKILL)


def _signal(processes: set[int], number: signal.Signals) -> None:
    for process in processes:
        with suppress(OSError):  # it may have ended
            os.kill(process, number)


def _keep(request: Request, result_file: int) -> None:
    """Run the command with this process as the parent of every orphan."""
    is_alone = os.getpid() == 1
    if is_alone:
        _control(_PARENT_DEATH, signal.SIGKILL)
        _hide(request)
    else:
        signal.signal(signal.SIGTERM, _end)
        _control(_PARENT_DEATH, signal.SIGTERM)
        _control(_SUBREAPER, 1)
    subject = os.fork()
    if not subject:
        _become(request, result_file, keeps_files=not is_alone)
    over = _watch_count(request["most_processes"])
    while (ended := os.waitpid(-1, 0))[0] != subject:
        pass  # an orphan
    signal.setitimer(signal.ITIMER_REAL, 0)
    _wait_for_the_rest(time.monotonic() + _GRACE)
    with suppress(OSError):  # there is none
        _end_all()
    _tell(result_file, "status", os.waitstatus_to_exitcode(ended[1]))
    if over:
        _tell(result_file, "too-many", over[0])


def _tell(result_file: int, word: str, number: int) -> None:
    os.write(result_file, f"{word} {number}\n".encode())


def _wait_for_the_rest(deadline: float) -> None:
    """Give what runs in the background a moment to write its last output."""
    with suppress(ChildProcessError):
        while time.monotonic() < deadline:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(_TICK)


def _watch_count(most: int) -> list[int]:
    """Kill all processes of the subject when there are too many; the list that is returned then has their number."""
    over: list[int] = []

    def check(*_: object) -> None:
        with suppress(OSError):
            own = int(os.readlink("/proc/self"))  # noqa: PTH115  # another number where `/proc` is the machine's
            number = len(descendants(own))
            if number > most:
                over.append(number)
                _end_all()
                return
        signal.setitimer(signal.ITIMER_REAL, _COUNT_SECONDS)  # only now: counting may take longer than that

    signal.signal(signal.SIGALRM, check)
    signal.setitimer(signal.ITIMER_REAL, _COUNT_SECONDS)
    return over


def _end_all() -> None:
    """Kill every process of the subject, and nothing else."""
    if os.getpid() == 1:
        os.kill(-1, signal.SIGKILL)
    else:
        end_descendants(os.getpid())


def _end(*_: object) -> NoReturn:
    _end_all()  # the certification has ended
    os._exit(1)


def _become(request: Request, result_file: int, *, keeps_files: bool) -> NoReturn:
    """Turn this process into the command."""
    try:
        os.setsid()
        for number in (signal.SIGPIPE, signal.SIGXFSZ):  # an interpreter ignores them
            signal.signal(number, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with suppress(ValueError):  # the user's own limit is lower
            resource.setrlimit(resource.RLIMIT_FSIZE, (request["most_bytes"],) * 2)
        _drop_capabilities(_KEPT_CAPABILITIES if keeps_files else frozenset())
        os.chdir(request["folder"])
        os.execvpe(request["command"][0], request["command"], request["environment"])  # noqa: S606  # no shell
    except OSError as error:
        _tell(result_file, "errno", error.errno or 0)
    finally:
        os._exit(127)


def _drop_capabilities(kept: frozenset[int]) -> None:
    """Give up what root may do, here and in every program that is started; a user who is not root has nothing."""
    for capability in range(64):
        if capability not in kept:
            _libc.prctl(_BOUNDING_DROP, capability, 0, 0, 0)
    _libc.prctl(_AMBIENT, _CLEAR_ALL, 0, 0, 0)
    _control(_NO_NEW_PRIVILEGES, 1)


def _enter_namespaces() -> bool:
    """Whether the next child of this process will be the first one in new namespaces, and have rights there."""
    user, group = os.geteuid(), os.getegid()
    if _libc.unshare(_NEW_USER | _NEW_MOUNTS | _NEW_PROCESSES | _NEW_IPC):
        return False
    try:
        for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            with open(f"/proc/self/{name}", "w", encoding="ascii") as file:  # noqa: PTH123  # as above
                file.write(text)
    except OSError:  # a security module permits the namespace, and no rights in it
        return False
    return True


def _hide(request: Request) -> None:
    """Hide other processes, the homes of other scenarios, and private files, as far as the system permits it."""
    with suppress(OSError):
        _mount("none", "/", None, _RECURSIVE | _PRIVATE)
        with suppress(OSError):
            _mount("proc", "/proc", "proc", _NO_SUID | _NO_DEVICES | _NO_EXECUTION)
        for path in request["private"]:
            with suppress(OSError):
                _mount(os.devnull, path, None, _BIND)
        if request["siblings"]:
            _hide_siblings(request["siblings"], request["folder"])


def _hide_siblings(siblings: str, home: str) -> None:
    """Cover the folder with all homes by an empty one, and put the subject's own home back."""
    own = os.open(home, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW)
    _mount("none", siblings, "tmpfs", _NO_SUID | _NO_DEVICES, "size=64k,mode=0700")
    try:
        os.mkdir(home, 0o700)  # noqa: PTH102  # paths are texts here
        _mount(f"/proc/self/fd/{own}", home, None, _BIND)
    except OSError:
        _libc.umount2(siblings.encode(), _DETACH)
    finally:
        os.close(own)


def _mount(source: str, place: str, kind: str | None, flags: int, options: str = "") -> None:
    words: list[Any] = [text and os.fsencode(text) for text in (source, place, kind)]
    if _libc.mount(*words, ctypes.c_ulong(flags), os.fsencode(options) or None):
        raise OSError(ctypes.get_errno(), "mount", place)


def _control(option: int, value: int) -> None:
    _libc.prctl(option, value, 0, 0, 0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
