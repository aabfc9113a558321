"""Installs a subject into a separate environment, in the versions that its file pins.

A subject file may be a stranger's, so installing runs no code of a package, and the installers get neither the user's
secrets nor the user's settings, but for where packages come from.
"""

import re
import shutil
import sys
from collections.abc import Sequence

from token_conformance.certify.subject.registries import environment, npm, run
from token_conformance.certify.subject.subject import Subject
from token_conformance.errors import UserError

_STAMP = "installed.txt"
_PIP = ("-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--only-binary", ":all:")
_NPM = ("install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--save-exact")
_PACKAGE = re.compile(r"(@[A-Za-z0-9][\w.-]*/)?[A-Za-z0-9][\w.-]*", re.ASCII)


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
    with environment() as variables:
        if subject.pypi:
            _install_from_pypi(subject, scripts, variables)
        if subject.npm:
            _install_from_npm(subject, scripts, variables)
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


def _install_from_pypi(subject: Subject, scripts: Sequence[str], variables: dict[str, str]) -> None:
    built = [word for name in scripts for word in ("--no-binary", name)]
    python = str(subject.installed / "bin" / "python")
    _run(subject, [sys.executable, "-I", "-m", "venv", str(subject.installed)], variables)
    _run(subject, [python, *_PIP, *built, "--", *subject.pypi], variables)


def _install_from_npm(subject: Subject, scripts: Sequence[str], variables: dict[str, str]) -> None:
    program = npm(subject.name)
    subject.installed.mkdir(parents=True, exist_ok=True)
    where = ("--prefix", str(subject.installed))
    _run(subject, [program, *_NPM, *where, "--", *subject.npm], variables)
    if scripts:
        _run(subject, [program, "rebuild", "--loglevel=error", *where, "--", *scripts], variables)


def _run(subject: Subject, command: Sequence[str], variables: dict[str, str]) -> None:
    packages = " ".join((*subject.pypi, *subject.npm))
    run(command, variables, f"{subject.name}: cannot install {packages}")
