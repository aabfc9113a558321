"""The example's transport in cases that the edge does not produce: other answers, and other code that uses it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from httpx import Response

from either_token import (
    EitherToken,
    MissingScopeError,
    NotTakenError,
    PlainHttpError,
    RedirectedToSiteError,
    UndecidedError,
    UnknownSiteError,
)
from either_token.patience import LONGEST_WAIT

SITE = "https://made-up.atlassian.net"
JIRA = "https://api.atlassian.com/ex/jira/made-up-cloud"
CONFLUENCE = "https://api.atlassian.com/ex/confluence/made-up-cloud"
LOOKUP = f"{SITE}/_edge/tenant_info"
MYSELF = "/rest/api/3/myself"
ISSUE = "/rest/api/3/issue/SOFT-1"

ME = Response(200, json={"accountId": "made-up-account"})
STRANGER = Response(401, json={"code": 401, "message": "Unauthorized"})
OUT_OF_SCOPE = Response(401, json={"code": 401, "message": "Unauthorized; scope does not match"})


class Atlassian:
    """Answers as a test says; of several answers to a URL each is given once, and the last again and again."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.answers = {
            LOOKUP: [Response(200, json={"cloudId": "made-up-cloud"})],
            f"{JIRA}{MYSELF}": [ME],
            f"{JIRA}{ISSUE}": [Response(200, json={"key": "SOFT-1"})],
            f"{CONFLUENCE}/wiki/rest/api/user/current": [ME],
        }

    def __call__(self, request: httpx.Request) -> Response:
        """Answer one request."""
        self.requests.append(request)
        answers = self.answers.get(str(request.url), [Response(404)])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return Response(answer.status_code, headers=answer.headers, content=answer.content)

    @property
    def urls(self) -> list[str]:
        """The URLs of the requests, with a mark for those that carried the token."""
        return [f"{'token ' * ('authorization' in each.headers)}{each.url}" for each in self.requests]


@pytest.fixture
def atlassian() -> Atlassian:
    """Accepts the token at the gateway, unless a test says otherwise."""
    return Atlassian()


