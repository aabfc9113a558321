"""A1: the service account of the edge, asked over https with both schemes."""

from base64 import b64encode
from collections.abc import Callable

import httpx
import pytest

from token_conformance.edge.access.tokens import seeded_account
from token_conformance.edge.access.world import World
from token_conformance.model.tenant import SEEDED

Ask = Callable[..., httpx.Response]

ACCOUNT = seeded_account(SEEDED)
BEARER = f"Bearer {ACCOUNT.service_account}"
PAIR = f"{ACCOUNT.service_account_email}:{ACCOUNT.service_account}"
BASIC = f"Basic {b64encode(PAIR.encode()).decode()}"
SITE = "https://conformance-edge.atlassian.net"
JIRA = "https://api.atlassian.com/ex/jira/00000000-c10d-4000-8000-000000000001"
CONFLUENCE = "https://api.atlassian.com/ex/confluence/00000000-c10d-4000-8000-000000000001"
ID = f"{SEEDED.account_id}-service-account"


@pytest.fixture
def ask_as(ask: Ask) -> Ask:
    """A caller with a value of the `Authorization` header."""
    return lambda value, method, url, **more: ask(method, url, headers={"authorization": value}, **more)


@pytest.mark.parametrize("value", [BEARER, BASIC])
@pytest.mark.parametrize(
    "url",
    [
        f"{JIRA}/rest/api/3/myself",
        f"{JIRA}/rest/agile/1.0/board",
        f"{JIRA}/rest/servicedeskapi/request",
        f"{CONFLUENCE}/wiki/rest/api/user/current",
        f"{CONFLUENCE}/wiki/api/v2/spaces",
    ],
)
def test_its_token_works_at_the_gateway_for_several_apps(ask_as: Ask, value: str, url: str) -> None:
    """The answer names its account, which is not the person's."""
    answer = ask_as(value, "GET", url)
    assert (200, ID.replace(":", "%3A")) == (answer.status_code, answer.headers["x-aaccountid"])


@pytest.mark.parametrize("url", [f"{JIRA}/rest/api/3/myself", f"{CONFLUENCE}/wiki/rest/api/user/current"])
def test_its_account_is_of_the_type_app(ask_as: Ask, url: str) -> None:
    """And has its own address."""
    user = ask_as(BEARER, "GET", url).json()
    assert ("app", ID) == (user["accountType"], user["accountId"])
    assert ACCOUNT.service_account_email == user.get("emailAddress", user.get("email"))


def test_it_sees_the_request_that_it_takes_part_in(ask_as: Ask) -> None:
    """Another account's requests are not listed, so a cell that requires one would fail for no reason of the token."""
    found = ask_as(BEARER, "GET", f"{JIRA}/rest/servicedeskapi/request").json()["values"]
    assert [SEEDED.request_key] == [request["issueKey"] for request in found]


def test_a_missing_scope_is_refused_like_a_persons(ask_as: Ask) -> None:
    """G2 is for every token with scopes."""
    answer = ask_as(BEARER, "GET", f"{JIRA}/rest/api/3/announcementBanner")
    assert (401, "FAILURE_CLIENT_SCOPE_CHECK") == (answer.status_code, answer.headers["x-failure-category"])


def test_what_it_writes_is_its_own(ask_as: Ask) -> None:
    """An issue, a comment, a request and a page name it as their author."""
    fields = {"project": {"key": "SOFT"}, "issuetype": {"name": "Task"}, "summary": "By a service account"}
    created = ask_as(BEARER, "POST", f"{JIRA}/rest/api/3/issue", json={"fields": fields}).json()
    issue = f"{JIRA}/rest/api/3/issue/{created['key']}"
    assert ID == ask_as(BEARER, "GET", issue).json()["fields"]["creator"]["accountId"]
    comment = {"type": "doc", "version": 1, "content": []}
    added = ask_as(BEARER, "POST", f"{issue}/comment", json={"body": comment})
    assert ID == added.json()["author"]["accountId"]
    body = {"serviceDeskId": "1", "requestTypeId": "1", "requestFieldValues": {"summary": "Help"}}
    request = ask_as(BEARER, "POST", f"{JIRA}/rest/servicedeskapi/request", json=body)
    assert ID == request.json()["reporter"]["accountId"]
    page = {"spaceId": "65537", "title": "By a service account", "body": {"representation": "storage", "value": ""}}
    written = ask_as(BEARER, "POST", f"{CONFLUENCE}/wiki/api/v2/pages", json=page)
    assert ID == written.json()["authorId"]


@pytest.mark.parametrize("path", ["/rest/api/3/users/search", "/rest/api/3/user/search?query=conformance"])
def test_it_is_in_no_list_of_people(ask_as: Ask, path: str) -> None:
    """Whether Atlassian lists it is not known."""
    users = ask_as(BASIC, "GET", f"{JIRA}{path}").json()
    assert SEEDED.account_id in {user["accountId"] for user in users}
    assert ID not in {user["accountId"] for user in users}


def test_the_site_reads_it_as_a_stranger_or_refuses_it(ask_as: Ask) -> None:
    """As Basic it is anonymous, with a failed login; as Bearer it is refused."""
    stranger = ask_as(BASIC, "GET", f"{SITE}/rest/api/3/issue/SOFT-1")
    assert (404, "AUTHENTICATED_FAILED") == (stranger.status_code, stranger.headers["x-seraph-loginreason"])
    gate = ask_as(BASIC, "GET", f"{SITE}/rest/agile/1.0/board")
    assert (401, True) == (gate.status_code, "www-authenticate" in gate.headers)
    assert 403 == ask_as(BEARER, "GET", f"{SITE}/rest/api/3/issue/SOFT-1").status_code


@pytest.mark.parametrize("value", [BEARER, BASIC])
@pytest.mark.parametrize("path", ["/wiki/rest/api/user/current", "/wiki/api/v2/spaces"])
def test_what_the_confluence_site_answers_is_not_known(ask_as: Ask, value: str, path: str) -> None:
    """501 names the kind of credential."""
    answer = ask_as(value, "GET", f"{SITE}{path}")
    assert 501 == answer.status_code
    assert "service-account (API token of a service account)" in answer.text


def test_a_world_may_refuse_it_as_basic(ask_with: Callable[..., Ask]) -> None:
    """The other side of the contradiction: 401 without another word."""
    ask = ask_with(world=World(service_account_basic=False))
    refused = ask("GET", f"{JIRA}/rest/api/3/myself", headers={"authorization": BASIC})
    assert (401, '{"code":401,"message":"Unauthorized"}') == (refused.status_code, refused.text)
    assert 200 == ask("GET", f"{JIRA}/rest/api/3/myself", headers={"authorization": BEARER}).status_code
