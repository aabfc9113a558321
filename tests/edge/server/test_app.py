"""The edge fails closed: it answers for two hosts, and logs the requests for others."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.edge.server.edge import Edge
from token_conformance.edge.server.request_log import ForeignRequest

Ask = Callable[..., httpx.Response]


@pytest.mark.parametrize(
    ("headers", "carried"),
    [({}, False), ({"Authorization": "Basic x"}, True), ({"Cookie": "cloud.session.token=x"}, True)],
)
@pytest.mark.parametrize("host", ["files.example.com", "other-site.atlassian.net", "api.atlassian.com:8443"])
def test_another_host_is_refused_and_logged(
    ask: Ask, edge: Edge, host: str, headers: dict[str, str], carried: bool
) -> None:
    """The entry says whether the request had a credential, and does not contain it."""
    edge.foreign.clear()
    answer = ask("GET", f"https://{host}/rest/api/3/myself?token=x", headers=headers)
    assert 421 == answer.status_code
    assert f"not for {host}." in answer.text
    assert [ForeignRequest("https", host, "GET", "/rest/api/3/myself", carried)] == edge.foreign


def test_the_hosts_of_the_edge_are_not_foreign(ask: Ask, edge: Edge) -> None:
    """A host in capitals and with its port is the same host."""
    edge.foreign.clear()
    headers = {"host": "Conformance-Edge.Atlassian.net:443"}
    assert 200 == ask("GET", "https://conformance-edge.atlassian.net/_edge/tenant_info", headers=headers).status_code
    assert [] == edge.foreign


@pytest.mark.parametrize(("carried", "words"), [(True, "with a credential"), (False, "without a credential")])
def test_a_foreign_request_reads_as_a_sentence(carried: bool, words: str) -> None:
    """A report prints it so."""
    assert f"GET http://a.example.com/x ({words})" == str(ForeignRequest("http", "a.example.com", "GET", "/x", carried))
