"""Jira at the site form: rules S1 to S6, each asked over https."""

import re
from base64 import b64encode
from collections.abc import Callable

import httpx
import pytest

from token_conformance.edge.server.edge import Edge

Ask = Callable[..., httpx.Response]

SITE = "https://conformance-edge.atlassian.net"
UNSCOPED = "MADE-UP-UNSCOPED-TOKEN"
SCOPED = "MADE-UP-SCOPED-JIRA-TOKEN"
INVALID = "MADE-UP-INVALID-TOKEN"
GATE = "Client must be authenticated to access this resource."


def basic(pair: str) -> dict[str, str]:
    """The header of a Basic credential."""
    return {"authorization": f"Basic {b64encode(pair.encode()).decode()}"}


@pytest.mark.parametrize("token", [SCOPED, INVALID])
@pytest.mark.parametrize("path", ["/rest/api/3/project", "/rest/api/3/myself", "/rest/api/3/serverInfo"])
def test_only_the_seraph_header_shows_an_unresolved_token(ask: Ask, token: str, path: str) -> None:
    """S1: with any status, the answer says that the login failed and names no account."""
    answer = ask("GET", f"{SITE}{path}", token)
    assert "AUTHENTICATED_FAILED" == answer.headers["x-seraph-loginreason"]
    assert "x-aaccountid" not in answer.headers


@pytest.mark.parametrize(
    "headers", [{}, basic(":MADE-UP-INVALID-TOKEN"), basic("no-colon"), {"authorization": "Basic %"}]
)
def test_who_names_no_user_gets_no_seraph_header(ask: Ask, headers: dict[str, str]) -> None:
    """S1: without a user name no login was tried."""
    answer = ask("GET", f"{SITE}/rest/api/3/project", headers=headers)
    assert (200, "[]") == (answer.status_code, answer.text)
    assert "x-seraph-loginreason" not in answer.headers


def test_a_token_under_a_foreign_address_does_not_resolve(ask: Ask) -> None:
    """S1: e-mail address and token belong together."""
    answer = ask("GET", f"{SITE}/rest/api/3/myself", headers=basic(f"somebody@example.com:{UNSCOPED}"))
    assert (401, "AUTHENTICATED_FAILED") == (answer.status_code, answer.headers["x-seraph-loginreason"])


def test_the_address_is_read_in_any_case(ask: Ask) -> None:
    """S1: an e-mail address in capitals is the same account."""
    assert (
        200 == ask("GET", f"{SITE}/rest/api/3/myself", headers=basic(f"CONFORMANCE@example.com:{UNSCOPED}")).status_code
    )


@pytest.mark.parametrize(
    ("request_line", "status", "body"),
    [
        ("GET /rest/api/3/project", 200, "[]"),
        ("GET /rest/api/3/issue/SOFT-1", 404, "Issue does not exist or you do not have permission to see it."),
        ("GET /rest/api/3/serverInfo", 200, "conformance-edge"),
    ],
)
@pytest.mark.parametrize("token", [None, SCOPED, INVALID])
def test_strangers_pass_where_the_operation_is_anonymous(
    ask: Ask, token: str | None, request_line: str, status: int, body: str
) -> None:
    """S2: the product answers a scoped token as it answers no token at all."""
    method, _, path = request_line.partition(" ")
    answer = ask(method, f"{SITE}{path}", token)
    assert status == answer.status_code
    assert body in answer.text


