"""The set-up that pytest-recording's documentation shows: one client, a mark, cassettes of YAML, a filtered header."""

SET_UP = """
import json
from pathlib import Path

import httpx
import pytest

CELLS = json.loads(Path(__file__).with_name("cells.json").read_text())


@pytest.fixture(scope="module")
def vcr_config():
    return {"filter_headers": ["authorization"]}


@pytest.fixture(scope="module")
def client():
    with httpx.Client() as client:
        yield client
"""
"""The begin of a suite that reads its cells from `cells.json` beside it; its tests follow."""
