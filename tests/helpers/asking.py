"""Questions that a program asks with `can-i-use`, in an empty folder."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from token_conformance.cli import main

STATUSES = {"yes": 0, "no": 1, "unknown": 3}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without results, like that of a user who has only installed the package."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """Ask about a call; returns the answer as JSON, which must agree with the exit status."""

    def run(call: str, token: str = "", form: str = "", *more: str) -> dict[str, Any]:
        options = [*(["--token", token] if token else []), *(["--url", form] if form else []), *more]
        status = main(["can-i-use", call, "--format", "json", *options])
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert STATUSES[answer["answer"]] == status
        return answer

    return run
