"""The backend of both URL forms: routing, and the answer for operations that are not implemented."""

from collections.abc import Callable

import httpx
import pytest

Ask = Callable[..., httpx.Response]

SITE = "https://conformance-edge.atlassian.net"
GATEWAY = "https://api.atlassian.com/ex/jira/00000000-c10d-4000-8000-000000000001"
UNSCOPED = "MADE-UP-UNSCOPED-TOKEN"


@pytest.mark.parametrize("url", [SITE, GATEWAY])
def test_a_published_operation_without_a_product_is_501(ask: Ask, url: str) -> None:
    """The model says so, and neither invents an answer nor breaks."""
    answer = ask("GET", f"{url}/rest/api/3/announcementBanner", UNSCOPED)
    assert 501 == answer.status_code
    assert "The local model does not know what GET /rest/api/3/announcementBanner answers.\n" == answer.text


def test_another_method_of_a_modelled_path_is_501_too(ask: Ask) -> None:
    """A published operation is not mistaken for the neighbour whose path it shares."""
    answer = ask("POST", f"{SITE}/rest/api/3/dashboard", UNSCOPED, json={})
    assert (501, "text/plain;charset=UTF-8") == (answer.status_code, answer.headers["content-type"])


def test_what_is_written_can_be_read_at_the_other_url_form(ask: Ask) -> None:
    """Both URL forms have one tenant, and writes change it."""
    fields = {"project": {"key": "SOFT"}, "issuetype": {"name": "Task"}, "summary": "Written at the gateway"}
    created = ask("POST", f"{GATEWAY}/rest/api/3/issue", UNSCOPED, json={"fields": fields}).json()
    issue = ask("GET", f"{SITE}/rest/api/3/issue/{created['key']}", UNSCOPED).json()
    assert "Written at the gateway" == issue["fields"]["summary"]
