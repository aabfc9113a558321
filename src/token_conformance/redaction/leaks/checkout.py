"""Asks git which files of the user's own checkout it knows, without running anything that the checkout configures.

`core.fsmonitor` names a program that git runs to list files, and other settings name others. So git is asked only for
the checkout that the current folder is in, with settings that take precedence over those of the checkout, without
those of the system and of the user, without an environment, and without transport. It is not asked about a folder that
has a repository of its own, because that may be a stranger's. Git itself refuses a checkout of another user of the
machine.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

_SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.excludesFile": os.devnull,
    "core.sshCommand": "false",
    "protocol.allow": "never",  # a missing object is not fetched
    "safe.bareRepository": "explicit",
}
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C",
}
_SECONDS = 60


def known_files(folder: Path) -> list[Path]:
    """The files in a folder that git tracks or does not ignore, and the folders in it that are repositories themselves.

    Empty if the folder is not in the checkout of the current folder, or git does not answer.
    """
    top = _top(Path.cwd())
    if top is None or _top(folder.absolute()) != top:
        return []
    inside = Path(os.path.relpath(folder.absolute(), top))
    return [folder / os.path.relpath(name, inside) for name in _listed(top, inside)]


def _top(folder: Path) -> Path | None:
    """The nearest folder from this one upwards that has a repository."""
    return next((parent for parent in (folder, *folder.parents) if os.path.lexists(parent / ".git")), None)


def _listed(top: Path, inside: Path) -> Iterator[str]:
    settings = (option for name, value in _SETTINGS.items() for option in ("-c", f"{name}={value}"))
    listing = ("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", str(inside))
    environment = _ENVIRONMENT | {
        "PATH": os.environ.get("PATH", os.defpath),
        "GIT_WORK_TREE": str(top),  # the checkout may configure another
        "GIT_CEILING_DIRECTORIES": str(top.parent),
    }
    try:
        answer = subprocess.run(  # noqa: S603  # it is not run by a shell
            ["git", "--literal-pathspecs", *settings, *listing],  # noqa: S607  # git of the PATH
            cwd=top,
            env=environment,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return  # git is not installed, or waits for something
    if answer.returncode == 0:
        yield from (os.fsdecode(name) for name in answer.stdout.split(b"\0") if name)
