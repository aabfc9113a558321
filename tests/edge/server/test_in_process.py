"""The edge asked in its own process: it answers as it does over TLS."""

import re
import ssl
from collections.abc import Iterator

import httpx
import pytest

from token_conformance.edge.server.edge import Edge
from token_conformance.edge.server.in_process import InProcess
from token_conformance.model.tenant import SEEDED

ISSUE = f"/rest/api/3/issue/{SEEDED.issue_key}"
FORM = {"file": ("notes.txt", b"a" * 2_000_000, "text/plain")}
"""Starlette writes a file of this size to the disk, in another thread."""

DIFFERING = {"date", "atl-traceid", "x-arequestid", "atl-request-id"}
_TIME = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+")
_ID = re.compile(rb"(?<=[/\"])[0-9]{5}(?=\")")

REQUESTS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("GET", ISSUE, {}),
    ("HEAD", ISSUE, {}),
    ("GET", f"{ISSUE}?fields=summary&fields=%C3%A4", {}),
    ("GET", "/rest/api/3/issue/a%2Fb%20%25", {}),
    ("GET", "/wiki/api/v2/spaces", {}),
    ("GET", "/_edge/tenant_info", {}),
    ("GET", "/no/such/path", {}),
    ("POST", "/rest/api/3/search/jql", {"json": {"jql": "order by created"}}),
    ("POST", "/rest/api/3/search/jql", {"content": b"{", "headers": {"Content-Type": "application/json"}}),
    ("POST", f"{ISSUE}/attachments", {"files": FORM, "headers": {"X-Atlassian-Token": "no-check"}}),
    ("DELETE", "/rest/api/3/issue/NONE-1", {}),
)


@pytest.fixture
def edge() -> Iterator[Edge]:
    """An edge of its own, because its tenant is changed."""
    with Edge() as edge:
        yield edge


@pytest.fixture
def clients(edge: Edge) -> Iterator[list[httpx.Client]]:
    """A client that reaches the edge over TLS, and one in its process."""
    trust = ssl.create_default_context(cafile=edge.ca_file)
    base = f"https://{edge.tenant.site_host}"
    with (
        httpx.Client(base_url=base, proxy=edge.proxy_url, verify=trust, trust_env=False, timeout=60) as over_tls,
        httpx.Client(base_url=base, transport=InProcess(edge.app)) as in_process,
    ):
        yield [over_tls, in_process]


def _shown(response: httpx.Response) -> tuple[int, dict[str, str], bytes]:
    """What an answer has, without what differs between two equal requests."""
    cookie = response.headers.pop("set-cookie", "").partition("=")[0]
    headers = {name: value for name, value in response.headers.items() if name not in DIFFERING}
    content = _TIME.sub(b"", _ID.sub(b"", response.content))
    return response.status_code, headers | {"cookie": cookie}, content


@pytest.mark.parametrize(("method", "path", "parts"), REQUESTS)
@pytest.mark.parametrize("is_known", [True, False])
def test_both_answer_alike(  # noqa: PLR0917  # the fixtures and the request
    edge: Edge, clients: list[httpx.Client], method: str, path: str, parts: dict[str, object], is_known: bool
) -> None:
    """Status, headers and body are the same, for the account and for a stranger."""
    auth = (edge.account.email, edge.account.unscoped) if is_known else None
    over_tls, in_process = (_shown(client.request(method, path, auth=auth, **parts)) for client in clients)  # type: ignore[arg-type]  # of httpx's many
    assert over_tls == in_process


def test_another_host_is_refused(edge: Edge) -> None:
    """The host of the request decides who answers, as on a network."""
    with httpx.Client(transport=InProcess(edge.app)) as client:
        assert 421 == client.get("https://other.example.com/rest/api/3/myself").status_code


def test_it_leaves_no_event_loop(edge: Edge) -> None:
    """After it is closed, its loop takes no request; closing one that was never used is nothing."""
    InProcess(edge.app).close()
    transport = InProcess(edge.app)
    request = httpx.Request("GET", f"https://{edge.tenant.site_host}{ISSUE}")
    assert 404 == transport.handle_request(request).status_code
    transport.close()
    with pytest.raises(RuntimeError, match="closed"):
        transport.handle_request(request)
