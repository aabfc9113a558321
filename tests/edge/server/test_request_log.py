"""The log has every request with its sender, its times and its status, and never a token."""

import json
import ssl
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from token_conformance.edge.server import request_log
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.server.request_log import Latest

Ask = Callable[..., httpx.Response]

MYSELF = "https://conformance-edge.atlassian.net/rest/api/3/myself"


@pytest.mark.parametrize(
    ("token", "kind", "status"),
    [
        (None, "none", 401),
        ("MADE-UP-UNSCOPED-TOKEN", "unscoped", 200),
        ("MADE-UP-SCOPED-JIRA-TOKEN", "scoped", 401),
        ("MADE-UP-INVALID-TOKEN", "invalid", 401),
    ],
)
def test_a_request_is_logged(edge: Edge, ask: Ask, token: str | None, kind: str, status: int) -> None:
    """Its method, URL, kind of credential and sender; the times enclose the answer."""
    edge.request_log.clear()
    before = time.time()
    ask("GET", f"{MYSELF}?expand=groups", token, headers={"User-Agent": "a-client/1"})
    [logged] = edge.request_log
    assert ("GET", "conformance-edge.atlassian.net", "/rest/api/3/myself") == (logged.method, logged.host, logged.path)
    assert (kind, "a-client/1", status) == (logged.credential, logged.user_agent, logged.status)
    assert before <= logged.started <= time.time()


def test_a_log_has_a_line_for_each_request(tmp_path: Path) -> None:
    """The lines are complete when the edge has ended, follow earlier content, and contain no credential."""
    log = tmp_path / "requests.jsonl"
    log.write_text("{}\n")
    with Edge(log=log) as edge:
        trust = ssl.create_default_context(cafile=edge.ca_file)
        with httpx.Client(proxy=edge.proxy_url, verify=trust, trust_env=False) as client:
            client.get(MYSELF, auth=(edge.account.email, edge.account.unscoped))
            client.delete("https://api.atlassian.com/x")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [None, 200, 404] == [line.get("status") for line in lines]
    assert all(line["started"] <= line["ended"] for line in lines[1:])
    assert "TOKEN" not in log.read_text()


def test_the_log_in_memory_has_the_latest_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    """When it is full, the older half is dropped, so its size is bounded and the latest entries are there."""
    monkeypatch.setattr(request_log, "MOST_ENTRIES", 10)
    latest = Latest[int]()
    sizes = set()
    for number in range(1_000):
        latest.append(number)
        sizes.add(len(latest))
        assert number == latest[-1]
    assert (1, 10) == (min(sizes), max(sizes))
    assert list(range(1_000 - len(latest), 1_000)) == latest


def test_an_entry_is_short(edge: Edge, ask: Ask) -> None:
    """A client cannot fill the memory with long paths and names."""
    edge.request_log.clear()
    edge.foreign.clear()
    long = "x" * 5_000
    ask("GET", f"{MYSELF}/{long}", headers={"User-Agent": long})
    ask("GET", f"https://a.example.com/{long}")
    [logged, _], [foreign] = edge.request_log, edge.foreign
    assert [1_001] * 3 == [len(logged.path), len(logged.user_agent), len(foreign.path)]
    assert logged.user_agent == "x" * 1_000 + "…"
