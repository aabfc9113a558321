"""The world in which CLOUD-12617 is implemented: the site takes a scoped token, and checks its scopes."""

from collections.abc import Callable

import httpx
import pytest

Ask = Callable[..., httpx.Response]

SITE = "https://conformance-edge.atlassian.net"
SCOPED_JIRA = "MADE-UP-SCOPED-JIRA-TOKEN"
SCOPED_CONFLUENCE = "MADE-UP-SCOPED-CONFLUENCE-TOKEN"
WITHOUT_READ = "MADE-UP-SCOPED-JIRA-TOKEN-WITHOUT-READ"
CONFLUENCE_WITHOUT_READ = "MADE-UP-SCOPED-CONFLUENCE-TOKEN-WITHOUT-READ"


@pytest.mark.parametrize(
    ("token", "path"),
    [
        (SCOPED_JIRA, "/rest/api/3/myself"),
        (SCOPED_JIRA, "/rest/api/3/issue/SOFT-1"),
        (SCOPED_JIRA, "/rest/api/3/projectvalidate/key?key=SOFT"),
        (SCOPED_JIRA, "/rest/agile/1.0/board"),
        (SCOPED_JIRA, "/rest/servicedeskapi/organization"),
        (SCOPED_CONFLUENCE, "/wiki/api/v2/spaces"),
        (SCOPED_CONFLUENCE, "/wiki/rest/api/user/current"),
    ],
)
def test_a_scoped_token_resolves_at_the_site(ask_requested: Ask, token: str, path: str) -> None:
    """The caller is known, and nothing says that a login failed."""
    answer = ask_requested("GET", f"{SITE}{path}", token)
    assert (200, True) == (answer.status_code, "x-aaccountid" in answer.headers)
    assert "x-seraph-loginreason" not in answer.headers


@pytest.mark.parametrize(
    ("token", "path"),
    [
        (WITHOUT_READ, "/rest/api/3/issue/SOFT-1"),
        (SCOPED_JIRA, "/wiki/api/v2/spaces"),
        (SCOPED_CONFLUENCE, "/rest/api/3/myself"),
        (CONFLUENCE_WITHOUT_READ, "/wiki/api/v2/pages"),
    ],
)
def test_a_missing_scope_is_answered_at_the_site(ask_requested: Ask, token: str, path: str) -> None:
    """The scope check is that of the gateway, and so is its answer."""
    answer = ask_requested("GET", f"{SITE}{path}", token)
    assert (401, "Unauthorized; scope does not match") == (answer.status_code, answer.json()["message"])


@pytest.mark.parametrize("path", ["/rest/api/3/serverInfo", "/rest/servicedeskapi/info"])
def test_open_operations_stay_open(ask_requested: Ask, path: str) -> None:
    """What asks for no scope and no credential is answered whatever the token's scopes."""
    assert 200 == ask_requested("GET", f"{SITE}{path}", WITHOUT_READ).status_code


@pytest.mark.parametrize("token", [None, "MADE-UP-INVALID-TOKEN"])
@pytest.mark.parametrize(("path", "status"), [("/rest/api/3/myself", 401), ("/wiki/rest/api/user/current", 403)])
def test_strangers_stay_strangers(ask_requested: Ask, token: str | None, path: str, status: int) -> None:
    """Nothing else changes."""
    assert status == ask_requested("GET", f"{SITE}{path}", token).status_code
