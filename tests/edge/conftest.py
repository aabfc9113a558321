"""Running edges, and callers that send requests over https through the proxy, as any program does."""

import gc
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest

from token_conformance.edge.access.world import REQUESTED
from token_conformance.edge.faults.fault import parse_fault
from token_conformance.edge.server.edge import Edge

Ask = Callable[..., httpx.Response]
Faulty = Callable[..., tuple[Edge, Ask]]


@contextmanager
def caller(edge: Edge) -> Iterator[Ask]:
    """A function that sends a request with the seeded e-mail address and a token, if one is given."""
    trust = ssl.create_default_context(cafile=edge.ca_file)
    with httpx.Client(proxy=edge.proxy_url, verify=trust, trust_env=False, timeout=60) as client:

        def ask(method: str, url: str, token: str | None = None, **request: object) -> httpx.Response:
            auth = (edge.account.email, token) if token else None
            return client.request(method, url, auth=auth, **request)  # type: ignore[arg-type]  # httpx's own keywords

        yield ask


@pytest.fixture(scope="session")
def edge() -> Iterator[Edge]:
    """The edge in the known world."""
    with Edge() as running:
        yield running


@pytest.fixture(scope="session")
def ask(edge: Edge) -> Iterator[Ask]:
    """A caller of the edge in the known world."""
    with caller(edge) as asking:
        yield asking


@pytest.fixture(scope="session")
def ask_requested() -> Iterator[Ask]:
    """A caller of the edge in the world where CLOUD-12617 is implemented."""
    with Edge(world=REQUESTED) as running, caller(running) as asking:
        yield asking


@pytest.fixture
def ask_with() -> Iterator[Callable[..., Ask]]:
    """Start an edge with settings of its own; returns a caller of it."""
    with ExitStack() as running:
        yield lambda **settings: running.enter_context(caller(running.enter_context(Edge(**settings))))


@pytest.fixture
def faulty() -> Iterator[Faulty]:
    """Start an edge with faults; its caller opens a new connection for each request."""
    with ExitStack() as running:

        def start(*faults: str) -> tuple[Edge, Ask]:
            edge = running.enter_context(Edge(faults=map(parse_fault, faults)))

            def ask(*request: object, **more: object) -> httpx.Response:
                with caller(edge) as asking:
                    return asking(*request, **more)

            return edge, ask

        yield start


@pytest.fixture
def nothing_broke(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No task of the edge ended with an unexpected exception."""
    yield
    gc.collect()
    records = [*caplog.get_records("call"), *caplog.get_records("teardown")]
    assert [] == [record.getMessage() for record in records]
