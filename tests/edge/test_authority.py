"""The certificates of an edge: for any name, and trusted only by clients that trust its authority."""

import ssl
from collections.abc import Mapping
from pathlib import Path

import pytest

from token_conformance.edge.authority import Authority, server_context


def handshake(authority: Authority, trust: ssl.SSLContext, name: str | None) -> Mapping[str, object]:
    """The certificate that a client with this trust accepts for a name."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    server = server_context(authority.context_for).wrap_bio(to_server, to_client, server_side=True)
    client = trust.wrap_bio(to_client, to_server, server_hostname=name)
    for side in (client, server, client, server):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
    return client.getpeercert() or {}


@pytest.fixture
def authority() -> Authority:
    """An authority of its own."""
    return Authority()


def trusting(authority: Authority, folder: Path) -> ssl.SSLContext:
    """A client's context that trusts the authority."""
    authority.write_pem(folder / "ca.pem")
    return ssl.create_default_context(cafile=folder / "ca.pem")


@pytest.mark.parametrize("name", ["api.atlassian.com", "a-site.atlassian.net", "files.example.com"])
def test_any_name_gets_its_own_leaf(authority: Authority, tmp_path: Path, name: str) -> None:
    """A client that checks the name accepts it."""
    certificate = handshake(authority, trusting(authority, tmp_path), name)
    assert (("DNS", name),) == certificate["subjectAltName"]


def test_a_leaf_is_issued_once(authority: Authority, tmp_path: Path) -> None:
    """The second client of a name gets the same certificate."""
    trust = trusting(authority, tmp_path)
    first = handshake(authority, trust, "api.atlassian.com")
    assert first == handshake(authority, trust, "api.atlassian.com")


def test_nobody_else_trusts_it(authority: Authority) -> None:
    """The authority of one edge is trusted nowhere else."""
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(authority, ssl.create_default_context(), "api.atlassian.com")


def test_a_name_that_is_not_valid_in_a_certificate_is_an_alert(authority: Authority, tmp_path: Path) -> None:
    """The server does not break."""
    trust = trusting(authority, tmp_path)
    with pytest.raises(ssl.SSLError):
        handshake(authority, trust, "a_b.example.com")


def test_a_client_that_names_no_server_gets_a_leaf(authority: Authority, tmp_path: Path) -> None:
    """It is that for localhost, so that even the simplest client gets an answer."""
    trust = trusting(authority, tmp_path)
    trust.check_hostname = False
    assert (("DNS", "localhost"),) == handshake(authority, trust, None)["subjectAltName"]
