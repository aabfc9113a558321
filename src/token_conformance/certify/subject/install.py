"""Installs a subject into a separate environment, in the versions that its file pins."""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence

from token_conformance.certify.subject.subject import Subject
from token_conformance.errors import UserError

_STAMP = "installed.txt"
_PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
_NPM = ("install", "--no-audit", "--no-fund", "--loglevel=error", "--save-exact")
_REASONS = {
    r"NewConnectionError|NameResolutionError|ConnectTimeout|ProxyError|ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT": (
        "the registry cannot be reached; check the network and its proxy"
    ),
    r"from versions: none": "the registry cannot be reached, or has no such package; check the network and [install]",
    r"No matching distribution found|ETARGET|E404": "the registry has no such version; correct [install]",
}


def install(subject: Subject) -> None:
    """Install the packages of the subject's `[install]`, unless exactly these are installed already.

    Raises UserError if npm or a version is missing, or a registry cannot be reached.
    """
    if not _pinned(subject) or is_installed(subject):
        return
    shutil.rmtree(subject.installed, ignore_errors=True)
    if subject.pypi:
        _install_from_pypi(subject)
    if subject.npm:
        _install_from_npm(subject)
    (subject.installed / _STAMP).write_text(_pinned(subject), encoding="utf-8")


def is_installed(subject: Subject) -> bool:
    """Whether the packages that the subject's file pins are installed; true if it pins none."""
    stamp = subject.installed / _STAMP
    return _pinned(subject) == (stamp.read_text(encoding="utf-8") if stamp.is_file() else "")


def _pinned(subject: Subject) -> str:
    return "\n".join((*subject.pypi, *subject.npm))


def _install_from_pypi(subject: Subject) -> None:
    _run(subject, [sys.executable, "-m", "venv", str(subject.installed)])
    _run(subject, [str(subject.installed / "bin" / "python"), *_PIP, *subject.pypi])


def _install_from_npm(subject: Subject) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise UserError(f"{subject.name}: npm is not on the PATH; install Node.js, which includes it, and try again")
    subject.installed.mkdir(parents=True, exist_ok=True)
    _run(subject, [npm, *_NPM, "--prefix", str(subject.installed), *subject.npm])


def _run(subject: Subject, command: Sequence[str]) -> None:
    completed = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603  # the versions are pinned by the subject's file
    if completed.returncode:
        packages = " ".join((*subject.pypi, *subject.npm))
        raise UserError(f"{subject.name}: cannot install {packages}: {_reason(completed.stderr or completed.stdout)}")


def _reason(output: str) -> str:
    """Why an installation failed: a known reason, or else the last line of the output."""
    known = (reason for pattern, reason in _REASONS.items() if re.search(pattern, output))
    lines = [line for line in output.splitlines() if line.strip()] or ["no reason was given"]
    return next(known, lines[-1].strip())
