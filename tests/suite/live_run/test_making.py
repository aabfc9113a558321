"""What a run that may write creates because the tenant lacks it: journalled before, and deleted after."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gate import Gate
from inventory import inventory
from token_conformance.cli import main
from token_conformance.edge.env_file import settings_of
from token_conformance.edge.faults.fault import Fault, parse_fault
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.random_tenant import random_tenant
from token_conformance.errors import UserError
from token_conformance.exchange.cleanup import clean_up
from token_conformance.exchange.client import Exchange
from token_conformance.exchange.journal import Journal
from token_conformance.exchange.write_guard import WriteGuard
from token_conformance.live.discovery.tenant import discover
from token_conformance.live.settings import LiveSettings, read
from token_conformance.model.target import Target
from token_conformance.suite.live_run import preparation
from token_conformance.suite.live_run.making import made
from waiting import wait_until

MADE = {"issue_key", "attachment_id", "business_issue_key", "idea_key", "request_key", "page_id"}
SUITE = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/issue/{issueIdOrKey}/comment")
def test_list_comments(send, tenant):
    assert send(path={"issueIdOrKey": tenant.issue_key}).json()["comments"]

@endpoint("GET /wiki/api/v2/pages/{id}")
def test_get_page(send, tenant):
    assert tenant.page_id == send(path={"id": tenant.page_id}).json()["id"]
"""


@contextmanager
def bare_tenant(*faults: Fault) -> Iterator[Edge]:
    """An edge with projects, a desk and spaces, and nothing in them."""
    state, account = random_tenant(3, extras=0)
    state.jira.issues.clear()
    state.confluence.contents.clear()
    state.confluence.tasks.clear()
    with Edge(state, account, faults=faults) as edge:
        yield edge


@pytest.fixture
def gate() -> Gate:
    """The gate in front of such an edge, which is open at first."""
    return Gate()


@pytest.fixture
def bare(gate: Gate) -> Iterator[Edge]:
    """Such an edge without other faults."""
    with bare_tenant(gate.fault()) as edge:
        yield edge


def created(edge: Edge, journal: Journal) -> LiveSettings:
    """The settings of a tenant after a run has created what it could; all of it is deleted then."""
    needed = {name: value for name, value in settings_of(edge.tenant, edge.account).items() if "TOKEN" in name[18:]}
    names = ("TOKEN_CONFORMANCE_SITE", "TOKEN_CONFORMANCE_EMAIL")
    settings = read(needed | {name: settings_of(edge.tenant, edge.account)[name] for name in names})
    with Exchange(Target("edge", edge.tenant, edge.account, edge.proxy_url, edge.ca_file)) as exchange:
        found = settings.with_found(discover(exchange, settings.reader, {}, ()))
        with_made = made(WriteGuard(exchange, journal), found)
        assert journal.open_entries()
        assert [] == clean_up(journal, lambda: exchange, lambda _: None)
    return with_made


def test_what_is_missing_is_created_and_deleted(bare: Edge, tmp_path: Path) -> None:
    """An issue with what the proofs read, a work item, an idea, a request and a page; the tenant is then as before."""
    before = inventory(bare.state)
    settings = created(bare, Journal(tmp_path / "journal.jsonl"))
    assert MADE == {name for name, thing in settings.found.items() if thing.is_made}
    assert {"page-comment", "blog-post", "task", "backlog", "board-issue"} == set(settings.lacking)
    assert settings.tenant.issue_key.startswith(f"{bare.tenant.project_key}-")
    assert (before, False) == (inventory(bare.state), (tmp_path / "journal.jsonl").exists())


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("500:processed@method=POST,path=/comment", "500"),
        (
            "500@method=GET,path=/api/3/issue/,first=1",
            "POST /rest/api/3/issue/{issueIdOrKey}/comment is not sent, because",
        ),
    ],
    ids=["refused", "not sent"],
)
def test_what_cannot_be_created_is_missing_for_that_reason(fault: str, words: str, tmp_path: Path) -> None:
    """The others are created; a thing without all of its parts, or that could not be looked at, is deleted too."""
    with bare_tenant(parse_fault(fault)) as edge:
        before = inventory(edge.state)
        settings = created(edge, Journal(tmp_path / "journal.jsonl"))
        assert before == inventory(edge.state)
    assert settings.lacking["issue_key"].startswith("the account sees no issue in the project ")
    assert f"and none could be created: {words}" in settings.lacking["issue_key"]
    assert MADE - {"issue_key", "attachment_id"} == {name for name, thing in settings.found.items() if thing.is_made}


@pytest.fixture
def settings(bare: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment with the few settings that a run needs."""
    for name, value in settings_of(bare.tenant, bare.account).items():
        if name.endswith(("_SITE", "_EMAIL", "_TOKEN")):
            monkeypatch.setenv(name, value)
    monkeypatch.setenv("HTTPS_PROXY", bare.proxy_url)
    monkeypatch.setenv("SSL_CERT_FILE", str(bare.ca_file))


@pytest.fixture
def project(tmp_path: Path, settings: None, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001  # the environment
    """A folder with a suite."""
    (tmp_path / "suites").mkdir()
    (tmp_path / "suites" / "test_some.py").write_text(SUITE)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_was_created_is_deleted_if_the_run_does_not_start(
    bare: Edge,
    settings: None,  # noqa: ARG001  # the environment
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is created before pytest counts the session as started, after which it always calls the hook of its end."""

    def fail(guard: WriteGuard, live: LiveSettings) -> LiveSettings:
        made(guard, live)
        raise UserError("no")

    before = inventory(bare.state)
    monkeypatch.setattr(preparation, "made", fail)
    (pytester.mkdir("suites") / "test_some.py").write_text(SUITE)
    result = pytester.runpytest("suites", "--target=live", "--rate=200", "--allow-writes", "-p", "no:cacheprovider")
    assert (pytest.ExitCode.USAGE_ERROR, ["ERROR: no"]) == (result.ret, [line for line in result.errlines if line])
    assert (before, False) == (inventory(bare.state), Path("journal.jsonl").exists())


def start(*options: str) -> subprocess.Popen[str]:
    """Start a run that may write."""
    how = [
        "suites",
        "--target=live",
        "--rate=200",
        "--concurrency=16",
        "--allow-writes",
        "-k=not scoped-site",
        *options,
    ]
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *how],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["0", pytest.param("2", marks=pytest.mark.nightly)])
def test_a_run_reads_what_it_created(bare: Edge, project: Path, workers: str) -> None:
    """Also with workers; at its end nothing is left in the tenant and in the journal."""
    before = inventory(bare.state)
    shown, _ = start("-n", workers).communicate(timeout=120)
    assert "created for this run: issue_key=" in shown
    assert "12 passed" in shown, shown
    assert (before, False) == (inventory(bare.state), (project / "journal.jsonl").exists())


@pytest.mark.slow
def test_after_a_kill_cleanup_deletes_what_was_created(bare: Edge, gate: Gate, project: Path) -> None:
    """The run is killed when it has created the last thing and waits for its label, before its first cell."""
    before = inventory(bare.state)
    gate.close_at("POST", "/label")
    with start() as process:
        while not any(request.path.endswith("/label") for request in bare.request_log):
            assert process.poll() is None, process.communicate()[0]
            time.sleep(0.001)
        os.killpg(process.pid, signal.SIGKILL)
    gate.open()
    wait_until(lambda: all(request.ended for request in bare.request_log))
    assert before != inventory(bare.state)
    assert 0 == main(["cleanup"])
    assert (before, False) == (inventory(bare.state), (project / "journal.jsonl").exists())
