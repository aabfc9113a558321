"""Installs a subject into an environment of its own, in the versions that its file pins."""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

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
    """Install what the subject's `[install]` names; it takes no time where that is there already.

    Raises UserError where a program or a version is missing, or a registry cannot be reached.
    """
    stamp, wanted = subject.installed / _STAMP, "\n".join((*subject.pypi, *subject.npm))
    if not wanted or _content(stamp) == wanted:
        return
    shutil.rmtree(subject.installed, ignore_errors=True)
    if subject.pypi:
        _install_from_pypi(subject)
    if subject.npm:
        _install_from_npm(subject)
    stamp.write_text(wanted, encoding="utf-8")


def is_installed(subject: Subject) -> bool:
    """Whether all that the subject's file pins is there."""
    return _content(subject.installed / _STAMP) == "\n".join((*subject.pypi, *subject.npm))


def _content(file: Path) -> str:
    """The text of a file; of one that is not there, none."""
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _install_from_pypi(subject: Subject) -> None:
    _run(subject, [sys.executable, "-m", "venv", str(subject.installed)])
    _run(subject, [str(subject.installed / "bin" / "python"), *_PIP, *subject.pypi])


def _install_from_npm(subject: Subject) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise UserError(f"{subject.name}: npm is not on the PATH; install Node.js, which brings it, and try again")
    subject.installed.mkdir(parents=True, exist_ok=True)
    _run(subject, [npm, *_NPM, "--prefix", str(subject.installed), *subject.npm])


def _run(subject: Subject, command: Sequence[str]) -> None:
    ran = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603  # the versions are pinned by the subject's file
    if ran.returncode:
        packages = " ".join((*subject.pypi, *subject.npm))
        raise UserError(f"{subject.name}: cannot install {packages}: {_reason(ran.stderr or ran.stdout)}")


def _reason(output: str) -> str:
    """Why an installation failed: what is known of it or else the last thing that was said."""
    known = (reason for pattern, reason in _REASONS.items() if re.search(pattern, output))
    said = [line for line in output.splitlines() if line.strip()] or ["no reason was given"]
    return next(known, said[-1].strip())
