"""Version 2 of Confluence's API behind the edge."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from token_conformance.model.cell import UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/wiki/api/v2"
ON_PAGE = ["footer-comments", "attachments", "labels"]
LISTS = ["spaces", "pages", "blogposts", "tasks", *(f"pages/{{page_id}}/{name}" for name in ON_PAGE)]
ERROR_404 = {"errors": [{"status": 404, "code": "NOT_FOUND", "title": "Not Found", "detail": None}]}


@pytest.mark.parametrize("form", UrlForm)
@pytest.mark.parametrize("path", LISTS)
def test_lists_are_walked_by_cursor(ask: Ask, tenant: Tenant, path: str, form: UrlForm) -> None:
    """`next` is relative to the site's root at both URL forms (rule G7), and leads through the whole list."""
    url = f"{API}/{path.format(page_id=tenant.page_id)}"
    whole = ask("GET", url).json()
    assert {"base": f"https://{tenant.site}.atlassian.net/wiki"} == whole["_links"]
    part, walked = ask("GET", f"{url}?limit=1", form=form), []
    for _ in whole["results"][1:]:
        walked += part.json()["results"]
        following = part.json()["_links"]["next"]
        assert following.startswith(f"{url}?limit=1&cursor=")
        assert f'<{following}>; rel="next"' == part.headers["link"]
        part = ask("GET", following, form=form)
    assert whole == {**part.json(), "results": walked + part.json()["results"]}
    assert len(walked) >= 1


def test_the_next_link_keeps_the_query(ask: Ask, tenant: Tenant) -> None:
    """What was asked of page one is asked of page two."""
    query = {"limit": "1", "space-id": tenant.space_id, "body-format": "storage"}
    page = ask("GET", f"{API}/pages", params=query).json()
    following = parse_qs(urlsplit(page["_links"]["next"]).query)
    assert query == {name: values[0] for name, values in following.items() if name != "cursor"}


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "cursor=x", "cursor=", "body-format=wiki"])
def test_a_bad_query_is_refused(ask: Ask, query: str) -> None:
    """The message names the parameter."""
    answer = ask("GET", f"{API}/pages?{query}")
    assert 400 == answer.status_code
    assert query.partition("=")[0] in answer.json()["errors"][0]["title"]


def test_space(ask: Ask, tenant: Tenant) -> None:
    """A space is read by its id and found by its key, and its home page is the tenant's page."""
    space = ask("GET", f"{API}/spaces/{tenant.space_id}").json()
    assert (tenant.space_id, tenant.space_key) == (space["id"], space["key"])
    assert tenant.page_id == space["homepageId"]
    [found] = ask("GET", f"{API}/spaces?keys={tenant.space_key}").json()["results"]
    assert tenant.space_id == found["id"]


@pytest.mark.parametrize("body_format", ["storage", "view"])
def test_page(ask: Ask, tenant: Tenant, body_format: str) -> None:
    """A page is read by its id, with its body when a format is named."""
    url = f"{API}/pages/{tenant.page_id}"
    page = ask("GET", url).json()
    assert (tenant.page_id, tenant.space_id, {}) == (page["id"], page["spaceId"], page["body"])
    web_path = f"/spaces/{tenant.space_key}/pages/{tenant.page_id}/Home+of+the+documentation"
    assert web_path == page["_links"]["webui"]
    assert f"https://{tenant.site}.atlassian.net/wiki" == page["_links"]["base"]
    body = ask("GET", f"{url}?body-format={body_format}").json()["body"]
    assert {body_format: {"representation": body_format, "value": "<p>Welcome.</p>"}} == body


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("pages?space-id={space_id}", 2),
        ("pages?id={page_id},0", 1),
        ("pages?title=A guide", 1),
        ("pages?title=A guide&space-id=0", 0),
        ("blogposts?space-id={space_id}", 2),
        ("spaces?ids={space_id}", 1),
        ("spaces?keys=NONE", 0),
        ("tasks?page-id={page_id}", 2),
        ("tasks?space-id=0", 0),
        ("pages/{page_id}/attachments?filename=first.txt", 1),
    ],
)
def test_lists_are_filtered(ask: Ask, tenant: Tenant, path: str, count: int) -> None:
    """Only what fits every filter is listed."""
    path = path.format(space_id=tenant.space_id, page_id=tenant.page_id)
    assert count == len(ask("GET", f"{API}/{path}").json()["results"])