@pytest.fixture
def client(atlassian: Atlassian) -> httpx.Client:
    """A client with the transport."""
    sender = httpx.Client(transport=httpx.MockTransport(atlassian))
    transport = EitherToken(SITE, "somebody@example.com", "MADE-UP-TOKEN", sender)
    return httpx.Client(base_url=SITE, transport=transport)


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds of each pause; the test does not wait."""
    seconds: list[float] = []
    monkeypatch.setattr(time, "sleep", seconds.append)
    return seconds


def test_remembers_where_the_token_works(client: httpx.Client, atlassian: Atlassian) -> None:
    """The cloud id and the account are requested once."""
    client.get(ISSUE)
    client.get(ISSUE)
    assert [LOOKUP, f"token {JIRA}{MYSELF}", *[f"token {JIRA}{ISSUE}"] * 2] == atlassian.urls


def test_sends_what_the_code_made(client: httpx.Client, atlassian: Atlassian) -> None:
    """Method, query, headers and body are sent without a change."""
    client.post(f"{ISSUE}/comment?expand=a%2Fb", json={"body": "x"}, headers={"X-Made": "up"})
    sent = atlassian.requests[-1]
    assert ("POST", f"{JIRA}{ISSUE}/comment?expand=a%2Fb") == (sent.method, str(sent.url))
    assert ("api.atlassian.com", "up", b'{"body":"x"}') == (sent.headers["host"], sent.headers["x-made"], sent.read())


def test_shows_the_site(client: httpx.Client) -> None:
    """The URL of the answer is the one that the code requested."""
    assert f"{SITE}{ISSUE}" == str(client.get(ISSUE).url)


def test_falls_back_to_the_site(client: httpx.Client, atlassian: Atlassian) -> None:
    """A token that the gateway does not know is used at the site, if the site knows it."""
    atlassian.answers |= {f"{JIRA}{MYSELF}": [STRANGER], f"{SITE}{MYSELF}": [ME], f"{SITE}{ISSUE}": [ME]}
    client.get(ISSUE)
    assert [f"token {SITE}{MYSELF}", f"token {SITE}{ISSUE}"] == atlassian.urls[-2:]


def test_knows_a_token_that_lacks_a_scope(client: httpx.Client, atlassian: Atlassian) -> None:
    """A token without the scope to read its account is used at the gateway, and never sent to the site."""
    atlassian.answers[f"{JIRA}{MYSELF}"] = [OUT_OF_SCOPE]
    assert 200 == client.get(ISSUE).status_code
    assert f"token {SITE}{MYSELF}" not in atlassian.urls


def test_names_a_missing_scope(client: httpx.Client, atlassian: Atlassian) -> None:
    """A missing scope raises an error that names the operation."""
    atlassian.answers[f"{JIRA}{ISSUE}"] = [OUT_OF_SCOPE]
    with pytest.raises(MissingScopeError, match=f"lacks a scope: .* GET {ISSUE}"):
        client.get(ISSUE)


@pytest.mark.parametrize(
    "at_site",
    [
        pytest.param(STRANGER, id="refused"),
        pytest.param(Response(200, json={"type": "anonymous"}), id="anonymous"),
        pytest.param(Response(200, html="<form>"), id="login page"),
        pytest.param(Response(403), id="forbidden"),
    ],
)
def test_accepts_only_an_account(client: httpx.Client, atlassian: Atlassian, at_site: Response) -> None:
    """A token for which neither form names an account raises an error before the request is sent."""
    atlassian.answers |= {f"{JIRA}{MYSELF}": [STRANGER], f"{SITE}{MYSELF}": [at_site]}
    with pytest.raises(NotTakenError, match="expired or been revoked"):
        client.get(ISSUE)


def test_notices_a_token_that_ends(client: httpx.Client, atlassian: Atlassian) -> None:
    """After the token has ended, a success of the site as to an anonymous caller raises an error."""
    ended = Response(200, json=[], headers={"x-seraph-loginreason": "AUTHENTICATED_FAILED"})
    atlassian.answers |= {f"{JIRA}{MYSELF}": [STRANGER], f"{SITE}{MYSELF}": [ME], f"{SITE}{ISSUE}": [ended]}
    with pytest.raises(NotTakenError):
        client.get(ISSUE)


def test_does_not_decide_after_a_server_error(client: httpx.Client, atlassian: Atlassian) -> None:
    """An error of the server says nothing about the token, and is not remembered."""
    atlassian.answers[f"{JIRA}{MYSELF}"] = [Response(503), ME]
    with pytest.raises(UndecidedError, match="503"):
        client.get(ISSUE)
    assert 200 == client.get(ISSUE).status_code


@pytest.mark.parametrize("answer", [Response(404), Response(200, html="<p>"), Response(200, json=[]), Response(302)])
def test_names_a_site_without_a_cloud_id(client: httpx.Client, atlassian: Atlassian, answer: Response) -> None:
    """Without a cloud id, the token is not sent."""
    atlassian.answers[LOOKUP] = [answer]
    with pytest.raises(UnknownSiteError, match="cloud id"):
        client.get(ISSUE)
    assert [LOOKUP] == atlassian.urls


@pytest.mark.parametrize(
    "site", ["http://made-up.atlassian.net", f"{SITE}.example.com", f"{SITE}:8443", "made-up", "https://[", ""]
)
def test_accepts_only_a_site_of_atlassian(site: str) -> None:
    """Any other address is refused when the transport is made."""
    with pytest.raises(ValueError, match=r"must be https://SITE\.atlassian\.net"):
        EitherToken(site, "somebody@example.com", "MADE-UP-TOKEN")


@pytest.mark.parametrize(
    "url",
    [
        "https://files.example.com/1",
        "https://made-up.atlassian.net.example.com/1",
        "https://other.atlassian.net/1",
        f"{SITE}:8443/1",
        "https://api.atlassian.com/ex/jira/another-cloud/1",
        "https://api.atlassian.com/ex/jira/made-up-cloud-2/1",
    ],
)
def test_does_not_send_the_token_to_others(client: httpx.Client, atlassian: Atlassian, url: str) -> None:
    """Requests to other hosts are sent without the token, and without a header that the code has set."""
    client.get(url, headers={"authorization": "Basic MADE-UP"})
    assert url == atlassian.urls[-1]


def test_follows_links_to_the_gateway(client: httpx.Client, atlassian: Atlassian) -> None:
    """Links to the gateway in Jira's answers are followed with the token."""
    client.get(f"{JIRA}{ISSUE}")
    assert f"token {JIRA}{ISSUE}" == atlassian.urls[-1]


