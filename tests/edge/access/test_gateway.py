"""The gateway form: rules G1 to G9 and its own addresses, each asked over https."""

from base64 import b64encode
from collections.abc import Callable

import httpx
import pytest

Ask = Callable[..., httpx.Response]

HOST = "https://api.atlassian.com"
CLOUD_ID = "00000000-c10d-4000-8000-000000000001"
JIRA = f"{HOST}/ex/jira/{CLOUD_ID}"
CONFLUENCE = f"{HOST}/ex/confluence/{CLOUD_ID}"
UNSCOPED = "MADE-UP-UNSCOPED-TOKEN"
SCOPED_JIRA = "MADE-UP-SCOPED-JIRA-TOKEN"
SCOPED_CONFLUENCE = "MADE-UP-SCOPED-CONFLUENCE-TOKEN"
CLASSIC_ONLY = "MADE-UP-SCOPED-JIRA-TOKEN-CLASSIC-ONLY"
WITHOUT_READ = "MADE-UP-SCOPED-JIRA-TOKEN-WITHOUT-READ"
CONFLUENCE_WITHOUT_READ = "MADE-UP-SCOPED-CONFLUENCE-TOKEN-WITHOUT-READ"
INVALID = "MADE-UP-INVALID-TOKEN"

MISMATCH = '{"code":401,"message":"Unauthorized; scope does not match"}'
UNAUTHORIZED = '{"code":401,"message":"Unauthorized"}'


def assert_refused(answer: httpx.Response, body: str, category: str) -> None:
    """G4: a refusal of the gateway has its own headers and none of the site's."""
    assert (401, body) == (answer.status_code, answer.text)
    assert (category, "application/json") == (answer.headers["x-failure-category"], answer.headers["content-type"])
    assert ("SameOrigin", True) == (answer.headers["x-frame-options"], "x-trace-id" in answer.headers)
    assert not {"www-authenticate", "x-arequestid", "set-cookie", "x-aaccountid"} & set(answer.headers)


@pytest.mark.parametrize(
    ("token", "url"),
    [
        (UNSCOPED, f"{JIRA}/rest/api/3/myself"),
        (SCOPED_JIRA, f"{JIRA}/rest/api/3/myself"),
        (SCOPED_JIRA, f"{JIRA}/rest/agile/1.0/board"),
        (SCOPED_JIRA, f"{JIRA}/rest/servicedeskapi/organization"),
        (UNSCOPED, f"{CONFLUENCE}/wiki/api/v2/spaces"),
        (SCOPED_CONFLUENCE, f"{CONFLUENCE}/wiki/api/v2/spaces"),
        (SCOPED_CONFLUENCE, f"{CONFLUENCE}/wiki/rest/api/user/current"),
    ],
)
def test_both_kinds_of_token_work(ask: Ask, token: str, url: str) -> None:
    """G1 and G4: the product's answer passes through, naming the caller."""
    answer = ask("GET", url, token)
    assert 200 == answer.status_code
    assert "000000%3A00000000-acc0-4000-8000-000000000001" == answer.headers["x-aaccountid"]
    assert "x-ratelimit-limit" in answer.headers


