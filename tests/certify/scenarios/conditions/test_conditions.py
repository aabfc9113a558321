"""Each condition changes what it is about, and lets everything else through as it was."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.certify.scenarios.hosts import ForeignHost, Redirect
from token_conformance.certify.scenarios.links import AttachmentHost, NextLink
from token_conformance.certify.scenarios.pages import PageSize, PageTwoFails
from token_conformance.certify.scenarios.scenario import Condition
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import SEEDED

STATE = State.seeded(SEEDED)
SITE = f"https://{SEEDED.site}.atlassian.net"
GATEWAY = "https://api.atlassian.com/ex"
JIRA = f"{GATEWAY}/jira/{SEEDED.cloud_id}/rest/api/3"
CONFLUENCE = f"{GATEWAY}/confluence/{SEEDED.cloud_id}/wiki/api/v2"
FOREIGN = "https://files.example.com"


def ask(condition: Condition, app: ASGIApp, method: str, url: str, **request: Any) -> httpx.Response:
    """An application's answer under a condition."""

    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(app=condition.in_front_of(app, STATE))
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.request(method, url, **request)

    return asyncio.run(answer())


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with what it was asked."""
    request = Request(scope, receive)
    body = await request.body()
    answer = JSONResponse({"query": request.url.query, "body": json.loads(body) if body else None})
    await answer(scope, receive, send)


def answering(content: object, **headers: str) -> ASGIApp:
    """An application that gives one answer."""
    return JSONResponse(content, headers=headers)


@pytest.mark.parametrize(
    ("to", "method", "url", "location"),
    [
        ("http://{host}{path}", "GET", f"{JIRA}/myself?a=b", f"http{JIRA[5:]}/myself?a=b"),
        ("https://{foreign}{path}", "GET", f"{SITE}/rest/api/3/myself", f"{FOREIGN}/rest/api/3/myself"),
        ("https://{site}.atlassian.net{site_path}", "GET", f"{JIRA}/myself", f"{SITE}/rest/api/3/myself"),
        ("https://{site}.atlassian.net{site_path}", "GET", f"{CONFLUENCE}/spaces", f"{SITE}/wiki/api/v2/spaces"),
        ("https://{site}.atlassian.net{site_path}", "GET", CONFLUENCE.replace("/wiki", ""), f"{SITE}/wiki/api/v2"),
        ("http://{host}{path}", "POST", f"{JIRA}/issue", None),
        ("http://{host}{path}", "GET", f"{SITE}/_edge/tenant_info", None),
    ],
)
def test_redirect(to: str, method: str, url: str, location: str | None) -> None:
    """Reads are redirected; writes, and what needs no token, are not."""
    answer = ask(Redirect(to), echo, method, url)
    assert (200 if location is None else 302, location) == (answer.status_code, answer.headers.get("location"))


def test_redirect_at_one_host() -> None:
    """The other answers as usual, so that a redirect ends somewhere."""
    redirect = Redirect("https://{site}.atlassian.net{site_path}", host="api.atlassian.com")
    assert 200 == ask(redirect, echo, "GET", f"{SITE}/rest/api/3/myself").status_code


V2 = {"results": [], "_links": {"next": "/wiki/api/v2/spaces?cursor=a&limit=4", "base": f"{SITE}/wiki"}}
V1 = {"results": [], "_links": {"next": "/rest/api/space?cursor=a", "self": f"{SITE}/wiki/rest/api/space"}}
PROJECTS = {"values": [], "self": f"{JIRA}/project/search", "nextPage": f"{JIRA}/project/search?startAt=4"}


@pytest.mark.parametrize(
    ("form", "v2", "v1", "projects"),
    [
        ("{path}", "/wiki/api/v2/spaces", "/wiki/rest/api/space", "/rest/api/3/project/search"),
        ("{path_without_wiki}", "/api/v2/spaces", "/rest/api/space", "/rest/api/3/project/search"),
        (
            "https://{foreign}{path}",
            f"{FOREIGN}/wiki/api/v2/spaces",
            f"{FOREIGN}/wiki/rest/api/space",
            f"{FOREIGN}/rest/api/3/project/search",
        ),
        (
            "https://{site}.atlassian.net{path}",
            f"{SITE}/wiki/api/v2/spaces",
            f"{SITE}/wiki/rest/api/space",
            f"{SITE}/rest/api/3/project/search",
        ),
    ],
)
def test_next_link(form: str, v2: str, v1: str, projects: str) -> None:
    """Links to the next page are of the form, in the answer and in its header; all others stay."""
    of_v2, of_v1, of_jira = (
        ask(NextLink(form), answering(content, link='</wiki/api/v2/spaces?cursor=a>; rel="next"'), "GET", f"{SITE}/x")
        for content in (V2, V1, PROJECTS)
    )
    assert {"results": [], "_links": {"next": f"{v2}?cursor=a&limit=4", "base": f"{SITE}/wiki"}} == of_v2.json()
    assert f'<{v2}?cursor=a>; rel="next"' == of_v2.headers["link"]
    assert f"{v1}?cursor=a" == of_v1.json()["_links"]["next"]
    assert {**PROJECTS, "nextPage": f"{projects}?startAt=4"} == of_jira.json()


@pytest.mark.parametrize(
    ("method", "url", "body", "query", "asked"),
    [
        ("GET", f"{JIRA}/project/search?maxResults=50", None, "maxResults=4", None),
        ("GET", f"{JIRA}/project/search?startAt=4&maxResults=3", None, "startAt=4&maxResults=3", None),
        ("GET", f"{CONFLUENCE}/spaces", None, "limit=4", None),
        ("GET", f"{CONFLUENCE}/spaces?limit=x", None, "limit=x", None),
        ("POST", f"{JIRA}/search/jql", {"jql": "a"}, "", {"jql": "a", "maxResults": 4}),
        ("POST", f"{JIRA}/search/jql", {"maxResults": 2}, "", {"maxResults": 2}),
        ("POST", f"{JIRA}/search/jql", [1], "", [1]),
        ("POST", f"{JIRA}/issue", {"maxResults": 50}, "", {"maxResults": 50}),
    ],
)
def test_page_size(method: str, url: str, body: object, query: str, asked: object) -> None:
    """What is asked for becomes smaller, never larger; what makes no sense stays for the product to refuse."""
    content = {} if body is None else {"json": body}
    assert {"query": query, "body": asked} == ask(PageSize(4), echo, method, url, **content).json()


@pytest.mark.parametrize(
    ("url", "body", "status"),
    [
        (f"{CONFLUENCE}/spaces?limit=4", None, 200),
        (f"{CONFLUENCE}/spaces?cursor=abc", None, 500),
        (f"{JIRA}/project/search?startAt=0", None, 200),
        (f"{JIRA}/project/search?startAt=4", None, 500),
        (f"{JIRA}/search/jql?nextPageToken=abc", None, 500),
        (f"{SITE}/wiki/rest/api/space?start=4", None, 500),
        (f"{JIRA}/search/jql", {"jql": "a"}, 200),
        (f"{JIRA}/search/jql", {"jql": "a", "nextPageToken": None}, 200),
        (f"{JIRA}/search/jql", {"jql": "a", "nextPageToken": "abc"}, 500),
    ],
)
def test_page_two_fails(url: str, body: object, status: int) -> None:
    """By whatever it is asked for; page one is as usual."""
    request = {} if body is None else {"json": body}
    assert status == ask(PageTwoFails(), echo, "POST" if request else "GET", url, **request).status_code


@pytest.mark.parametrize(
    ("path", "is_file"),
    [
        (f"/rest/api/3/attachment/content/{SEEDED.attachment_id}", True),
        (f"/wiki/download/attachments/{SEEDED.page_id}/first.txt", True),
        ("/wiki/api/v2/spaces", False),
    ],
)
def test_foreign_host(path: str, is_file: bool) -> None:
    """It has the files, and for everything else a last page with nothing on it."""
    answer = ask(ForeignHost(), echo, "GET", f"{FOREIGN}{path}")
    assert 200 == answer.status_code
    assert answer.text.endswith("with the tenant.\n") if is_file else answer.json()["isLast"] is True


def test_a_host_of_atlassian_is_no_foreign_one() -> None:
    """What is meant for it goes through."""
    assert {"query": "", "body": None} == ask(ForeignHost(), echo, "GET", SITE).json()


ATTACHMENT = {
    "content": f"{JIRA}/attachment/content/10001",
    "author": {"avatarUrls": {"16x16": f"{JIRA}/avatar/1"}, "self": f"{JIRA}/user?accountId=1"},
    "body": {"content": [{"type": "paragraph"}]},
}
ON_PAGE = {
    "_links": {"download": "/download/attachments/1/a.txt?version=1"},
    "downloadLink": "/download/attachments/1/a",
}


def test_attachment_host() -> None:
    """Files and pictures are said to be on the host, by their paths at the site; other links stay."""
    condition = AttachmentHost("{foreign}")
    assert {
        "content": f"{FOREIGN}/rest/api/3/attachment/content/10001",
        "author": {"avatarUrls": {"16x16": f"{FOREIGN}/rest/api/3/avatar/1"}, "self": f"{JIRA}/user?accountId=1"},
        "body": {"content": [{"type": "paragraph"}]},
    } == ask(condition, answering(ATTACHMENT), "GET", JIRA).json()
    assert {
        "_links": {"download": f"{FOREIGN}/wiki/download/attachments/1/a.txt?version=1"},
        "downloadLink": f"{FOREIGN}/wiki/download/attachments/1/a",
    } == ask(condition, answering(ON_PAGE), "GET", CONFLUENCE).json()


@pytest.mark.parametrize(("redirects", "host"), [(True, SITE), (False, JIRA.removesuffix("/rest/api/3"))])
def test_attachment_host_of_redirects(redirects: bool, host: str) -> None:
    """Where the bytes are had by a redirect, it leads to the host, if that is wanted."""
    condition = AttachmentHost("{site}.atlassian.net", redirects=redirects)
    app = RedirectResponse(f"{JIRA}/attachment/content/1?redirect=false", 303)
    answer = ask(condition, app, "GET", f"{JIRA}/attachment/content/1")
    assert (303, f"{host}/rest/api/3/attachment/content/1?redirect=false") == (
        answer.status_code,
        answer.headers["location"],
    )
