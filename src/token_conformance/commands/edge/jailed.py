"""Runs a command of the user with the terminal in the jail of an edge: `token-conformance edge --jail -- COMMAND`."""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.errors import UserError

if TYPE_CHECKING:
    from token_conformance.edge.server.edge import DirectSockets, Edge

_IN_FOLDER = ("/bin/sh", "-c", 'cd "$0" && exec "$@"')
"""Entering the jail changes the folder."""
_PROXIES = {"http_proxy", "https_proxy", "all_proxy", "no_proxy"}
_SIGNALLED = 128


def run_jailed(command: Sequence[str], start: "Callable[[DirectSockets], Edge]") -> int:
    """Start an edge and run a command that can reach nothing else; returns the status of the command.

    Raises UserError if the command does not exist, or the system does not permit a jail.
    """
    from token_conformance.certify.observation.jail.jail import Jail  # noqa: PLC0415  # only this option needs it
    from token_conformance.certify.observation.jail.trust_stores import trust_stores  # noqa: PLC0415  # the same
    from token_conformance.edge.env_file import script_variables, settings_of  # noqa: PLC0415  # the same
    from token_conformance.model.url import GATEWAY_HOST  # noqa: PLC0415  # the same

    if shutil.which(command[0]) is None:
        raise UserError(f"{command[0]!r} is not a program; write the command after --, as in a shell")
    stores = trust_stores([command], [Path.cwd()], os.environ.get("PATH", os.defpath))
    with Jail([GATEWAY_HOST], stores) as jail, start(jail.sockets) as edge:
        variables = settings_of(edge.tenant, edge.account) | script_variables(edge)
        words = [*jail.enter(), *_IN_FOLDER, str(Path.cwd()), *command]
        return _status(subprocess.call(words, env=_environment() | jail.variables(edge) | variables))  # noqa: S603  # the user's own


def _environment() -> dict[str, str]:
    """The variables of the user without those of a proxy, which cannot be reached."""
    return {name: value for name, value in os.environ.items() if name.lower() not in _PROXIES}


def _status(returned: int) -> int:
    """The status as a shell gives it: that of a command that a signal has ended is more than 128."""
    return returned if returned >= 0 else _SIGNALLED - returned
