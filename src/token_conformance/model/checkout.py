"""Git, asked about the user's own checkout only, with settings that run nothing and an environment built from nothing.

The configuration of a checkout can name programs (`core.fsmonitor`, `core.sshCommand`, `textconv` ...) that git then
runs, so git is asked about no folder but the checkout that the user works in, and everything of the kind is off there.
"""

import os
import shutil
import subprocess
from pathlib import Path

_SECONDS = 60
_OFF = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.sshCommand": "false",
    "core.gitProxy": "false",
    "core.askPass": "",
    "core.alternateRefsCommand": "true",
    "core.pager": "cat",
    "credential.helper": "",
    "gpg.program": "false",
    "maintenance.auto": "false",
    "gc.auto": "0",
    "safe.bareRepository": "explicit",
}
"""Each key of git's configuration that names a program, with the value that starts none."""
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",  # nothing is fetched: an address can be a command
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "GIT_ATTR_NOSYSTEM": "1",
    "LC_ALL": "C",
}
_PASSED = ("HOME", "XDG_CONFIG_HOME", "SYSTEMROOT")
"""The variables of the user that git gets: its `safe.directory` is in the user's own configuration."""
_NO_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
"""Git without the settings of the user and of the machine."""


def checkout_of(path: Path) -> Path | None:
    """The checkout that contains a path: the nearest folder with a `.git`; None if there is none."""
    folders = [path.resolve(), *path.resolve().parents]
    return next((folder for folder in folders if os.path.lexists(folder / ".git")), None)


def own_checkout() -> Path | None:
    """The checkout that the user works in, which contains the current folder; None outside of one."""
    return checkout_of(Path())


def ask_git(*words: str, as_user: bool = True) -> bytes | None:
    """The output of a git command in the user's own checkout, whose paths are relative to its top.

    Without `as_user`, the settings of the user do not count either: they can hide files. None if there is no checkout,
    git is missing, or the command fails or takes more than a minute.
    """
    checkout, program = own_checkout(), shutil.which("git", path=_path())
    if checkout is None or program is None:
        return None
    settings = [word for key, value in _OFF.items() for word in ("-c", f"{key}={value}")]
    command = [program, "--no-pager", *settings, *words]
    try:
        asked = subprocess.run(  # noqa: S603  # git, with words of our own
            command,
            cwd=checkout,
            env=_environment(checkout, as_user=as_user),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return asked.stdout if asked.returncode == 0 else None


def _path() -> str:
    """The user's PATH without relative entries, which would find programs of a foreign folder."""
    entries = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return os.pathsep.join(entry for entry in entries if Path(entry).is_absolute())


def _environment(checkout: Path, *, as_user: bool) -> dict[str, str]:
    passed = {name: os.environ[name] for name in _PASSED if name in os.environ} if as_user else _NO_SETTINGS
    place = {"GIT_CEILING_DIRECTORIES": str(checkout.parent), "GIT_WORK_TREE": str(checkout)}  # this one, or none
    return {**passed, **_ENVIRONMENT, **place, "PATH": _path()}
