"""Lists that come in pages, with the three kinds of paging that Atlassian has."""

from collections.abc import Iterator
from typing import Any

import httpx

_PAGE = 50


def by_offset(client: httpx.Client, path: str, **query: str) -> Iterator[Any]:
    """The items of a Jira list, whose next page is requested by an offset."""
    is_last, start = False, 0
    while not is_last:
        page = read(client, path, **query, startAt=str(start), maxResults=str(_PAGE))
        yield from page["values"]
        start += len(page["values"])
        is_last = page["isLast"] or not page["values"]


def by_token(client: httpx.Client, path: str, **query: str) -> Iterator[Any]:
    """The issues of a Jira search, each page of which has a token for the next."""
    page = read(client, path, **query)
    yield from page["issues"]
    while token := page.get("nextPageToken"):
        page = read(client, path, **query, nextPageToken=token)
        yield from page["issues"]


def by_link(client: httpx.Client, path: str) -> Iterator[Any]:
    """The items of a Confluence list, each page of which links to the next."""
    page = read(client, path)
    yield from page["results"]
    while following := page["_links"].get("next"):
        page = read(client, _confluence_url(client, following))
        yield from page["results"]


def read(client: httpx.Client, url: str | httpx.URL, **query: str) -> Any:
    """The JSON at a URL; raises httpx.HTTPStatusError if the answer is not a success."""
    return client.get(url, params=query or None).raise_for_status().json()


def _confluence_url(client: httpx.Client, link: str) -> httpx.URL:
    """The URL of a link. Version 2 has paths from the site's root, version 1 from its `/wiki`; both may have URLs."""
    rooted = f"/wiki{link}" if link.startswith("/") and not link.startswith("/wiki/") else link
    return client.base_url.join("/wiki/").join(rooted)