@pytest.mark.parametrize(
    ("token", "url"),
    [
        pytest.param(WITHOUT_READ, f"{JIRA}/rest/api/3/issue/SOFT-1", id="missing scope"),
        pytest.param(CLASSIC_ONLY, f"{JIRA}/rest/agile/1.0/board", id="classic scopes for Jira Software"),
        pytest.param(CONFLUENCE_WITHOUT_READ, f"{CONFLUENCE}/wiki/api/v2/pages", id="missing Confluence scope"),
        pytest.param(SCOPED_JIRA, f"{CONFLUENCE}/wiki/api/v2/spaces", id="a token for Jira at Confluence"),
        pytest.param(SCOPED_CONFLUENCE, f"{JIRA}/rest/api/3/myself", id="a token for Confluence at Jira"),
        pytest.param(SCOPED_JIRA, f"{JIRA}/rest/api/2/agile/1.0/board", id="unknown path"),
        pytest.param(SCOPED_JIRA, f"{JIRA}/rest/api/3/myself/?x=1", id="trailing slash"),
        pytest.param(SCOPED_CONFLUENCE, f"{JIRA}/wiki/api/v2/spaces", id="Confluence under the prefix of Jira"),
        pytest.param(SCOPED_JIRA, f"{JIRA}/rest/servicedeskapi/info", id="an operation without scopes"),
        pytest.param(CONFLUENCE_WITHOUT_READ, f"{CONFLUENCE}/wiki/rest/api/content", id="G8: no longer published"),
        pytest.param(SCOPED_JIRA, f"{JIRA}/rest//api/3/myself", id="an empty part"),
        pytest.param(SCOPED_CONFLUENCE, f"{CONFLUENCE}/wiki/download/attachments/98305/first.txt", id="G9"),
        pytest.param(WITHOUT_READ, f"{JIRA}/rest/api/3/issue/NONE-0", id="a bogus id probes the scope"),
    ],
)
def test_a_scope_that_does_not_match_is_401_before_routing(ask: Ask, token: str, url: str) -> None:
    """G2: everything that the scopes do not allow gets the same refusal, which does not name the scope."""
    assert_refused(ask("GET", url, token), MISMATCH, "FAILURE_CLIENT_SCOPE_CHECK")


@pytest.mark.parametrize("path", ["content", "content/98305", "space", "space/DOCS"])
@pytest.mark.parametrize("token", [UNSCOPED, SCOPED_CONFLUENCE])
def test_an_operation_that_is_no_longer_published_works(ask: Ask, token: str, path: str) -> None:
    """G8: with the scopes that it had when it was published."""
    assert 200 == ask("GET", f"{CONFLUENCE}/rest/api/{path}", token).status_code


@pytest.mark.parametrize("path", ["/wiki/rest/api/content/", "/wiki/api/v2/spaces/", "/api/v2//spaces"])
def test_confluence_ignores_slashes(ask: Ask, path: str) -> None:
    """G2: that a slash at the end is refused is known of Jira alone."""
    assert 200 == ask("GET", f"{CONFLUENCE}{path}", SCOPED_CONFLUENCE).status_code


@pytest.mark.parametrize("version", [2, 3])
def test_server_info_is_open_to_every_token(ask: Ask, version: int) -> None:
    """G2: the one operation without scopes that a scoped token reaches."""
    assert 200 == ask("GET", f"{JIRA}/rest/api/{version}/serverInfo", WITHOUT_READ).status_code


def test_a_scope_that_matches_lets_a_bogus_id_through(ask: Ask) -> None:
    """G2: with the scope the product says that the thing is not there."""
    assert 404 == ask("GET", f"{JIRA}/rest/api/3/issue/NONE-0", SCOPED_JIRA).status_code


@pytest.mark.parametrize("url", [f"{JIRA}/rest/api/3/serverInfo", f"{CONFLUENCE}/wiki/api/v2/spaces"])
def test_nobody_is_anonymous(ask: Ask, url: str) -> None:
    """G3: no credential is refused even where the site is open to strangers."""
    assert_refused(ask("GET", url), UNAUTHORIZED, "FAILURE_CLIENT_AUTH_MISMATCH")


def test_a_token_that_nobody_owns_is_refused(ask: Ask) -> None:
    """G3: an invalid, revoked or expired token."""
    assert_refused(ask("GET", f"{JIRA}/rest/api/3/field", INVALID), UNAUTHORIZED, "FAILURE_CLIENT_AUTH")


def test_a_token_under_a_foreign_address_is_a_mismatch(ask: Ask) -> None:
    """G3: e-mail address and token do not belong together."""
    pair = b64encode(f"somebody@example.com:{UNSCOPED}".encode()).decode()
    answer = ask("GET", f"{JIRA}/rest/api/3/field", headers={"authorization": f"Basic {pair}"})
    assert_refused(answer, UNAUTHORIZED, "FAILURE_CLIENT_AUTH_MISMATCH")


@pytest.mark.parametrize("token", [UNSCOPED, SCOPED_JIRA])
def test_what_a_persons_token_gets_as_bearer_is_not_said(ask: Ask, token: str) -> None:
    """G1: sources contradict each other, so the answer is the model's own."""
    answer = ask("GET", f"{JIRA}/rest/api/3/field", headers={"authorization": f"Bearer {token}"})
    assert (501, "AtlassianEdge") == (answer.status_code, answer.headers["server"])
    assert answer.text.startswith("The local model does not know what the gateway answers to this credential, ")