def test_refuses_plain_http(client: httpx.Client, atlassian: Atlassian) -> None:
    """No request is sent over plain http, not even without the token."""
    atlassian.answers[f"{JIRA}{ISSUE}"] = [Response(302, headers={"location": f"http://made-up.atlassian.net{ISSUE}"})]
    with pytest.raises(PlainHttpError):
        client.get(ISSUE, follow_redirects=True)


@pytest.mark.parametrize("location", [f"{SITE}{ISSUE}", ISSUE])
def test_ends_a_redirect_that_leads_back(client: httpx.Client, atlassian: Atlassian, location: str) -> None:
    """A redirect to the requested URL of the site is an error after one request."""
    atlassian.answers[f"{JIRA}{ISSUE}"] = [Response(302, headers={"location": location})]
    with pytest.raises(RedirectedToSiteError):
        client.get(ISSUE, follow_redirects=True)
    assert 1 == atlassian.urls.count(f"token {JIRA}{ISSUE}")


@pytest.mark.parametrize("location", [f"{SITE}/wiki/next", "/wiki/next"])
def test_takes_other_redirects_to_the_gateway(client: httpx.Client, atlassian: Atlassian, location: str) -> None:
    """A redirect to another URL of the site is followed at the gateway."""
    atlassian.answers[f"{CONFLUENCE}/wiki/first"] = [Response(302, headers={"location": location})]
    client.get("/wiki/first", follow_redirects=True)
    assert f"token {CONFLUENCE}/wiki/next" == atlassian.urls[-1]


def in_seconds(seconds: float) -> str:
    """A date in the format of `Retry-After`."""
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("asked", "waited"),
    [
        pytest.param(lambda: {"retry-after": "7"}, [7, 7, 7], id="seconds"),
        pytest.param(lambda: {"retry-after": in_seconds(-5)}, [0, 0, 0], id="a date in the past"),
        pytest.param(lambda: {"retry-after": in_seconds(LONGEST_WAIT + 600)}, [], id="a date too far away"),
        pytest.param(lambda: {"retry-after": "soon"}, [1, 2, 4], id="not a date"),
        pytest.param(dict, [1, 2, 4], id="missing"),
    ],
)
def test_waits_as_long_as_asked_a_few_times(
    client: httpx.Client,
    atlassian: Atlassian,
    pauses: list[float],
    asked: Callable[[], dict[str, str]],
    waited: list[float],
) -> None:
    """A request is repeated a few times after 429, and the last 429 is the answer."""
    atlassian.answers[f"{JIRA}{ISSUE}"] = [Response(429, headers=asked())]
    assert 429 == client.get(ISSUE).status_code
    assert waited == pauses


def test_answers_after_the_wait(client: httpx.Client, atlassian: Atlassian, pauses: list[float]) -> None:
    """The answer after the pause is complete."""
    atlassian.answers[f"{JIRA}{ISSUE}"].insert(0, Response(429, headers={"retry-after": "3"}))
    assert {"key": "SOFT-1"} == client.get(ISSUE).json()
    assert [3] == pauses


@pytest.mark.parametrize("status", [429, 500])
def test_repeats_no_post(client: httpx.Client, atlassian: Atlassian, pauses: list[float], status: int) -> None:
    """A request that may change something is sent once."""
    atlassian.answers[f"{JIRA}{ISSUE}"] = [Response(status)]
    assert status == client.post(ISSUE).status_code
    assert [] == pauses


def test_shows_no_token(client: httpx.Client, atlassian: Atlassian) -> None:
    """The request in an error does not contain the credential, because it is the request of the code."""
    atlassian.answers[f"{JIRA}{ISSUE}"] = [Response(500)]
    with pytest.raises(httpx.HTTPStatusError) as caught:
        client.get(ISSUE).raise_for_status()
    assert "authorization" not in caught.value.request.headers
