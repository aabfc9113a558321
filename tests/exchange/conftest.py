"""A tenant that still exists after a run: an edge, used as a live tenant; and a server that answers as it likes."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any, Unpack

import pytest

from gate import Gate
from hostile_server import Serve, hostile_server
from liar import Liar
from live_run import LiveRun, Outcome, run
from live_run import command as live_run_of
from token_conformance.cli import main
from token_conformance.edge.env_file import settings_of
from token_conformance.edge.server.edge import Edge
from token_conformance.exchange import cleanup
from token_conformance.exchange.client import Exchange, Parts, Sender
from token_conformance.exchange.journal import Journal, unique_title
from token_conformance.exchange.write_guard import WriteGuard
from token_conformance.live.edge_target import edge_target
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.target import Target
from token_conformance.model.tenant import SEEDED

ROOT = Path(__file__).parents[2]

WRITING = "create or edit_issue or delete_issue or comment or upload"
"""An expression of `-k` for cells most of which write."""

CREATIONS = {
    "issue": "POST /rest/api/3/issue",
    "request": "POST /rest/servicedeskapi/request",
    "page": "POST /wiki/api/v2/pages",
}


def body(kind: str, title: str) -> object:
    """The JSON body that creates a thing."""
    if kind == "page":
        return {"spaceId": SEEDED.space_id, "title": title}
    if kind == "request":
        ids = {"serviceDeskId": SEEDED.service_desk_id, "requestTypeId": SEEDED.request_type_id}
        return {**ids, "requestFieldValues": {"summary": title}}
    return {"fields": {"project": {"key": "SOFT"}, "issuetype": {"name": "Task"}, "summary": title}}


def call(
    sender: Sender, operation: str, credential: Credential = Credential.UNSCOPED, **parts: Unpack[Parts]
) -> Answer:
    """Send one request to the site."""
    product = Product.CONFLUENCE if "/wiki" in operation else Product.JIRA_PLATFORM
    return sender.send(Cell(Endpoint(product, "tried", operation), credential, UrlForm.SITE), **parts)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start a server that answers every request with a function."""
    with ExitStack() as running:
        yield lambda answer: running.enter_context(hostile_server(answer, tmp_path))


@pytest.fixture
def target() -> Iterator[Target]:
    """A new edge, with an unchanged tenant."""
    with edge_target("known") as target:
        yield target


@pytest.fixture
def liar() -> Liar:
    """The lies of the site of `lying_edge`; none at first."""
    return Liar()


@pytest.fixture
def lying_edge(liar: Liar) -> Iterator[Edge]:
    """A new edge that answers some requests with a lie. A test module that uses it has a fixture `target` for it."""
    with Edge(faults=[liar.fault()]) as edge:
        yield edge


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits for the search, which are not waited for."""
    slept: list[float] = []
    monkeypatch.setattr(cleanup, "sleep", slept.append)
    return slept


@pytest.fixture
def cleanup_command(lying_edge: Edge, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Run `token-conformance cleanup`, and return its exit status."""
    reached = {
        "HTTPS_PROXY": lying_edge.proxy_url,
        "https_proxy": lying_edge.proxy_url,
        "SSL_CERT_FILE": str(lying_edge.ca_file),
    }
    for name, value in (reached | settings_of(lying_edge.tenant, lying_edge.account)).items():
        monkeypatch.setenv(name, value)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Exchange, "_unshared_throttle", lambda _: None)
    return lambda: main(["cleanup", "--journal", str(journal.path)])


@pytest.fixture
def exchange(target: Target) -> Iterator[Exchange]:
    """An exchange with that edge."""
    with Exchange(target) as exchange:
        yield exchange


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal that does not exist yet."""
    return Journal(tmp_path / "journal.jsonl")


@pytest.fixture
def writes(exchange: Exchange, journal: Journal) -> WriteGuard:
    """The write guard of a run."""
    return WriteGuard(exchange, journal)


@pytest.fixture
def send(writes: WriteGuard) -> Callable[..., Answer]:
    """Send a request as a cell of a suite does: `send(operation, credential, **parts)`."""
    return lambda operation, *credential, **parts: call(writes, operation, *credential, **parts)


@pytest.fixture
def send_by() -> Callable[..., Answer]:
    """Send a request by an exchange or by a write guard: `send_by(sender, operation, credential, **parts)`."""
    return call


@pytest.fixture
def create(writes: WriteGuard) -> Callable[..., str]:
    """Create a thing as a cell of a suite does: `create(kind, credential)` returns its title."""

    def make(kind: str, *credential: Credential) -> str:
        title = unique_title()
        writes.allow(title)
        call(writes, CREATIONS[kind], *credential, json=body(kind, title))
        return title

    return make


@pytest.fixture
def holdings(exchange: Exchange) -> Callable[[], dict[str, Any]]:
    """List the contents of the tenant as its owner sees them: issues with all fields, requests and pages."""

    def listed() -> dict[str, Any]:
        jql = {"jql": "project in (SOFT, BIZ, IDEA, HELP)", "fields": "*all", "maxResults": "5000"}
        return {
            "issues": call(exchange, "GET /rest/api/3/search/jql", query=jql).json()["issues"],
            "requests": call(exchange, "GET /rest/servicedeskapi/request").json()["values"],
            "pages": call(exchange, "GET /wiki/api/v2/pages", query={"limit": 250}).json()["results"],
        }

    return listed


@pytest.fixture
def gate() -> Gate:
    """The gate in front of that tenant, which is open at first."""
    return Gate()


@pytest.fixture
def edge(gate: Gate) -> Iterator[Edge]:
    """A tenant for runs in other processes."""
    with Edge(faults=[gate.fault()]) as edge:
        yield edge


@pytest.fixture
def folder(tmp_path: Path, edge: Edge, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the suites to a new folder, and set the settings of that tenant in the environment."""
    shutil.copytree(ROOT / "suites", tmp_path / "suites")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, value in (edge.environment() | settings_of(edge.tenant, edge.account)).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(cleanup, "SEARCH_LAG_SECONDS", 0.0)
    monkeypatch.setattr(Exchange, "_unshared_throttle", lambda _: None)  # the local model needs no limits
    return tmp_path


@pytest.fixture
def start(folder: Path) -> Callable[..., AbstractContextManager[subprocess.Popen[bytes]]]:
    """Run the writing cells of the suites against that tenant, in a process that ends with the context."""
    return lambda *options, output=None: subprocess.Popen(
        live_run_of(WRITING, options), cwd=folder, start_new_session=True, stdout=output, stderr=output
    )


@pytest.fixture
def live_run(folder: Path) -> LiveRun:
    """Run the writing cells of the suites against that tenant to the end."""

    def to_the_end(*options: str, before: Callable[[], None] | None = None, stdin: str = "") -> Outcome:
        return run(live_run_of(WRITING, options), folder, before, stdin)

    return to_the_end
