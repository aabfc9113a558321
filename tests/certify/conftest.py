"""A small product to certify, as a script with the behaviour that a test needs; and observations written by hand."""

import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

import by_hand
from by_hand import Run
from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.subject.subject import Action, Configuration, Subject

Fake = Callable[..., Subject]

CLIENT = """
    import os, sys
    from base64 import b64encode
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    credential = b64encode(f"{os.environ['EMAIL']}:{os.environ['TOKEN']}".encode()).decode()
    headers = {"Authorization": f"Basic {credential}"}
    try:
        answer = urlopen(Request(os.environ["URL"] + sys.argv[2], method=sys.argv[1], headers=headers))
    except HTTPError as error:
        answer = error
    print(answer.status, answer.read().decode())
    sys.exit(0 if 200 <= answer.status < 300 else 1)
"""
"""Sends one request, and prints the answer; httpx would take three times as long to import."""

REQUESTS = {
    Action.WHOAMI: ("GET", "/rest/api/3/myself"),
    Action.GET_ISSUE: ("GET", "/rest/api/3/issue/{issue_key}"),
    Action.LIST_PROJECTS: ("GET", "/rest/api/3/project/search"),
}
CONFIGURATION = Configuration(
    common={"EMAIL": "{email}", "TOKEN": "{token}"},
    site={"URL": "{site_url}"},
    gateway={"URL": "{jira_gateway_url}"},
    noisy={"NOISE": "all"},
)


@pytest.fixture
def fake(tmp_path: Path) -> Fake:
    """Makes a subject whose actions run a script, by default the client above, with the arguments of the action."""

    def make(script: str = CLIENT, **fields: object) -> Subject:
        (tmp_path / "driver.py").write_text(dedent(script), encoding="utf-8")
        commands = {action: (sys.executable, "{here}/driver.py", *words) for action, words in REQUESTS.items()}
        known: dict[str, object] = {
            "name": "fake",
            "version": "1.0",
            "product": "A product that was made up",
            "homepage": "https://fake.example.com",
            "here": tmp_path,
            "installed": tmp_path / "installed",
            "configuration": CONFIGURATION,
            "commands": commands,
            "unsupported": {Action.GET_PAGE: "It is for Jira only."},
        }
        return Subject(**known | fields)  # type: ignore[arg-type]  # the fields of a Subject

    return make


@pytest.fixture
def make_run() -> Callable[..., Run]:
    """Writes one run of an action, with its requests."""
    return by_hand.run_with_requests


@pytest.fixture
def vary() -> Callable[..., dict[str, Observation]]:
    """Replaces one run of a scenario."""
    return by_hand.with_run


@pytest.fixture
def correct() -> dict[str, Observation]:
    """The observations of a subject that meets every requirement."""
    return by_hand.correct()
