"""An edge as the tenant, and the settings of its owner."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from token_conformance.edge.env_file import settings_of
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.random_tenant import random_tenant
from token_conformance.exchange.throttling import Limits
from token_conformance.live.observing import run


@pytest.fixture(scope="module")
def tenant() -> Iterator[Edge]:
    """The edge that is the tenant; the command only reads."""
    with Edge(*random_tenant(7, 12)) as edge:
        yield edge


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, without the settings of the person who runs the tests, and nobody at a terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setattr(run, "Limits", lambda: Limits(200))
    for name in ("HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def settings(tenant: Edge, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The variables of the site, the e-mail and the three tokens of a person."""
    wanted = [
        f"TOKEN_CONFORMANCE_{name}"
        for name in ("SITE", "EMAIL", "UNSCOPED_TOKEN", "SCOPED_JIRA_TOKEN", "SCOPED_CONFLUENCE_TOKEN")
    ]
    found = {name: settings_of(tenant.tenant, tenant.account)[name] for name in wanted}
    found |= {"HTTPS_PROXY": tenant.proxy_url, "SSL_CERT_FILE": str(tenant.ca_file)}
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    return found
