"""Installing subjects, with programs that replace npm and Python."""

import sys
from pathlib import Path

import pytest

from token_conformance.certify.subject.install import install, is_installed
from token_conformance.certify.subject.subject import Subject
from token_conformance.errors import UserError

FAKE_NPM = 'echo "$@" >> "$(dirname "$0")/asked"'
FAKE_PYTHON = 'if [ "$2" = venv ]; then mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; else echo "$@" > "$0-asked"; fi'


def make_subject(folder: Path, *, pypi: tuple[str, ...] = (), npm: tuple[str, ...] = ()) -> Subject:
    """A subject that is to be installed below a folder."""
    return Subject(
        name="client",
        version="1.0",
        product="client",
        homepage="https://client.example.com/",
        here=folder,
        installed=folder / "client",
        pypi=pypi,
        npm=npm,
    )


def write_program(file: Path, script: str) -> None:
    """Write a shell script as an executable program."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file with the arguments of npm, one line per call."""
    write_program(tmp_path / "programs" / "npm", FAKE_NPM)
    monkeypatch.setenv("PATH", str(tmp_path / "programs"), prepend=":")
    return tmp_path / "programs" / "asked"


def test_npm_is_asked_for_the_pinned_version(tmp_path: Path, asked: Path) -> None:
    """A package from npm is installed in the subject's folder."""
    subject = make_subject(tmp_path, npm=("client@1.0",))
    install(subject)
    assert f"--prefix {subject.installed} client@1.0" in asked.read_text()


def test_what_is_there_is_not_installed_again(tmp_path: Path, asked: Path) -> None:
    """The second time, npm is not called."""
    subject = make_subject(tmp_path, npm=("client@1.0",))
    install(subject)
    install(subject)
    assert 1 == len(asked.read_text().splitlines())


@pytest.mark.usefixtures("asked")
def test_another_version_replaces_the_first(tmp_path: Path) -> None:
    """No file of the older version is left."""
    install(make_subject(tmp_path, npm=("client@1.0",)))
    (tmp_path / "client" / "old").touch()
    install(make_subject(tmp_path, npm=("client@2.0",)))
    assert not (tmp_path / "client" / "old").exists()


def test_pip_installs_into_a_separate_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pip runs with the subject's own Python."""
    write_program(tmp_path / "python", FAKE_PYTHON)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    install(make_subject(tmp_path, pypi=("client==1.0",)))
    assert (tmp_path / "client" / "bin" / "python-asked").read_text().endswith(" client==1.0\n")


def test_a_subject_without_packages_counts_as_installed(tmp_path: Path) -> None:
    """It needs no installation, and gets no folder."""
    install(make_subject(tmp_path))
    assert (True, False) == (is_installed(make_subject(tmp_path)), (tmp_path / "client").exists())


def test_without_npm_the_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line names Node.js, which includes npm."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match=r"^client: npm is not on the PATH; install Node\.js"):
        install(make_subject(tmp_path, npm=("client@1.0",)))


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("npm error code ETARGET", "the registry has no such version"),
        ("npm error code E404", "the registry has no such version"),
        ("npm error code ENOTFOUND", "the registry cannot be reached; check the network"),
        ("ERROR: (from versions: none)\nERROR: No matching distribution found", "the registry cannot be reached, or"),
        ("ERROR: (from versions: 1, 2)\nERROR: No matching distribution found", "the registry has no such version"),
        ("first\n\nno space left on device\n\n", "no space left on device"),
        ("", "no reason was given"),
    ],
)
def test_a_failure_gives_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, reason: str) -> None:
    """The line says what went wrong and what to do, and the subject does not count as installed."""
    write_program(tmp_path / "programs" / "npm", f"printf '%s' '{output}' >&2; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "programs"), prepend=":")
    subject = make_subject(tmp_path, npm=("client@1.0",))
    with pytest.raises(UserError) as raised:
        install(subject)
    assert (f"client: cannot install client@1.0: {reason}", False) == (
        str(raised.value)[: len("client: cannot install client@1.0: ") + len(reason)],
        is_installed(subject),
    )
