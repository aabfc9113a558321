"""What the tests of commands share."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def without_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, in an environment without the variables of a live run."""
    for name in list(os.environ):
        if name.startswith("TOKEN_CONFORMANCE_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
