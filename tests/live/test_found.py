"""A live run that finds what it reads: with three settings, with one token, and on a tenant that lacks things."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

import pytest
from dotenv import dotenv_values

import token_conformance.edge.server.edge  # noqa: F401  # cryptography cannot be loaded anew by each inner run
from token_conformance.edge.env_file import settings_of
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.random_tenant import random_tenant
from token_conformance.results.file import read
from token_conformance.results.record import CellResult

SUITE = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/issue/{issueIdOrKey}/comment")
def test_list_comments(send, tenant):
    assert send(path={"issueIdOrKey": tenant.issue_key}).json()["comments"]

@endpoint("GET /rest/api/3/filter/search")
def test_search_filters(send):
    assert send().json()["values"]

@endpoint("GET /rest/agile/1.0/board/{boardId}")
def test_get_board(send, tenant):
    assert tenant.board_id == send(path={"boardId": tenant.board_id}).json()["id"]

@endpoint("GET /wiki/api/v2/pages/{id}")
def test_get_page(send, tenant):
    assert tenant.page_id == send(path={"id": tenant.page_id}).json()["id"]
"""
NEEDED = ("SITE", "EMAIL", "UNSCOPED_TOKEN", "SCOPED_JIRA_TOKEN", "SCOPED_CONFLUENCE_TOKEN")
OPTIONS = ("--target", "live", "--rate", "200", "--concurrency", "16", "--runxfail", "-p", "no:cacheprovider")


@pytest.fixture(autouse=True)
def _suite(pytester: pytest.Pytester) -> None:
    """A folder with a suite, which reads some things of the tenant."""
    (pytester.mkdir("suites") / "test_some.py").write_text(SUITE)


@pytest.fixture
def lacking() -> Iterator[dict[str, str]]:
    """The settings of a tenant whose account sees no filter and no board."""
    state, account = random_tenant(3)
    state.jira.filters.clear()
    state.software.boards.clear()
    with Edge(state, account) as edge:
        yield settings_of(edge.tenant, edge.account) | connection(edge)


def connection(edge: Edge) -> dict[str, str]:
    """The variables by which an edge is reached."""
    return {"HTTPS_PROXY": edge.proxy_url, "SSL_CERT_FILE": str(edge.ca_file)}


def use(monkeypatch: pytest.MonkeyPatch, given: Mapping[str, str], *names: str) -> None:
    """Set only some of the variables."""
    for name in given:
        monkeypatch.delenv(name, raising=False)
    for name in (*(f"TOKEN_CONFORMANCE_{name}" for name in names), "HTTPS_PROXY", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, given[name])


def cells(file: str = "results.jsonl") -> dict[str, tuple[object, ...]]:
    """The verdict, outcome and status of each cell."""
    return {cell.cell: (cell.verdict, cell.outcome, cell.status) for cell in read(Path(file)).cells}


def notes() -> dict[str, set[str]]:
    """By the reason for which they were not sent, the columns of cells."""
    found: dict[str, set[str]] = {}
    for cell in unsent():
        found.setdefault(cell.note, set()).add(f"{cell.credential}-{cell.url_form}")
    return found


def unsent() -> list[CellResult]:
    """The cells that have no outcome."""
    return [cell for cell in read(Path("results.jsonl")).cells if cell.outcome is None]


@pytest.mark.slow
def test_three_settings_give_the_same_results(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, given: dict[str, str]
) -> None:
    """The plan says what was found, by its key or id; no name of the tenant is in it."""
    use(monkeypatch, given, *(name.removeprefix("TOKEN_CONFORMANCE_") for name in given if "CONFORMANCE" in name))
    everything = pytester.runpytest("suites", *OPTIONS, "--results", "all.jsonl")
    use(monkeypatch, given, *NEEDED)
    found = pytester.runpytest("suites", *OPTIONS)
    assert (everything.ret, cells("all.jsonl")) == (found.ret, cells())
    key = given["TOKEN_CONFORMANCE_PROJECT_KEY"]
    found.stdout.fnmatch_lines([f"found: project_key={key}, issue_key={key}-*", "not checked: whether *"])
    everything.stdout.no_fnmatch_line("found: *")
    everything.stdout.fnmatch_lines(["set: project_key, issue_key, *"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ("SITE", "EMAIL", "UNSCOPED_TOKEN"),
            {
                "not sent: no token with scopes for Jira is set": {"scoped-site", "scoped-gateway"},
                "not sent: no token with scopes for Confluence is set": {"scoped-site", "scoped-gateway"},
            },
        ),
        (
            ("SITE", "EMAIL", "SCOPED_JIRA_TOKEN"),
            {"not sent: no unscoped token is set": {"unscoped-site", "unscoped-gateway"}},
        ),
    ],
    ids=["unscoped", "scoped"],
)
def test_one_token_is_enough_for_its_columns(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    given: dict[str, str],
    names: tuple[str, ...],
    expected: dict[str, set[str]],
) -> None:
    """Its columns and those of strangers are sent; without a token that can read Confluence it is left out."""
    use(monkeypatch, given, *names)
    pytester.runpytest("suites", *OPTIONS)
    assert expected == notes()
    assert "UNSCOPED_TOKEN" in names or not any(cell.startswith("confluence/") for cell in cells())


