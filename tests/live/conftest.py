"""A tenant of a user: an edge with other names, and the settings that its owner would write."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import httpcore  # noqa: F401  # httpx knows its errors by identity, so no inner run may load it anew
import pytest

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.env_file import settings_of
from token_conformance.edge.server import app
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.random_tenant import random_tenant
from token_conformance.exchange.client import Exchange
from token_conformance.live.cloud_id import Identity
from token_conformance.live.preflight import Preflight
from token_conformance.live.settings import read
from token_conformance.model.target import Target

Check = Callable[..., Identity]

PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy")


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the person who runs the tests is used."""
    for name in (*PROXIES, "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)


def settings_for(edge: Edge) -> dict[str, str]:
    """All variables for an edge's tenant, complete and correct."""
    return settings_of(edge.tenant, edge.account) | {"HTTPS_PROXY": edge.proxy_url, "SSL_CERT_FILE": str(edge.ca_file)}


@pytest.fixture
def taken_for_atlassian(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edge does not say that it is a local model, so that the stamps show which recordings are new."""
    monkeypatch.setattr(app, "LOCAL_MODEL", {})


@pytest.fixture(scope="session")
def own_tenant() -> Iterator[Edge]:
    """The edge that is the tenant; no test that uses it writes."""
    with Edge(*random_tenant(3)) as edge:
        yield edge


@pytest.fixture
def given(own_tenant: Edge) -> dict[str, str]:
    """The variables that its owner has set; a test may change them."""
    return settings_for(own_tenant)


@pytest.fixture
def check() -> Check:
    """Runs the preflight for some variables, without the limits of a live run."""

    def open_exchange(target: Target) -> Exchange:
        return Exchange(replace(target, name="edge"))

    def run(given: Mapping[str, str], called: tuple[Operation, ...] = (), *, trusts_tokens: bool = False) -> Identity:
        return Preflight(read(given), open_exchange, called, trusts_tokens=trusts_tokens).run().identity

    return run
