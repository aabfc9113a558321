"""The log has every request with its sender, its times and its status, and never a token."""

import json
import ssl
import time
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from token_conformance.edge.server import request_log
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.server.request_log import Latest

Ask = Callable[..., httpx.Response]

GATEWAY = "https://api.atlassian.com/ex"
CLOUD_ID = "00000000-c10d-4000-8000-000000000001"
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


@pytest.mark.parametrize(
    ("value", "kind", "status"),
    [
        ("Bearer MADE-UP-SERVICE-ACCOUNT-TOKEN", "service-account", 403),
        ("Bearer MADE-UP-UNSCOPED-TOKEN", "unscoped", 403),
        ("Bearer eyJ-x.e30.c2ln", "oauth-3lo or oauth-2lo or connect-jwt", 401),
        ("GenieKey x", "genie-key", 401),
        ("Token x", "invalid", 401),
    ],
)
def test_every_kind_of_credential_is_named(edge: Edge, ask: Ask, value: str, kind: str, status: int) -> None:
    """By its id, or by those of all kinds that it can be."""
    edge.request_log.clear()
    ask("GET", MYSELF, headers={"authorization": value})
    [logged] = edge.request_log
    assert (kind, status) == (logged.credential, logged.status)


@pytest.mark.parametrize(
    ("method", "url", "token", "rule"),
    [
        ("GET", MYSELF, "MADE-UP-UNSCOPED-TOKEN", "S1"),
        ("GET", f"{MYSELF}/", None, "S3"),
        ("GET", "https://conformance-edge.atlassian.net/rest/api/3/field", "MADE-UP-INVALID-TOKEN", "S2"),
        ("GET", "https://conformance-edge.atlassian.net/rest/api/3/search", "MADE-UP-UNSCOPED-TOKEN", "R1"),
        ("GET", "https://conformance-edge.atlassian.net/wiki/api/v2/pages", "MADE-UP-UNSCOPED-TOKEN", "C1"),
        ("GET", "https://conformance-edge.atlassian.net/_edge/tenant_info", None, "tenant-info"),
        ("GET", "https://conformance-edge.atlassian.net/gateway/api/x", None, "not-modelled"),
        ("GET", f"{GATEWAY}/jira/{CLOUD_ID}/rest/api/3/myself", "MADE-UP-SCOPED-JIRA-TOKEN", "G1"),
        ("GET", f"{GATEWAY}/jira/{CLOUD_ID}/rest/api/3/events", "MADE-UP-UNSCOPED-TOKEN", "not-modelled"),
        ("GET", f"{GATEWAY}/confluence/{CLOUD_ID}/wiki/rest/api/space", "MADE-UP-UNSCOPED-TOKEN", "G8"),
        ("GET", f"{GATEWAY}/confluence/{CLOUD_ID}/wiki/rest/api/space", "MADE-UP-SCOPED-JIRA-TOKEN", "G2"),
        ("GET", f"{GATEWAY}/jira/x", None, "G5"),
        ("GET", "https://files.example.com/x", None, "foreign-host"),
    ],
)
def test_a_request_is_logged_with_its_rule(
    *, edge: Edge, ask: Ask, method: str, url: str, token: str | None, rule: str
) -> None:
    """A product's answer with the rule by which the caller was let in."""
    edge.request_log.clear()
    ask(method, url, token)
    assert [rule] == [logged.rule for logged in edge.request_log]


def test_what_exceeds_a_bound_is_named_in_place_of_a_rule(edge: Edge, ask: Ask) -> None:
    """Although the caller had been let in."""
    edge.request_log.clear()
    headers = {"content-type": "application/json"}
    url = "https://conformance-edge.atlassian.net/rest/api/3/search/jql"
    assert 413 == ask("POST", url, "MADE-UP-UNSCOPED-TOKEN", content=b"x" * 9_000_000, headers=headers).status_code
    assert ["bound"] == [logged.rule for logged in edge.request_log]


def test_a_fault_is_named_in_place_of_a_rule(faulty: Callable[..., tuple[Edge, Ask]]) -> None:
    """Also if the request was carried out before."""
    edge, ask = faulty("500:processed")
    assert 500 == ask("GET", MYSELF, edge.account.unscoped).status_code
    assert ["fault"] == [logged.rule for logged in edge.request_log]


@pytest.mark.parametrize(
    ("query", "logged_query"),
    [
        ("jql=project%20%3D%20SOFT&nextPageToken=abc&key=SOFT", None),
        ("token=abc&x=1", "token=<token>&x=1"),
        ("a=b&Access_Token=abc", "a=b&Access_Token=<token>"),
        ("os_username=me&os_password=secret", "os_username=me&os_password=<token>"),
        ("q=MADE-UP-UNSCOPED-TOKEN&r=1", "q=<token>&r=1"),
        ("q=MADE%2DUP%2DUNSCOPED%2DTOKEN", "q=<token>"),
        (f"q={b64encode(b'conformance@example.com:MADE-UP-UNSCOPED-TOKEN').decode()}", "q=<token>"),
    ],
)
def test_a_query_string_is_logged_without_credentials(
    edge: Edge, ask: Ask, query: str, logged_query: str | None
) -> None:
    """Nothing else is left out."""
    edge.request_log.clear()
    ask("GET", f"{MYSELF}?{query}")
    assert [logged_query or query] == [logged.query for logged in edge.request_log]


def test_a_token_in_a_path_is_not_logged(edge: Edge, ask: Ask) -> None:
    """Nor where the text is cut off."""
    edge.request_log.clear()
    ask("GET", f"{MYSELF}/{'x' * 970}MADE-UP-SCOPED-CONFLUENCE-TOKEN", headers={"User-Agent": "MADE-UP-UNSCOPED-TOKEN"})
    [logged] = edge.request_log
    assert (logged.path.endswith("xx<token>"), "<token>") == (True, logged.user_agent)


def test_a_log_has_a_line_for_each_request(tmp_path: Path) -> None:
    """The lines are complete when the edge has ended, follow earlier content, and contain no credential."""
    log = tmp_path / "requests.jsonl"
    log.write_text("{}\n")
    with Edge(log=log) as edge:
        trust = ssl.create_default_context(cafile=edge.ca_file)
        with httpx.Client(proxy=edge.proxy_url, verify=trust, trust_env=False, timeout=60) as client:
            client.get(MYSELF, auth=(edge.account.email, edge.account.unscoped))
            client.delete("https://api.atlassian.com/x")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [None, 200, 404] == [line.get("status") for line in lines]
    assert all(line["started"] <= line["ended"] for line in lines[1:])
    assert [None, "S1", "G5"] == [line.get("rule") for line in lines]
    names = ["started", "method", "host", "path", "query", "credential", "user_agent", "status", "rule", "ended"]
    assert names == list(lines[1])
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
