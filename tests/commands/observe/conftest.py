"""A site that answers at once, an edge as the tenant, and the settings of its owner."""

import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from observing import Site
from token_conformance.commands import observe
from token_conformance.edge.env_file import settings_of
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.random_tenant import random_tenant
from token_conformance.exchange.one_get import OneGet, Reply
from token_conformance.live.observing import run

NAMES = ("SITE", "EMAIL", "UNSCOPED_TOKEN", "SCOPED_JIRA_TOKEN", "SCOPED_CONFLUENCE_TOKEN")
MADE_UP = ("made-up-site", "canary.bird@example.com", *(f"MADE-UP-TOKEN-OF-THE-KIND-{number}" for number in "123"))


@pytest.fixture(scope="module")
def tenant() -> Iterator[Edge]:
    """The edge that is the tenant; the command only reads."""
    with Edge(*random_tenant(7, 12)) as edge:
        yield edge


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, without the settings of the person who runs the tests, and nobody at a terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", StringIO())
    monkeypatch.setattr(run, "Limits", lambda: SimpleNamespace(rate=1_000_000))
    for name in ("HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site with good tokens that answers at once, without a network."""
    found = Site()

    def get(_: OneGet, url: str, authorization: str | None = None) -> Reply:
        return found(url, authorization)

    monkeypatch.setattr(OneGet, "__call__", get)
    monkeypatch.setattr(observe, "_say_asked", found.before)
    return found


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The variables of the site, the e-mail and the three tokens of a person."""
    found = {f"TOKEN_CONFORMANCE_{name}": value for name, value in zip(NAMES, MADE_UP, strict=True)}
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    return found


@pytest.fixture
def edge_settings(tenant: Edge, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Those of the owner of the edge, and how it is reached."""
    every = settings_of(tenant.tenant, tenant.account)
    found = {name: every[name] for name in (f"TOKEN_CONFORMANCE_{name}" for name in NAMES)}
    found |= {"HTTPS_PROXY": tenant.proxy_url, "SSL_CERT_FILE": str(tenant.ca_file)}
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    return found
