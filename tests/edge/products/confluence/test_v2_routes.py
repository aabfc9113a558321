"""Version 2 of Confluence's API at the edge."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/wiki/api/v2"
ON_PAGE = ["footer-comments", "attachments", "labels"]
LISTS = ["spaces", "pages", "blogposts", "tasks", *(f"pages/{{page_id}}/{name}" for name in ON_PAGE)]
ERROR_404 = {"errors": [{"status": 404, "code": "NOT_FOUND", "title": "Not Found", "detail": None}]}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", LISTS)
def test_lists_are_paged_by_cursor(ask: Ask, tenant: Tenant, path: str, form: UrlForm) -> None:
    """`next` is relative to the site's root at both URL forms (rule G7), and following it shows the whole list."""
    url = f"{API}/{path.format(page_id=tenant.page_id)}"
    whole = ask("GET", url).json()
    assert {"base": f"https://{tenant.site}.atlassian.net/wiki"} == whole["_links"]
    part, collected = ask("GET", f"{url}?limit=1", form=form), []
    for _ in whole["results"][1:]:
        collected += part.json()["results"]
        next_link = part.json()["_links"]["next"]
        assert next_link.startswith(f"{url}?limit=1&cursor=")
        assert f'<{next_link}>; rel="next"' == part.headers["link"]
        part = ask("GET", next_link, form=form)
    assert whole == {**part.json(), "results": collected + part.json()["results"]}
    assert len(collected) >= 1


def test_the_next_link_keeps_the_query(ask: Ask, tenant: Tenant) -> None:
    """The link to page two has the query parameters of page one."""
    query = {"limit": "1", "space-id": tenant.space_id, "body-format": "storage"}
    page = ask("GET", f"{API}/pages", params=query).json()
    parameters = parse_qs(urlsplit(page["_links"]["next"]).query)
    assert query == {name: values[0] for name, values in parameters.items() if name != "cursor"}


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "cursor=x", "cursor=", "body-format=wiki"])
def test_a_bad_query_is_refused(ask: Ask, query: str) -> None:
    """The message names the parameter."""
    answer = ask("GET", f"{API}/pages?{query}")
    assert 400 == answer.status_code
    assert query.partition("=")[0] in answer.json()["errors"][0]["title"]


def test_space(ask: Ask, tenant: Tenant) -> None:
    """A space is found by its id and by its key, and its home page is the tenant's page."""
    space = ask("GET", f"{API}/spaces/{tenant.space_id}").json()
    assert (tenant.space_id, tenant.space_key) == (space["id"], space["key"])
    assert tenant.page_id == space["homepageId"]
    [found] = ask("GET", f"{API}/spaces?keys={tenant.space_key}").json()["results"]
    assert tenant.space_id == found["id"]


@pytest.mark.parametrize("body_format", ["storage", "view"])
def test_page(ask: Ask, tenant: Tenant, body_format: str) -> None:
    """A page is found by its id, and shows its body if the request names a format."""
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
    """Only resources that match every filter are listed."""
    path = path.format(space_id=tenant.space_id, page_id=tenant.page_id)
    assert count == len(ask("GET", f"{API}/{path}").json()["results"])


@pytest.mark.parametrize("shape", ["flat", "nested"])
def test_a_page_is_created(ask: Ask, tenant: Tenant, shape: str) -> None:
    """A new page can be read, its parent is the home page of its space, and CQL finds it."""
    text = {"representation": "storage", "value": "<p>Hello.</p>"}
    body = text if shape == "flat" else {"storage": text}
    created = ask("POST", f"{API}/pages", json={"spaceId": tenant.space_id, "title": "Hello", "body": body})
    assert 200 == created.status_code
    page = ask("GET", f"{API}/pages/{created.json()['id']}?body-format=storage").json()
    assert created.json() == page
    assert ("Hello", tenant.page_id, tenant.account_id) == (page["title"], page["parentId"], page["authorId"])
    assert "<p>Hello.</p>" == page["body"]["storage"]["value"]
    query = {"cql": f'type = page AND space = "{tenant.space_key}" AND title ~ "hello"'}
    [found] = ask("GET", "/wiki/rest/api/content/search", params=query).json()["results"]
    assert page["id"] == found["id"]


def test_a_title_is_unique_in_its_space(ask: Ask, tenant: Tenant) -> None:
    """A second page with the same title is an error, but not in another space."""
    spaces = [space["id"] for space in ask("GET", f"{API}/spaces").json()["results"]]
    assert tenant.space_id == spaces[0]
    body = {"title": "Twice"}
    statuses = [ask("POST", f"{API}/pages", json={**body, "spaceId": spaces[n]}).status_code for n in (0, 0, 1)]
    assert [200, 400, 200] == statuses


