"""How pip and npm are run: with neither the user's secrets nor their settings, but for where packages come from."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from token_conformance.errors import UserError

_SECONDS = 1800
_PASSED = frozenset(
    {
        "PATH",
        "LANG",
        "SYSTEMROOT",
        # where packages come from, and how they are reached
        "PIP_CERT",
        "PIP_DEFAULT_TIMEOUT",
        "PIP_EXTRA_INDEX_URL",
        "PIP_FIND_LINKS",
        "PIP_INDEX_URL",
        "PIP_TRUSTED_HOST",
        "NPM_CONFIG_CAFILE",
        "NPM_CONFIG_REGISTRY",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "NO_PROXY",
        "NODE_EXTRA_CA_CERTS",
        "REQUESTS_CA_BUNDLE",
        "SSL_CERT_DIR",
        "SSL_CERT_FILE",
    }
)
"""The variables of the user, in capital or small letters, that pip and npm get."""
_REASONS = {
    r"NewConnectionError|NameResolutionError|ConnectTimeout|ProxyError|ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT": (
        "the registry cannot be reached; check the network and its proxy"
    ),
    r"from versions: none": (
        "the registry cannot be reached, or has no such package as a wheel; check the network and [install], or allow"
        " the package to be built with --allow-scripts PACKAGE"
    ),
    r"No matching distribution found|ETARGET|E404": "the registry has no such version; correct [install]",
}


@contextmanager
def environment() -> Iterator[dict[str, str]]:
    """The environment of pip and npm: where packages come from, and a home without settings until the context ends."""
    with TemporaryDirectory(prefix="install-", ignore_cleanup_errors=True) as home:
        passed = {name: value for name, value in os.environ.items() if name.upper() in _PASSED}
        yield {**passed, "HOME": home, "TMPDIR": home}


def npm(subject: str) -> str:
    """The path of npm; raises UserError, which names the subject, if it is not there."""
    path = shutil.which("npm")
    if path is None:
        raise UserError(f"{subject}: npm is not on the PATH; install Node.js, which includes it, and try again")
    return path


def run(command: Sequence[str], environment: dict[str, str], problem: str) -> str:
    """Run pip or npm in the home of the environment, where no file of the user or the project is in its way.

    Returns its output. Raises UserError if it fails, with the problem and a reason.
    """
    try:
        completed = subprocess.run(  # noqa: S603  # the caller names the packages, which a subject's file pins
            command,
            env=environment,
            cwd=environment["HOME"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except OSError as error:
        raise UserError(f"{problem}: {error.strerror}") from error
    except subprocess.TimeoutExpired as error:
        raise UserError(f"{problem}: it takes more than {_SECONDS} seconds") from error
    if completed.returncode:
        raise UserError(f"{problem}: {_reason(completed.stderr or completed.stdout)}")
    return completed.stdout


def _reason(output: str) -> str:
    """Why an installation failed: a known reason, or else the last line of the output."""
    known = (reason for pattern, reason in _REASONS.items() if re.search(pattern, output))
    lines = [line for line in output.splitlines() if line.strip()] or ["no reason was given"]
    return next(known, lines[-1].strip())
