"""Installs a subject into a separate environment, in the versions that its file pins.

A subject file may be a stranger's, so installing runs no code of a package, and the installers get neither the user's
secrets nor the user's settings, but for where packages come from.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from token_conformance.certify.subject.subject import Subject
from token_conformance.errors import UserError

_STAMP = "installed.txt"
_PIP = ("-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--only-binary", ":all:")
_NPM = ("install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--save-exact")
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
_PACKAGE = re.compile(r"(@[A-Za-z0-9][\w.-]*/)?[A-Za-z0-9][\w.-]*", re.ASCII)
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


def install(subject: Subject, scripts: Sequence[str] = ()) -> None:
    """Install the packages of the subject's `[install]`, unless exactly these are installed already.

    No code of a package is run, but that of the packages in `scripts`: the install scripts of those from npm, and the
    build of those from PyPI. Raises UserError if npm or a version is missing, or a registry cannot be reached.
    """
    for name in scripts:
        if not _PACKAGE.fullmatch(name):
            raise UserError(f"--allow-scripts {name!r}: is not the name of a package; give one name without a version")
    if not _pinned(subject) or (is_installed(subject) and not scripts):
        return
    _remove(subject)
    with TemporaryDirectory(prefix="install-", ignore_cleanup_errors=True) as home:
        environment = _environment(Path(home))
        if subject.pypi:
            _install_from_pypi(subject, scripts, environment)
        if subject.npm:
            _install_from_npm(subject, scripts, environment)
    (subject.installed / _STAMP).write_text(_pinned(subject), encoding="utf-8")


def is_installed(subject: Subject) -> bool:
    """Whether the packages that the subject's file pins are installed; true if it pins none."""
    stamp = subject.installed / _STAMP
    return _pinned(subject) == (stamp.read_text(encoding="utf-8") if stamp.is_file() else "")


def _pinned(subject: Subject) -> str:
    return "\n".join((*subject.pypi, *subject.npm))


def _remove(subject: Subject) -> None:
    """Remove an earlier installation; raises UserError for a link, through which another folder would be written."""
    for folder in (subject.installed.parent, subject.installed):
        if folder.is_symlink():
            raise UserError(f"{folder}: is a link, so nothing is installed there; remove the link")
    shutil.rmtree(subject.installed, ignore_errors=True)


def _environment(home: Path) -> dict[str, str]:
    """The environment of an installer: a home without settings, and where packages come from."""
    passed = {name: value for name, value in os.environ.items() if name.upper() in _PASSED}
    return {**passed, "HOME": str(home), "TMPDIR": str(home)}


def _install_from_pypi(subject: Subject, scripts: Sequence[str], environment: dict[str, str]) -> None:
    built = [word for name in scripts for word in ("--no-binary", name)]
    python = str(subject.installed / "bin" / "python")
    _run(subject, [sys.executable, "-I", "-m", "venv", str(subject.installed)], environment)
    _run(subject, [python, *_PIP, *built, "--", *subject.pypi], environment)


def _install_from_npm(subject: Subject, scripts: Sequence[str], environment: dict[str, str]) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise UserError(f"{subject.name}: npm is not on the PATH; install Node.js, which includes it, and try again")
    subject.installed.mkdir(parents=True, exist_ok=True)
    where = ("--prefix", str(subject.installed))
    _run(subject, [npm, *_NPM, *where, "--", *subject.npm], environment)
    if scripts:
        _run(subject, [npm, "rebuild", "--loglevel=error", *where, "--", *scripts], environment)


def _run(subject: Subject, command: Sequence[str], environment: dict[str, str]) -> None:
    """Run an installer in the home of its environment, where no file of the user or the project is in its way."""
    packages = " ".join((*subject.pypi, *subject.npm))
    try:
        completed = subprocess.run(  # noqa: S603  # the versions are pinned by the subject's file
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
        raise UserError(f"{subject.name}: cannot install {packages}: {error.strerror}") from error
    except subprocess.TimeoutExpired as error:
        raise UserError(f"{subject.name}: cannot install {packages}: it takes more than {_SECONDS} seconds") from error
    if completed.returncode:
        raise UserError(f"{subject.name}: cannot install {packages}: {_reason(completed.stderr or completed.stdout)}")


def _reason(output: str) -> str:
    """Why an installation failed: a known reason, or else the last line of the output."""
    known = (reason for pattern, reason in _REASONS.items() if re.search(pattern, output))
    lines = [line for line in output.splitlines() if line.strip()] or ["no reason was given"]
    return next(known, lines[-1].strip())
