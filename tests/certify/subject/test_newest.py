"""Which pins are behind, with programs that replace pip and npm."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from subjects_to_install import make_subject, write_program
from token_conformance.certify.subject.newest import Pinned, ask, behind
from token_conformance.errors import UserError


@pytest.mark.parametrize(
    ("pin", "newest", "expected"),
    [
        ("a==1.0", "1.0", False),
        ("a==1.0", "1.0.0", False),
        ("a==1.9", "1.10", True),
        ("a[more]==2.0", "1.9", False),
        ("a[more]==2.0", "2.0.1", True),
        ("a==2.0rc1", "2.0", True),
        ("a==2.0", "2.0rc1", False),
        ("a==2.0", "2.0.post1", True),
        ("@scope/a@1.2.3", "1.2.4", True),
        ("a.js@1.2.3", "1.2.3", False),
        ("a@1.2.3-beta.1", "1.2.3", True),
    ],
)
def test_a_pin_is_behind_a_newer_version(pin: str, newest: str, expected: bool) -> None:
    """Versions are compared by their numbers, and one before a release is older than the release."""
    assert expected == Pinned("client", pin, newest).is_behind


def test_those_behind_are_listed_by_subject() -> None:
    """A subject whose pins are the newest ones is not in the list."""
    pinned = [Pinned("old", "a==1", "2"), Pinned("new", "b==2", "2"), Pinned("old", "c@1.0.0", "1.0.1")]
    assert {"old": {"a==1": "2", "c@1.0.0": "1.0.1"}} == behind(pinned)


@pytest.fixture
def registries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Programs in place of pip and npm; both write their arguments and environment to files beside them."""
    note = 'echo "$@" >> "$0-asked"; env > "$0-environment"; '
    write_program(tmp_path / "npm", note + "echo 6.2.0")
    write_program(tmp_path / "python", note + "echo 'client (3.1)'; echo 'Available versions: 3.1, 3.0'")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    return tmp_path


def test_each_registry_is_asked_for_its_packages(registries: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither pip nor npm gets the user's variables, and nothing is installed."""
    monkeypatch.setenv("GITHUB_TOKEN", "MADE-UP")
    subject = make_subject(registries, pypi=("client[more]==3.0",), npm=("@scope/client@6.2.0",))
    assert [Pinned("client", "client[more]==3.0", "3.1"), Pinned("client", "@scope/client@6.2.0", "6.2.0")] == ask(
        [subject, replace(subject, pypi=(), npm=())]
    )
    assert "view --loglevel=error -- @scope/client@latest version\n" == (registries / "npm-asked").read_text()
    assert (registries / "python-asked").read_text().endswith(" --retries 1 -- client\n")
    for program in ("npm", "python"):
        assert "GITHUB_TOKEN" not in (registries / f"{program}-environment").read_text()
    assert not subject.installed.exists()


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo 'NewConnectionError' >&2; exit 1", "the registry cannot be reached; check the network and its proxy"),
        ("echo 'ERROR: No matching distribution found for client' >&2; exit 1", "the registry has no such version"),
        ("echo 'WARNING: an answer of another kind'", "the answer names no version; check the registry"),
        ("true", "the answer names no version; check the registry"),
    ],
)
def test_without_an_answer_there_is_one_line(registries: Path, script: str, reason: str) -> None:
    """It names the subject, the package and the reason."""
    write_program(registries / "python", script)
    with pytest.raises(UserError) as raised:
        ask([make_subject(registries, pypi=("client==3.0",))])
    assert str(raised.value).startswith(f"client: cannot ask for the newest version of client: {reason}")
