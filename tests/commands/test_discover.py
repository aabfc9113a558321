"""`token-conformance discover`: the settings of a tenant as lines of a file `.env`."""

import json
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from dotenv import dotenv_values

from token_conformance.cli import main
from token_conformance.edge.env_file import settings_of
from token_conformance.edge.faults.fault import parse_fault
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.random_tenant import random_tenant
from token_conformance.exchange import throttling
from token_conformance.exchange.limits import Limits

NEEDED = ("SITE", "EMAIL", "UNSCOPED_TOKEN", "SCOPED_JIRA_TOKEN", "SCOPED_CONFLUENCE_TOKEN")


def use(edge: Edge, monkeypatch: pytest.MonkeyPatch, folder: Path, *names: str) -> dict[str, str]:
    """Set some variables of the owner of an edge's tenant; returns all of them."""
    everything = settings_of(edge.tenant, edge.account)
    for name in names or NEEDED:
        monkeypatch.setenv(f"TOKEN_CONFORMANCE_{name}", everything[f"TOKEN_CONFORMANCE_{name}"])
    monkeypatch.setenv("HTTPS_PROXY", edge.proxy_url)
    monkeypatch.setenv("SSL_CERT_FILE", str(edge.ca_file))
    monkeypatch.setattr(throttling, "Limits", partial(Limits, rate=200, concurrency=16))
    monkeypatch.chdir(folder)
    return everything


def test_the_lines_are_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Read back as `.env`, they are the things of the tenant; each is below a comment that says what it is."""
    with Edge(*random_tenant(3)) as edge:
        everything = use(edge, monkeypatch, tmp_path)
        assert 0 == main(["discover"])
    shown = capsys.readouterr().out
    found = {name: value for name, value in everything.items() if name.removeprefix("TOKEN_CONFORMANCE_") not in NEEDED}
    assert found == dotenv_values(stream=StringIO(shown))
    assert f'# scrum board "{edge.tenant.project_key} board" of the project {edge.tenant.project_key}\n' in shown
    assert [] == [
        name for name in NEEDED if name.endswith("TOKEN") and everything[f"TOKEN_CONFORMANCE_{name}"] in shown
    ]


def test_what_is_missing_is_a_comment_with_its_effect(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit status says that something is missing; what is set is named, and not printed again."""
    state, account = random_tenant(3)
    state.jira.filters.clear()
    state.software.boards.clear()
    with Edge(state, account) as edge:
        everything = use(edge, monkeypatch, tmp_path, *NEEDED, "PROJECT_KEY")
        assert 3 == main(["discover"])
        shown = capsys.readouterr().out
        assert 3 == main(["discover", "--format", "json"])
    lines = shown.splitlines()
    assert "# set already: TOKEN_CONFORMANCE_PROJECT_KEY" in lines
    assert "# not found: the account sees no filter; not sent: GET /rest/api/3/filter/search" in lines
    key = everything["TOKEN_CONFORMANCE_PROJECT_KEY"]
    assert f"# left out: Jira Software (the account sees no board of the project {key})" in lines
    document = json.loads(capsys.readouterr().out)
    assert (1, {"TOKEN_CONFORMANCE_PROJECT_KEY": key}) == (document["format"], document["set"])
    assert {
        "need": "filter",
        "reason": "the account sees no filter",
        "not_sent": ["GET /rest/api/3/filter/search"],
    } in (document["missing"])


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({}, "TOKEN_CONFORMANCE_SITE: is not set; set it to the site"),
        ({"SITE": "https://192.0.2.7/jira"}, "TOKEN_CONFORMANCE_SITE: 'https://192.0.2.7/jira' is an IP address"),
        ({"SITE": "jira.example.com"}, "TOKEN_CONFORMANCE_SITE: 'jira.example.com' is not a site of Atlassian Cloud"),
        ({"SITE": "mysite", "UNSCOPED_TOKEN": ""}, "TOKEN_CONFORMANCE_UNSCOPED_TOKEN: is not set; set it to the"),
        (
            {"SITE": "mysite", "UNSCOPED_TOKEN": "a b"},
            "TOKEN_CONFORMANCE_UNSCOPED_TOKEN: contains blanks or line breaks",
        ),
    ],
)
def test_a_wrong_setting_is_one_line(
    settings: dict[str, str],
    problem: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nothing is sent."""
    for name in NEEDED:
        monkeypatch.delenv(f"TOKEN_CONFORMANCE_{name}", raising=False)
    for name, value in {"EMAIL": "me@example.com", "UNSCOPED_TOKEN": "MADE-UP", **settings}.items():
        monkeypatch.setenv(f"TOKEN_CONFORMANCE_{name}", value)
    monkeypatch.chdir(tmp_path)
    assert 2 == main(["discover"])
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"token-conformance: {problem}")


def test_an_expired_token_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is never an empty tenant."""
    with Edge(*random_tenant(3), faults=[parse_fault("expired")]) as edge:
        use(edge, monkeypatch, tmp_path, "SITE", "EMAIL", "UNSCOPED_TOKEN")
        assert 2 == main(["discover"])
    shown = capsys.readouterr()
    assert ("", 1) == (shown.out, len(shown.err.splitlines()))
    assert "TOKEN_CONFORMANCE_EMAIL: no token is accepted with this address" in shown.err


def test_a_thing_that_is_set_and_not_there_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Otherwise it would seem that its project is empty."""
    with Edge(*random_tenant(3)) as edge:
        use(edge, monkeypatch, tmp_path)
        monkeypatch.setenv("TOKEN_CONFORMANCE_PROJECT_KEY", "NOPE")
        assert 2 == main(["discover"])
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(
        "token-conformance: TOKEN_CONFORMANCE_PROJECT_KEY: NOPE does not exist, or the account may not"
    )
