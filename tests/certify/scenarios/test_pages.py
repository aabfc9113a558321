"""Conditions for lists: smaller pages, and later pages that fail."""

import pytest

from conditioned import CONFLUENCE, JIRA, SITE, ask, echo
from token_conformance.certify.scenarios.pages import PageSize, PageTwoFails


@pytest.mark.parametrize(
    ("method", "url", "body", "query", "asked"),
    [
        ("GET", f"{JIRA}/project/search?maxResults=50", None, "maxResults=4", None),
        ("GET", f"{JIRA}/project/search?startAt=4&maxResults=3", None, "startAt=4&maxResults=3", None),
        ("GET", f"{CONFLUENCE}/spaces", None, "limit=4", None),
        ("GET", f"{CONFLUENCE}/spaces?limit=x", None, "limit=x", None),
        ("GET", f"{SITE}/wiki/rest/api/content?type=page", None, "type=page&limit=4", None),
        ("GET", f"{SITE}/wiki/rest/api/content/12?expand=version", None, "expand=version", None),
        ("GET", f"{SITE}/wiki/rest/api/content/12?limit=50", None, "limit=4", None),
        ("GET", f"{CONFLUENCE}/pages/12", None, "", None),
        ("GET", f"{JIRA}/no-such-operation", None, "", None),
        ("POST", f"{JIRA}/search/jql", {"jql": "a"}, "", {"jql": "a", "maxResults": 4}),
        ("POST", f"{JIRA}/search/jql", {"maxResults": 2}, "", {"maxResults": 2}),
        ("POST", f"{JIRA}/search/jql", [1], "", [1]),
        ("POST", f"{JIRA}/issue", {"maxResults": 50}, "", {"maxResults": 50}),
    ],
)
def test_page_size(method: str, url: str, body: object, query: str, asked: object) -> None:
    """A size becomes smaller, never larger; an invalid size stays, and the product refuses it. One thing gets none."""
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
    """A later page fails with every way to request it; page one is answered as usual."""
    request = {} if body is None else {"json": body}
    assert status == ask(PageTwoFails(), echo, "POST" if request else "GET", url, **request).status_code
