"""The running edge: it is fast, parallel, has its own tenant, and leaves nothing behind."""

import json
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from statistics import median

import httpx
import pytest

from token_conformance.edge.faults.fault import parse_fault
from token_conformance.edge.server.edge import Edge
from waiting import wait_until

Ask = Callable[..., httpx.Response]

SITE = "https://conformance-edge.atlassian.net"
GATEWAY = "https://api.atlassian.com/ex/jira/00000000-c10d-4000-8000-000000000001"
UNSCOPED = "MADE-UP-UNSCOPED-TOKEN"


def test_twenty_at_a_time(ask: Ask) -> None:
    """Each request gets its own answer."""

    def detail(number: int) -> str:
        return str(ask("GET", f"{SITE}/rest/api/3/x{number}").json()["instance"])

    with ThreadPoolExecutor(20) as callers:
        assert [f"/rest/api/3/x{n}" for n in range(20)] == list(callers.map(detail, range(20)))


def test_an_answer_takes_a_few_milliseconds(ask: Ask) -> None:
    """With Nagle's algorithm on, it would take 40 ms or more, also on a machine that is idle in one of thirty tries."""
    url = f"{SITE}/rest/api/3/myself"

    def seconds() -> float:
        started = time.monotonic()
        ask("GET", url, UNSCOPED)
        return time.monotonic() - started

    assert any(0.03 > median(seconds() for _ in range(9)) for _ in range(30))


def test_two_edges_have_two_tenants() -> None:
    """Each runs on its own port with its own state, log and authority."""
    with Edge() as one, Edge() as other:
        assert one.proxy_url != other.proxy_url
        assert one.foreign is not other.foreign
        assert one.ca_file.read_text() != other.ca_file.read_text()


def test_it_ends_with_clients_still_connected() -> None:
    """A pooled connection does not delay the end by its second, and no connection is accepted afterwards."""

    def seconds() -> float:
        with Edge() as edge:
            trust = ssl.create_default_context(cafile=edge.ca_file)
            client = httpx.Client(proxy=edge.proxy_url, verify=trust, trust_env=False, timeout=60)
            assert 200 == client.get(f"{SITE}/_edge/tenant_info").status_code
            started = time.monotonic()
        ended = time.monotonic()
        assert not edge.ca_file.exists()
        with closing(client), pytest.raises(httpx.ConnectError):
            client.get("https://api.atlassian.com/")
        return ended - started

    assert any(1 > seconds() for _ in range(10))


def test_it_ends_at_once() -> None:
    """A loop that looks now and then whether it must end would take 0.1 seconds; one end of fifty shows it."""

    def seconds() -> float:
        with Edge():
            started = time.monotonic()
        return time.monotonic() - started

    assert any(0.05 > seconds() for _ in range(50))


@pytest.mark.slow
@pytest.mark.usefixtures("nothing_broke")
@pytest.mark.parametrize("headers", [{}, {"Connection": "close"}], ids=["a whole request", "one that is left to h11"])
def test_it_ends_while_an_answer_is_being_made(headers: dict[str, str]) -> None:
    """The answer gets a moment, and is then given up; its client sees a closed connection, and nothing is logged."""
    with ThreadPoolExecutor(1) as callers:
        with Edge(faults=[parse_fault("slow:600")]) as edge:
            trust = ssl.create_default_context(cafile=edge.ca_file)
            client = httpx.Client(proxy=edge.proxy_url, verify=trust, trust_env=False, timeout=600)
            answer = callers.submit(client.get, f"{SITE}/_edge/tenant_info", headers=headers)
            wait_until(lambda: edge.request_log)
            started = time.monotonic()
        assert time.monotonic() - started < 50
        with closing(client), pytest.raises(httpx.TransportError):
            answer.result()


def test_it_starts_at_the_port_asked_for_or_says_why_not() -> None:
    """A second edge cannot use the same port, and leaves nothing behind."""
    with Edge() as edge:
        port = int(edge.proxy_url.rpartition(":")[2])
        threads = threading.active_count()
        with pytest.raises(OSError, match="in use"), Edge(port=port):
            pass
        assert threads == threading.active_count()


def test_it_starts_at_once() -> None:
    """Start-up is part of every run against the edge; one fast start of twenty shows the rule."""

    def seconds() -> float:
        started = time.monotonic()
        with Edge():
            return time.monotonic() - started

    assert any(0.5 > seconds() for _ in range(20))


def test_the_environment_is_enough_for_another_program(edge: Edge) -> None:
    """Python's own client needs only the variables."""
    program = f"import urllib.request as r; print(r.urlopen('{SITE}/_edge/tenant_info').read().decode())"
    shown = subprocess.run(  # the program is the one above
        [sys.executable, "-c", program], env=edge.environment(), capture_output=True, text=True, check=True, timeout=60
    )
    assert {"cloudId": edge.tenant.cloud_id} == json.loads(shown.stdout)
