"""Confluence at the site form: rules C1 to C4, each asked over https."""

from base64 import b64encode
from collections.abc import Callable

import httpx
import pytest

Ask = Callable[..., httpx.Response]

SITE = "https://conformance-edge.atlassian.net"
V1 = f"{SITE}/wiki/rest/api/user/current"
V2 = f"{SITE}/wiki/api/v2/spaces"
UNSCOPED = "MADE-UP-UNSCOPED-TOKEN"
SCOPED = "MADE-UP-SCOPED-CONFLUENCE-TOKEN"
SCOPED_FOR_JIRA = "MADE-UP-SCOPED-JIRA-TOKEN"
INVALID = "MADE-UP-INVALID-TOKEN"
V1_BODY = (
    '{"statusCode":403,"message":"com.atlassian.confluence.mvc.rest.common.exception.'
    'StacklessResponseStatusException: 403 FORBIDDEN \\"Request rejected because caller cannot access Confluence\\""}'
)
V2_BODY = '{"errors":[{"status":404,"code":"NOT_FOUND","title":"Not Found","detail":null}]}'


@pytest.mark.parametrize("url", [V1, V2])
def test_the_unscoped_token_works(ask: Ask, url: str) -> None:
    """The site takes the unscoped token, and names the caller."""
    answer = ask("GET", url, UNSCOPED)
    assert 200 == answer.status_code
    assert "000000%3A00000000-acc0-4000-8000-000000000001" == answer.headers["x-aaccountid"]
    assert "application/json" == answer.headers["content-type"]


@pytest.mark.parametrize("url", [V1, V2, f"{SITE}/wiki/rest/api/x"])
@pytest.mark.parametrize("token", [SCOPED, SCOPED_FOR_JIRA])
def test_a_scoped_token_is_refused_with_a_page(ask: Ask, url: str, token: str) -> None:
    """C1: a valid scoped token is refused in another way than a stranger."""
    answer = ask("GET", url, token)
    assert (401, "text/html;charset=UTF-8") == (answer.status_code, answer.headers["content-type"])
    assert "HTTP Status 401" in answer.text


@pytest.mark.parametrize(
    ("url", "status", "body"),
    [(V1, 403, V1_BODY), (V2, 404, V2_BODY), (f"{SITE}/wiki/api/v2/x", 404, V2_BODY)],
)
@pytest.mark.parametrize("headers", [{}, {"authorization": f"Bearer {UNSCOPED}"}, {"authorization": "Basic2 x"}])
def test_a_stranger_is_refused(ask: Ask, headers: dict[str, str], url: str, status: int, body: str) -> None:
    """C2: no credential, or none that Confluence reads, on a private site."""
    answer = ask("GET", url, headers=headers)
    assert (status, body) == (answer.status_code, answer.text)
    assert "application/json" == answer.headers["content-type"]


@pytest.mark.parametrize(("url", "status", "body"), [(V1, 403, V1_BODY), (V2, 404, V2_BODY)])
def test_an_invalid_token_is_refused_like_a_stranger(ask: Ask, url: str, status: int, body: str) -> None:
    """C2: and no seraph header tells the two apart."""
    answer = ask("GET", url, INVALID)
    assert (status, body) == (answer.status_code, answer.text)
    assert "x-seraph-loginreason" not in answer.headers


@pytest.mark.parametrize("pair", ["a@example.com:", ":X", ":", "no-colon", "a@example.com:b:c"])
def test_a_malformed_pair_is_refused_with_the_realm(ask: Ask, pair: str) -> None:
    """C3: what is not one user and one password is not read at all."""
    answer = ask("GET", V2, headers={"authorization": f"Basic {b64encode(pair.encode()).decode()}"})
    assert 401 == answer.status_code
    assert 'OAuth realm="https%3A%2F%2Fconformance-edge.atlassian.net%2Fwiki"' == answer.headers["www-authenticate"]


@pytest.mark.parametrize("value", ["%%%", "w7w=", "/w=="])
def test_what_is_not_base64_of_text_is_malformed(ask: Ask, value: str) -> None:
    """C3: bytes that are no text are no pair either."""
    assert 401 == ask("GET", V2, headers={"authorization": f"Basic {value}"}).status_code


def test_an_unknown_path_is_not_found(ask: Ask) -> None:
    """A path that Confluence does not publish, and no product route answers, is not there."""
    answer = ask("GET", f"{SITE}/wiki/api/v2/x", UNSCOPED)
    assert (404, V2_BODY) == (answer.status_code, answer.text)


DOWNLOAD = f"{SITE}/wiki/download/attachments/98305/first.txt"


@pytest.mark.parametrize("token", [UNSCOPED, SCOPED])
def test_a_download_link_refuses_api_tokens(ask: Ask, token: str) -> None:
    """C4: the file is there, and the operation of version 1 leads to it."""
    answer = ask("GET", DOWNLOAD, token)
    assert (401, "text/html;charset=UTF-8") == (answer.status_code, answer.headers["content-type"])
    assert 'OAuth realm="https%3A%2F%2Fconformance-edge.atlassian.net%2Fwiki"' == answer.headers["www-authenticate"]


@pytest.mark.parametrize("token", [None, INVALID])
def test_what_a_stranger_gets_at_a_download_link_is_not_known(ask: Ask, token: str | None) -> None:
    """C4 is known of API tokens."""
    answer = ask("GET", DOWNLOAD, token)
    assert (501, True) == (answer.status_code, "Confluence attachment download links is not modelled" in answer.text)