def test_an_opaque_bearer_is_refused(ask: Ask) -> None:
    """G3: what no account owns is refused like an expired token."""
    answer = ask("GET", f"{JIRA}/rest/api/3/field", headers={"authorization": f"Bearer {INVALID}"})
    assert_refused(answer, UNAUTHORIZED, "FAILURE_CLIENT_AUTH")


@pytest.mark.parametrize(
    "path",
    [
        "/rest/api/3/myself",
        "/ex/jira",
        f"/ex/bitbucket/{CLOUD_ID}/x",
        "/ex/jira/00000000-c10d-4000-8000-0000000000ff/rest/api/3/myself",
    ],
)
def test_a_path_that_leads_to_no_site_is_not_found(ask: Ask, path: str) -> None:
    """G5: without an app and a known cloud id the gateway cannot route a request."""
    answer = ask("GET", f"{HOST}{path}", UNSCOPED)
    assert (404, "application/json") == (answer.status_code, answer.headers["content-type"])
    assert ["timestamp", "status", "error", "message", "path"] == list(answer.json())
    assert "No message available" == answer.json()["message"]


@pytest.mark.parametrize("token", [UNSCOPED, SCOPED_CONFLUENCE])
def test_confluence_answers_without_wiki_too(ask: Ask, token: str) -> None:
    """G6: the same answer with and without `/wiki` after the cloud id."""
    with_wiki = ask("GET", f"{CONFLUENCE}/wiki/api/v2/spaces", token)
    without = ask("GET", f"{CONFLUENCE}/api/v2/spaces", token)
    assert (200, with_wiki.json()) == (without.status_code, without.json())


def test_links_of_jira_point_to_the_gateway(ask: Ask) -> None:
    """G7: the links of an answer depend on the URL form of the request."""
    issue = ask("GET", f"{JIRA}/rest/api/3/issue/SOFT-1", SCOPED_JIRA).json()
    assert issue["self"].startswith(f"{JIRA}/rest/api/3/issue/")


@pytest.mark.parametrize("token", [None, UNSCOPED, SCOPED_JIRA])
def test_accessible_resources_refuses_api_tokens(ask: Ask, token: str | None) -> None:
    """accessible-resources: the cloud id cannot be asked for here."""
    answer = ask("GET", f"{HOST}/oauth/token/accessible-resources", token)
    assert_refused(answer, UNAUTHORIZED, "FAILURE_CLIENT_AUTH_MISMATCH")


@pytest.mark.parametrize("path", ["/rest/api/3/x", "/wiki/api/v2/spaces"])
def test_an_unknown_path_reaches_jira_with_the_unscoped_token(ask: Ask, path: str) -> None:
    """G2: the unscoped token passes the check, and S6 answers."""
    answer = ask("GET", f"{JIRA}{path}", UNSCOPED)
    assert (404, f"No endpoint GET {path}.") == (answer.status_code, answer.json()["detail"])


@pytest.mark.parametrize(("method", "status"), [("PUT", 405), ("OPTIONS", 501), ("PATCH", 501)])
def test_another_method_comes_after_the_scope_check(ask: Ask, method: str, status: int) -> None:
    """G2 and S7: a scoped token is refused; what the gateway says to OPTIONS is not known."""
    url = f"{JIRA}/rest/api/3/serverInfo"
    assert status == ask(method, url, UNSCOPED).status_code
    assert_refused(ask(method, url, SCOPED_JIRA), MISMATCH, "FAILURE_CLIENT_SCOPE_CHECK")


def test_a_wrong_content_type_is_refused_after_the_scope_check(ask: Ask) -> None:
    """G2: validation comes after the scopes."""
    request = {"content": b"x", "headers": {"content-type": "text/plain"}}
    assert 415 == ask("POST", f"{JIRA}/rest/api/3/issue", SCOPED_JIRA, **request).status_code
    assert_refused(
        ask("POST", f"{JIRA}/rest/api/3/issue", SCOPED_CONFLUENCE, **request), MISMATCH, "FAILURE_CLIENT_SCOPE_CHECK"
    )
