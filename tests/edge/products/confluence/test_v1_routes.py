"""Version 1 of Confluence's API at the edge."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/wiki/rest/api"


def test_current_user(ask: Ask, tenant: Tenant) -> None:
    """The current user is the caller."""
    user = ask("GET", f"{API}/user/current").json()
    assert (tenant.account_id, tenant.email) == (user["accountId"], user["email"])


def test_search(ask: Ask, tenant: Tenant) -> None:
    """A search repeats its query, and shows each result with its content and its space."""
    cql = f"id = {tenant.page_id}"
    page = ask("GET", f"{API}/search", params={"cql": cql}).json()
    assert (1, cql) == (page["totalSize"], page["cqlQuery"])
    [hit] = page["results"]
    assert (tenant.page_id, "content") == (hit["content"]["id"], hit["entityType"])
    assert f"/spaces/{tenant.space_key}" == hit["resultGlobalContainer"]["displayUrl"]
    [content] = ask("GET", f"{API}/content/search", params={"cql": cql}).json()["results"]
    assert hit["content"] == content


@pytest.mark.parametrize(
    ("path", "expand"),
    [
        ("content/search?cql=id={id}", "space,body.storage"),
        ("search?cql=id={id}", "content.body.storage"),
        ("content?title=Home of the documentation", "body.storage"),
    ],
)
def test_bodies_are_expanded(ask: Ask, tenant: Tenant, path: str, expand: str) -> None:
    """A body is shown only if `expand` names it."""
    url = f"{API}/{path.format(id=tenant.page_id)}"
    [brief], [full] = (
        ask("GET", f"{url}&expand={expansion}").json()["results"]
        for expansion in ("content.space" if path.startswith("search") else "space", expand)
    )
    assert "" == brief.get("content", brief)["_expandable"]["body"]
    assert "<p>Welcome.</p>" == full.get("content", full)["body"]["storage"]["value"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", ["search?cql=type=page", "content/search?cql=type=page", "content?", "space?"])
def test_lists_are_paged(ask: Ask, tenant: Tenant, path: str, form: UrlForm) -> None:
    """`base` names the site at both URL forms, and following `next`, which is relative to it, shows the whole list."""
    site = f"https://{tenant.site}.atlassian.net"
    whole = ask("GET", f"{API}/{path}").json()
    part, collected = ask("GET", f"{API}/{path}&limit=1", form=form).json(), []
    for _ in whole["results"][1:]:
        collected += part["results"]
        links = part["_links"]
        assert (f"{site}/wiki", "/wiki") == (links["base"], links["context"])
        assert links["next"].startswith("/rest/api/")
        part = ask("GET", f"/wiki{links['next']}", form=form).json()
    assert "next" not in part["_links"]
    assert whole["results"] == collected + part["results"]
    assert (len(collected), 1) == (part["start"], part["size"])
    assert len(collected) >= 1


def test_lists_start_where_asked(ask: Ask) -> None:
    """Without a cursor, a list starts at `start`."""
    whole, rest = (ask("GET", f"{API}/content?start={start}").json()["results"] for start in (0, 1))
    assert whole[1:] == rest


@pytest.mark.parametrize("query", ["", "cql=", "cql=type", "cql=type=page&limit=x", "cql=type=page&cursor=x"])
@pytest.mark.parametrize("path", ["search", "content/search"])
def test_a_bad_search_is_refused(ask: Ask, path: str, query: str) -> None:
    """The error has version 1's shape and a message."""
    answer = ask("GET", f"{API}/{path}?{query}")
    assert (400, 400) == (answer.status_code, answer.json()["statusCode"])
    assert answer.json()["message"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("spaceKey={space_key}", 2),
        ("spaceKey={space_key}&type=blogpost", 2),
        ("spaceKey={space_key}&title=A guide", 1),
        ("spaceKey=NONE", 0),
    ],
)
def test_contents_are_filtered(ask: Ask, tenant: Tenant, query: str, count: int) -> None:
    """Only contents that match every filter are listed."""
    page = ask("GET", f"{API}/content?{query.format(space_key=tenant.space_key)}").json()
    assert count == page["size"]


def test_content(ask: Ask, tenant: Tenant) -> None:
    """A page is found by its id, and shows the pages above it."""
    home = ask("GET", f"{API}/content/{tenant.page_id}?expand=space,ancestors,metadata.labels").json()
    assert (tenant.space_key, []) == (home["space"]["key"], home["ancestors"])
    assert "first-label" == home["metadata"]["labels"]["results"][0]["name"]
    assert f"https://{tenant.site}.atlassian.net/wiki/rest/api/content/{tenant.page_id}" == home["_links"]["self"]
    [guide] = ask("GET", f"{API}/content?title=A guide&expand=ancestors").json()["results"]
    assert [tenant.page_id] == [ancestor["id"] for ancestor in guide["ancestors"]]


def test_spaces(ask: Ask, tenant: Tenant) -> None:
    """Spaces are found by their keys; in version 1 their id is a number."""
    [space] = ask("GET", f"{API}/space?spaceKey={tenant.space_key}").json()["results"]
    assert (int(tenant.space_id), tenant.space_key) == (space["id"], space["key"])


@pytest.mark.parametrize("path", ["content/0", "content/x"])
def test_unknown_content(ask: Ask, path: str) -> None:
    """A content that does not exist is a 404 in version 1's shape."""
    answer = ask("GET", f"{API}/{path}")
    assert (404, 404) == (answer.status_code, answer.json()["statusCode"])


@pytest.mark.parametrize("path", ["search?cql=type=page", "user/current", "content", "content/{page_id}", "space"])
def test_anonymous_callers_are_refused(ask: Ask, tenant: Tenant, path: str) -> None:
    """The product itself answers 403, should the site pass an anonymous request on (rule C2)."""
    answer = ask("GET", f"{API}/{path.format(page_id=tenant.page_id)}", anonymous=True)
    assert (403, 403) == (answer.status_code, answer.json()["statusCode"])
