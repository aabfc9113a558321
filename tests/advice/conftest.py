"""Questions that a program asks, in an empty folder."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from token_conformance.cli import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without results, like that of a user who has only installed the package."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """Ask about a call; returns the answer as JSON, which must agree with the exit status."""

    def run(call: str, token: str, form: str | None = None) -> dict[str, Any]:
        status = main(["can-i-use", call, "--token", token, "--format", "json", *(["--url", form] if form else [])])
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert {"yes": 0, "no": 1}[answer["answer"]] == status
        return answer

    return run
