"""Takes away from a process, and from all that it starts, what only POSIX systems have, as on Windows.

Python imports a module of this name at its start, from any folder of PYTHONPATH.
"""

import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

MODULES = frozenset({"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "readline", "syslog", "posixshmem"})
"""The modules that Windows does not have."""

CALLS: dict[ModuleType, str] = {
    os: """chown chroot fchdir fchmod fchown fork forkpty get_blocking getegid getgid getgroups getloadavg
    getpgid getpgrp getpriority getresgid getresuid getsid killpg lchown lockf memfd_create mkfifo mknod nice
    openpty pathconf pidfd_open posix_fadvise posix_spawn posix_spawnp pread preadv pwrite pwritev
    sched_getaffinity sched_yield set_blocking setegid seteuid setgid setgroups setpgid setpriority setsid
    setuid splice statvfs sync sysconf tcgetpgrp ttyname uname wait wait3 wait4 O_CLOEXEC O_DIRECTORY O_DSYNC O_NOCTTY
    O_NOFOLLOW O_NONBLOCK O_SYNC""",
    signal: """SIGALRM SIGCHLD SIGCONT SIGHUP SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGTSTP SIGUSR1 SIGUSR2 alarm getitimer
    pause pthread_kill pthread_sigmask setitimer sigpending sigwait""",
    socket: "SCM_RIGHTS SO_REUSEPORT",
}
"""The functions and constants that Windows does not have."""

FOR_LIBRARIES = ("getuid", "geteuid")
"""Windows does not have these either, but libraries use them wherever the system calls itself Linux."""

OURS = "token_conformance"


class _Missing(MetaPathFinder):
    """Finds none of the modules."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        if fullname in MODULES:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


def _refusing(call: Callable[[], int]) -> Callable[[], int]:
    """The function, which fails if this package calls it."""

    def refuse() -> int:
        if sys._getframe(1).f_globals["__name__"].startswith(OURS):
            raise AttributeError(call.__name__)
        return call()

    return refuse


for module in MODULES:
    sys.modules.pop(module, None)
sys.meta_path.insert(0, _Missing())
for owner, names in CALLS.items():
    for name in filter(partial(hasattr, owner), names.split()):
        delattr(owner, name)
for name in FOR_LIBRARIES:
    setattr(os, name, _refusing(getattr(os, name)))
