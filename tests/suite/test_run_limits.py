"""The limits of a whole live run: its preflight, two workers, and the process that reports."""

from collections.abc import Iterator

import pytest

from token_conformance.edge.env_file import settings_of
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.random_tenant import random_tenant
from token_conformance.exchange.client import USER_AGENT

pytestmark = pytest.mark.slow

SUITE = """
from token_conformance import UrlForm, endpoint

@endpoint("GET /rest/api/3/serverInfo", open_at=frozenset({UrlForm.SITE}))
def test_info(send, tenant):
    assert tenant.site in send().json()["baseUrl"]

@endpoint("GET /rest/api/2/serverInfo", open_at=frozenset({UrlForm.SITE}))
def test_info_v2(send, tenant):
    assert tenant.site in send().json()["baseUrl"]
"""


@pytest.fixture
def edge() -> Iterator[Edge]:
    """A tenant that gets no other requests."""
    with Edge(*random_tenant(4)) as edge:
        yield edge


def test_a_run_with_workers_keeps_to_the_rate(
    edge: Edge, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In no second do all processes together send more requests than the limit; each has the user agent."""
    for name, value in (settings_of(edge.tenant, edge.account) | edge.environment()).items():
        monkeypatch.setenv(name, value)
    (pytester.mkdir("suites") / "test_jira_platform.py").write_text(SUITE)
    result = pytester.runpytest("suites", "--target", "live", "--rate", "12", "-n", "2", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=16)
    result.stdout.fnmatch_lines(
        ["live: at most 12 requests a second, 4 at once", f"live: 16 of 16 cells, {len(edge.request_log)} requests"]
    )
    arrivals = sorted(request.started for request in edge.request_log)
    assert max(sum(first <= arrival < first + 1 for arrival in arrivals) for first in arrivals) <= 12
    assert {USER_AGENT} == {request.user_agent for request in edge.request_log}
