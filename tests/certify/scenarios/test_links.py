"""Conditions for links: to the next page, and to attachments."""

import pytest
from starlette.responses import RedirectResponse

from conditioned import CONFLUENCE, FOREIGN, JIRA, SITE, answering, ask
from token_conformance.certify.scenarios.links import AttachmentHost, NextLink

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
    """Links to the next page are rewritten, in the answer and in its header; other links stay."""
    of_v2, of_v1, of_jira = (
        ask(NextLink(form), answering(content, link='</wiki/api/v2/spaces?cursor=a>; rel="next"'), "GET", f"{SITE}/x")
        for content in (V2, V1, PROJECTS)
    )
    assert {"results": [], "_links": {"next": f"{v2}?cursor=a&limit=4", "base": f"{SITE}/wiki"}} == of_v2.json()
    assert f'<{v2}?cursor=a>; rel="next"' == of_v2.headers["link"]
    assert f"{v1}?cursor=a" == of_v1.json()["_links"]["next"]
    assert {**PROJECTS, "nextPage": f"{projects}?startAt=4"} == of_jira.json()


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
    """The URLs of files and pictures are moved to the host, with their paths at the site; other links stay."""
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
    """The `Location` of a redirect to the file is moved, if the condition says so."""
    condition = AttachmentHost("{site}.atlassian.net", redirects=redirects)
    app = RedirectResponse(f"{JIRA}/attachment/content/1?redirect=false", 303)
    answer = ask(condition, app, "GET", f"{JIRA}/attachment/content/1")
    assert (303, f"{host}/rest/api/3/attachment/content/1?redirect=false") == (
        answer.status_code,
        answer.headers["location"],
    )
