"""The tenant info at the site's host."""

from collections.abc import Callable

import httpx
import pytest

Ask = Callable[..., httpx.Response]

TENANT_INFO = "https://conformance-edge.atlassian.net/_edge/tenant_info"


@pytest.mark.parametrize("token", [None, "MADE-UP-SCOPED-JIRA-TOKEN", "MADE-UP-INVALID-TOKEN"])
def test_the_cloud_id_is_open_to_everyone(ask: Ask, token: str | None) -> None:
    """tenant-info: a client can find the gateway's URL from the site's alone."""
    answer = ask("GET", TENANT_INFO, token)
    assert (200, {"cloudId": "00000000-c10d-4000-8000-000000000001"}) == (answer.status_code, answer.json())


def test_the_cloud_id_cannot_be_written(ask: Ask) -> None:
    """tenant-info: what another method gets is not known."""
    assert 501 == ask("DELETE", TENANT_INFO).status_code