@pytest.mark.parametrize("path", ["/rest/api/3/myself", "/rest/agile/1.0/board", "/rest/servicedeskapi/request"])
@pytest.mark.parametrize("token", [None, SCOPED, INVALID])
def test_strangers_meet_the_gate_elsewhere(ask: Ask, token: str | None, path: str) -> None:
    """S3: an operation that is not anonymous is refused before the product sees it."""
    answer = ask("GET", f"{SITE}{path}", token)
    assert (401, GATE) == (answer.status_code, answer.text)
    assert 'OAuth realm="https%3A%2F%2Fconformance-edge.atlassian.net"' == answer.headers["www-authenticate"]
    assert "SAMEORIGIN" == answer.headers["x-frame-options"]


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "text/html;charset=UTF-8"),
        ("text/html", "text/html;charset=UTF-8"),
        ("text/plain", "text/plain"),
        ("application/json", "application/json"),
        ("application/json, text/plain, */*", "application/json"),
    ],
)
def test_the_gates_content_type_follows_accept(ask: Ask, accept: str, content_type: str) -> None:
    """S3: the same 53 bytes with the requested content type."""
    answer = ask("GET", f"{SITE}/rest/api/3/myself", headers={"accept": accept})
    assert (content_type, "53") == (answer.headers["content-type"], answer.headers["content-length"])


def test_a_resolved_caller_is_named(ask: Ask, edge: Edge) -> None:
    """S4: the account id, its colon quoted, with the rate limits and the cookie of somebody logged in."""
    headers = ask("GET", f"{SITE}/rest/api/3/myself", UNSCOPED).headers
    assert edge.tenant.account_id.replace(":", "%3A") == headers["x-aaccountid"]
    assert {"x-ratelimit-limit", "x-ratelimit-remaining", "ratelimit", "ratelimit-policy"} <= set(headers)
    assert re.fullmatch(r"atlassian\.xsrf\.token=\w+_lin; Path=/; SameSite=None; Secure", headers["set-cookie"])


@pytest.mark.parametrize("path", ["/rest/api/3/project", "/rest/api/3/myself", "/rest/api/3/x"])
def test_every_answer_is_marked_as_the_edges(ask: Ask, path: str) -> None:
    """S4: a stranger's answer has the ids and the cookie of somebody logged out, and no rate limits."""
    headers = ask("GET", f"{SITE}{path}").headers
    assert ("AtlassianEdge", "*") == (headers["server"], headers["timing-allow-origin"])
    assert "no-cache, no-store, no-transform" == headers["cache-control"]
    assert {"x-arequestid", "atl-traceid", "atl-request-id", "strict-transport-security"} <= set(headers)
    assert "_lout; Path=/" in headers["set-cookie"]
    assert "x-ratelimit-limit" not in headers


@pytest.mark.parametrize("path", ["/rest/api/3/serverInfo", "/rest/api/3/myself", "/rest/api/3/x"])
def test_bearer_is_refused_ahead_of_everything(ask: Ask, path: str) -> None:
    """S5: an API token sent as Bearer is no Connect session."""
    answer = ask("GET", f"{SITE}{path}", headers={"authorization": f"Bearer {UNSCOPED}"})
    assert (403, "application/json") == (answer.status_code, answer.headers["content-type"])
    assert '{"error": "Failed to parse Connect Session Auth Token"}' == answer.text
    assert "x-seraph-loginreason" not in answer.headers


@pytest.mark.parametrize("scheme", ["bearer X", "Bearer  X", "Bearer", "Token X", "basic X", "Negotiate"])
def test_an_odd_scheme_is_no_credential(ask: Ask, scheme: str) -> None:
    """S5: what is not spelt as the site spells it is not read."""
    answer = ask("GET", f"{SITE}/rest/api/3/project", headers={"authorization": scheme})
    assert (200, "[]") == (answer.status_code, answer.text)
    assert "x-seraph-loginreason" not in answer.headers


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/rest/api/3/x"), ("OPTIONS", "/rest/api/3/x"), ("POST", "/rest/api/4/serverInfo"), ("GET", "/rest")],
)
@pytest.mark.parametrize("token", [None, UNSCOPED, SCOPED])
def test_an_unknown_operation_is_not_found(ask: Ask, token: str | None, method: str, path: str) -> None:
    """S6: the credential makes no difference to a path that Jira does not have."""
    answer = ask(method, f"{SITE}{path}", token)
    expected = {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": f"No endpoint {method} {path}.",
        "instance": path,
    }
    assert (404, expected) == (answer.status_code, answer.json())
    assert "application/problem+json;charset=UTF-8" == answer.headers["content-type"]
    assert "x-ratelimit-limit" not in answer.headers