def test_a_page_is_deleted_and_then_purged(ask: Ask, tenant: Tenant) -> None:
    """A page is deleted once and purged once, in this order; then its title can be used again."""
    body = {"spaceId": tenant.space_id, "title": "Gone"}
    url = f"{API}/pages/{ask('POST', f'{API}/pages', json=body).json()['id']}"
    assert 404 == ask("DELETE", url, params={"purge": "true"}).status_code
    assert 404 == ask("GET", url, params={"status": "trashed"}).status_code
    assert [204, 404] == [ask("DELETE", url).status_code for _ in range(2)]
    trashed = ask("GET", url, params={"status": "trashed"})
    assert ("Gone", "trashed") == (trashed.json()["title"], trashed.json()["status"])
    assert 404 == ask("GET", url).status_code
    assert [204, 404] == [ask("DELETE", url, params={"purge": "true"}).status_code for _ in range(2)]
    assert 404 == ask("GET", url, params={"status": "trashed"}).status_code
    assert 404 == ask("GET", url).status_code
    assert 200 == ask("POST", f"{API}/pages", json=body).status_code


def test_the_pages_below_a_deleted_page_move_up(ask: Ask, tenant: Tenant) -> None:
    """They are below the page that was above it; nobody knows here what becomes of a space without its home page."""
    below = {"spaceId": tenant.space_id, "title": "Middle"}
    middle = ask("POST", f"{API}/pages", json=below).json()["id"]
    child = ask("POST", f"{API}/pages", json={**below, "title": "Child", "parentId": middle}).json()["id"]
    assert 204 == ask("DELETE", f"{API}/pages/{middle}").status_code
    assert tenant.page_id == ask("GET", f"{API}/pages/{child}").json()["parentId"]
    assert 501 == ask("DELETE", f"{API}/pages/{tenant.page_id}").status_code


@pytest.mark.parametrize(
    ("changed", "status", "named"),
    [
        ({"spaceId": None}, 400, "spaceId"),
        ({"title": ""}, 400, "title"),
        ({"body": "text"}, 400, "body"),
        ({"body": {"value": 1}}, 400, "body"),
        ({"body": {"storage": None}}, 400, "body"),
        ({"spaceId": "0"}, 404, "Not Found"),
        ({"parentId": "0"}, 404, "Not Found"),
    ],
)
def test_a_bad_page_is_refused(ask: Ask, tenant: Tenant, changed: dict[str, Any], status: int, named: str) -> None:
    """The message names the invalid member, and no page is created."""
    before = ask("GET", f"{API}/pages").json()
    answer = ask("POST", f"{API}/pages", json={"spaceId": tenant.space_id, "title": "New", **changed})
    [error] = answer.json()["errors"]
    assert (status, status) == (answer.status_code, error["status"])
    assert named in error["title"]
    assert before == ask("GET", f"{API}/pages").json()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_the_body_must_be_a_json_object(ask: Ask, content: bytes) -> None:
    """Another body is an error in version 2's shape."""
    answer = ask("POST", f"{API}/pages", content=content)
    assert (400, 400) == (answer.status_code, answer.json()["errors"][0]["status"])


@pytest.mark.parametrize("path", ["spaces/0", "pages/x", *(f"pages/0/{name}" for name in ON_PAGE)])
def test_unknown_ids(ask: Ask, path: str) -> None:
    """A resource that does not exist is the same 404 everywhere."""
    answer = ask("GET", f"{API}/{path}")
    assert (404, ERROR_404) == (answer.status_code, answer.json())


def test_a_blog_post_is_not_a_page(ask: Ask) -> None:
    """The path of a page does not show a blog post."""
    [post, *_] = ask("GET", f"{API}/blogposts").json()["results"]
    assert 404 == ask("GET", f"{API}/pages/{post['id']}").status_code


@pytest.mark.parametrize(
    "operation", ["GET pages", "POST pages", "DELETE pages/{page_id}", "GET spaces/{space_id}", "GET pages/{page_id}"]
)
def test_anonymous_callers_see_nothing(ask: Ask, tenant: Tenant, operation: str) -> None:
    """The product itself answers 404, should the site pass an anonymous request on (rule C2)."""
    method, _, path = operation.partition(" ")
    path = path.format(space_id=tenant.space_id, page_id=tenant.page_id)
    answer = ask(method, f"{API}/{path}", anonymous=True)
    assert (404, ERROR_404) == (answer.status_code, answer.json())