@pytest.mark.slow
def test_what_the_tenant_lacks_is_left_out_with_its_reason(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, lacking: dict[str, str]
) -> None:
    """A product with nothing to read is deselected; an endpoint with nothing to show is not sent, which diff knows."""
    use(monkeypatch, lacking, *NEEDED)
    result = pytester.runpytest("suites", *OPTIONS)
    result.stdout.fnmatch_lines(
        [
            "left out: Jira Software (the account sees no board)",
            "not sent: the account sees no filter (8 of the cells)",
            "sent: 16 cells, *",
        ]
    )
    assert {"not sent: the account sees no filter"} == notes().keys()
    assert {"jira-platform/search-filters"} == {cell.endpoint for cell in unsent()}


@pytest.mark.slow
def test_workers_know_what_was_found(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], own_tenant: Edge
) -> None:
    """The main process looks once, and passes it to them."""
    use(monkeypatch, given, *NEEDED)
    before = len(own_tenant.request_log)
    result = pytester.runpytest("suites", *OPTIONS, "-n", "2")
    assert 1 == sum("/project/search" in request.path for request in own_tenant.request_log[before:])
    assert 32 == len(cells())
    result.stdout.fnmatch_lines(["sent: 32 cells, *"])


def test_writing_needs_the_token_that_deletes(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, given: dict[str, str]
) -> None:
    """It is one line, before anything is sent."""
    use(monkeypatch, given, "SITE", "EMAIL", "SCOPED_JIRA_TOKEN")
    result = pytester.runpytest("suites", *OPTIONS, "--allow-writes")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    assert "TOKEN_CONFORMANCE_UNSCOPED_TOKEN: is not set, but things are created and deleted with it" in (
        result.stderr.str()
    )


@pytest.mark.nightly
@pytest.mark.slow
def test_the_shipped_suites_have_the_same_matrix(tmp_path: Path, given: dict[str, str], own_tenant: Edge) -> None:
    """With all variables, with few, and with the lines of `discover`, which are read back; by a few requests more."""
    few = {name: value for name, value in given.items() if name.removeprefix("TOKEN_CONFORMANCE_") in NEEDED}
    reached = {name: value for name, value in given.items() if "CONFORMANCE" not in name}
    lines = _command(tmp_path, {**few, **reached}, "discover")
    runs = {"all": given, "few": {**few, **reached}, "read back": {**few, **reached, **_settings_in(lines)}}
    matrices, requests = {}, {}
    for name, settings in runs.items():
        before = len(own_tenant.request_log)
        _command(tmp_path, settings, "run", "--target=live", "--rate=200", "--concurrency=16", "--results=r.jsonl")
        requests[name] = len(own_tenant.request_log) - before
        matrices[name] = cells(str(tmp_path / "r.jsonl"))
    assert matrices["all"] == matrices["few"] == matrices["read back"]
    assert requests["all"] == requests["read back"] <= requests["few"] <= requests["all"] + 25


def _command(folder: Path, settings: Mapping[str, str], *words: str) -> str:
    """What a command of the package prints in a folder without suites, with some settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOKEN_CONFORMANCE_")}
    call = [sys.executable, "-m", "token_conformance.cli", *words]
    ended = subprocess.run(
        call, cwd=folder, env={**kept, **settings}, capture_output=True, text=True, check=False, timeout=600
    )
    assert 0 == ended.returncode, ended.stdout + ended.stderr
    return ended.stdout


def _settings_in(lines: str) -> dict[str, str]:
    """The settings in the text of a file `.env`."""
    return {name: str(value) for name, value in dotenv_values(stream=StringIO(lines)).items()}
