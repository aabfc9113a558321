"""A replay of the cassettes, which needs no token."""

import subprocess
from pathlib import Path

import pytest

from token_conformance.commands._results.replay import replay
from token_conformance.errors import ReportError


def test_a_replay_gets_no_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables of a live run are left out of its environment, and all others are kept."""
    (tmp_path / "suites").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOKEN_CONFORMANCE_SCOPED_TOKEN", "CANARY")
    monkeypatch.setenv("OTHER", "kept")
    environments: list[dict[str, str]] = []

    def run(command: list[str], *, env: dict[str, str], **_: object) -> subprocess.CompletedProcess[str]:
        environments.append(env)
        return subprocess.CompletedProcess(command, 1, "", "ended\n")

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(ReportError, match=r"the replay failed \(ended\)"):
        replay()
    ((environment),) = environments
    assert (False, "kept") == ("TOKEN_CONFORMANCE_SCOPED_TOKEN" in environment, environment["OTHER"])