@pytest.mark.parametrize("shape", ["flat", "nested"])
def test_a_page_is_written(ask: Ask, tenant: Tenant, shape: str) -> None:
    """A created page can be read back, below the home page of its space, and CQL finds it."""
    text = {"representation": "storage", "value": "<p>Hello.</p>"}
    body = text if shape == "flat" else {"storage": text}
    made = ask("POST", f"{API}/pages", json={"spaceId": tenant.space_id, "title": "Hello", "body": body})
    assert 200 == made.status_code
    page = ask("GET", f"{API}/pages/{made.json()['id']}?body-format=storage").json()
    assert made.json() == page
    assert ("Hello", tenant.page_id, tenant.account_id) == (page["title"], page["parentId"], page["authorId"])
    assert "<p>Hello.</p>" == page["body"]["storage"]["value"]
    query = {"cql": f'type = page AND space = "{tenant.space_key}" AND title ~ "hello"'}
    [found] = ask("GET", "/wiki/rest/api/content/search", params=query).json()["results"]
    assert page["id"] == found["id"]


def test_a_title_is_unique_in_its_space(ask: Ask, tenant: Tenant) -> None:
    """The second page of one title is refused, but not in another space."""
    spaces = [space["id"] for space in ask("GET", f"{API}/spaces").json()["results"]]
    assert tenant.space_id == spaces[0]
    body = {"title": "Twice"}
    statuses = [ask("POST", f"{API}/pages", json={**body, "spaceId": spaces[n]}).status_code for n in (0, 0, 1)]
    assert [200, 400, 200] == statuses


def test_a_deleted_page_goes_to_the_trash_and_from_there_for_good(ask: Ask, tenant: Tenant) -> None:
    """A page is deleted once and purged once, in this order; its title is free at once."""
    made = {"spaceId": tenant.space_id, "title": "Gone"}
    url = f"{API}/pages/{ask('POST', f'{API}/pages', json=made).json()['id']}"
    assert 404 == ask("DELETE", url, params={"purge": "true"}).status_code
    assert [204, 404] == [ask("DELETE", url).status_code for _ in range(2)]
    assert [204, 404] == [ask("DELETE", url, params={"purge": "true"}).status_code for _ in range(2)]
    assert 404 == ask("GET", url).status_code
    assert 200 == ask("POST", f"{API}/pages", json=made).status_code


def test_a_page_with_pages_below_it_stays(ask: Ask, tenant: Tenant) -> None:
    """What becomes of the pages below is not modelled, so none is orphaned."""
    assert 400 == ask("DELETE", f"{API}/pages/{tenant.page_id}").status_code
    assert 200 == ask("GET", f"{API}/pages/{tenant.page_id}").status_code


@pytest.mark.parametrize(
    ("changed", "status", "named"),
    [
        ({"spaceId": None}, 400, "spaceId"),
        ({"title": ""}, 400, "title"),
        ({"body": "text"}, 400, "body"),
        ({"body": {"value": 1}}, 400, "body"),
        ({"body": {"representation": "wiki", "value": ""}}, 400, "body"),
        ({"body": {"storage": None}}, 400, "body"),
        ({"spaceId": "0"}, 404, "Not Found"),
        ({"parentId": "0"}, 404, "Not Found"),
    ],
)
def test_a_bad_page_is_refused(ask: Ask, tenant: Tenant, changed: dict[str, Any], status: int, named: str) -> None:
    """The message names the member that is wrong, and nothing is written."""
    before = ask("GET", f"{API}/pages").json()
    answer = ask("POST", f"{API}/pages", json={"spaceId": tenant.space_id, "title": "New", **changed})
    [error] = answer.json()["errors"]
    assert (status, status) == (answer.status_code, error["status"])
    assert named in error["title"]
    assert before == ask("GET", f"{API}/pages").json()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_no_json_object_is_refused(ask: Ask, content: bytes) -> None:
    """A body that is no JSON object is refused in version 2's shape."""
    answer = ask("POST", f"{API}/pages", content=content)
    assert (400, 400) == (answer.status_code, answer.json()["errors"][0]["status"])


@pytest.mark.parametrize("path", ["spaces/0", "pages/x", *(f"pages/0/{name}" for name in ON_PAGE)])
def test_unknown_things(ask: Ask, path: str) -> None:
    """What is not there is the same 404 everywhere."""
    answer = ask("GET", f"{API}/{path}")
    assert (404, ERROR_404) == (answer.status_code, answer.json())


def test_a_blog_post_is_no_page(ask: Ask) -> None:
    """A page's path does not show a blog post."""
    [post, *_] = ask("GET", f"{API}/blogposts").json()["results"]
    assert 404 == ask("GET", f"{API}/pages/{post['id']}").status_code


@pytest.mark.parametrize(
    "operation", ["GET pages", "POST pages", "DELETE pages/{page_id}", "GET spaces/{space_id}", "GET pages/{page_id}"]
)
def test_strangers_see_nothing(ask: Ask, tenant: Tenant, operation: str) -> None:
    """A stranger who was let through to the product is told that nothing is there (rule C2)."""
    method, _, path = operation.partition(" ")
    path = path.format(space_id=tenant.space_id, page_id=tenant.page_id)
    answer = ask(method, f"{API}/{path}", stranger=True)
    assert (404, ERROR_404) == (answer.status_code, answer.json())