@pytest.mark.parametrize(
    ("sent", "echoed"), [("/rest/api/3/x/", "/rest/api/3/x/"), ("/rest//api/3///x", "/rest/api/3/x")]
)
def test_an_unknown_path_is_named_as_it_was_sent(ask: Ask, sent: str, echoed: str) -> None:
    """S6: empty parts are left out, and a slash at the end is kept."""
    assert f"No endpoint GET {echoed}." == ask("GET", f"{SITE}{sent}", UNSCOPED).json()["detail"]


@pytest.mark.parametrize("path", ["/rest/auth/1/session", "/rest/some-app/1.0/thing", "/rest/internal/2/thing"])
@pytest.mark.parametrize("token", [None, UNSCOPED, SCOPED])
def test_what_is_below_no_published_api_is_not_known(ask: Ask, token: str | None, path: str) -> None:
    """S6: a site may have it, and nobody has published what it answers."""
    answer = ask("GET", f"{SITE}{path}", token)
    mount = "/".join(path.split("/")[:3])
    assert (
        f"The local model does not know what GET {path} answers: Atlassian publishes nothing for users below {mount}.\n"
        == (answer.text)
    )
    assert 501 == answer.status_code


@pytest.mark.parametrize("path", ["/rest/agile/latest/board", "/rest/api/latest/myself"])
def test_the_latest_version_is_not_known(ask: Ask, path: str) -> None:
    """It may be an alias of a version; nobody has published of which."""
    answer = ask("GET", f"{SITE}{path}", UNSCOPED)
    assert (501, True) == (answer.status_code, f"does not know what GET {path} answers: " in answer.text)


@pytest.mark.parametrize(
    ("path", "content_type", "accepted"),
    [
        ("/rest/agile/1.0/board", "text/plain", "application/json"),
        ("/rest/api/3/issue", "multipart/form-data", "application/json"),
        ("/rest/api/3/issue/SOFT-1/attachments", "application/json", "multipart/form-data"),
    ],
)
def test_a_wrong_content_type_is_refused_before_the_gate(ask: Ask, path: str, content_type: str, accepted: str) -> None:
    """S6: nobody needs a credential to learn that the body is of the wrong type."""
    answer = ask("POST", f"{SITE}{path}", content=b"{}", headers={"content-type": content_type})
    assert (415, accepted) == (answer.status_code, answer.headers["accept"])
    assert f"Content-Type '{content_type}' is not supported." == answer.json()["detail"]


def test_a_body_without_a_content_type_is_refused(ask: Ask) -> None:
    """S6: the type that is missing is called null."""
    answer = ask("POST", f"{SITE}/rest/api/3/issue", content=b"{}")
    assert (415, "Content-Type 'null' is not supported.") == (answer.status_code, answer.json()["detail"])


def test_a_body_of_unknown_length_is_a_body(ask: Ask) -> None:
    """S6: a chunked body is checked like any other."""
    answer = ask("POST", f"{SITE}/rest/api/3/issue", content=iter([b"{", b"}"]), headers={"content-type": "text/plain"})
    assert 415 == answer.status_code


def test_a_right_content_type_comes_to_the_gate(ask: Ask) -> None:
    """S6: parameters and case of the type do not matter."""
    headers = {"content-type": "Application/JSON; charset=utf-8"}
    answer = ask("POST", f"{SITE}/rest/agile/1.0/board", content=b"{}", headers=headers)
    assert (401, GATE) == (answer.status_code, answer.text)


def test_head_is_answered_like_get_without_the_body(ask: Ask) -> None:
    """A HEAD exercises the operation of its GET."""
    answer = ask("HEAD", f"{SITE}/rest/api/3/myself")
    assert (401, "") == (answer.status_code, answer.text)
