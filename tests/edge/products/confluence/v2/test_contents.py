"""Pages and blog posts in version 2 of Confluence's API: versions, drafts, owners, and where they are."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.tenant import SEEDED, Tenant

Ask = Callable[..., httpx.Response]

API = "/wiki/api/v2"


def create(ask: Ask, tenant: Tenant, kind: str = "pages", query: str = "", **body: Any) -> httpx.Response:
    """Create a page or blog post in the tenant's space."""
    return ask("POST", f"{API}/{kind}?{query}", json={"spaceId": tenant.space_id, "title": "New", **body})


def change(ask: Ask, url: str, number: int, **body: Any) -> httpx.Response:
    """Write a version of a page or blog post."""
    return ask("PUT", url, json={"status": "current", "title": "New", "version": {"number": number}, **body})


def test_a_page_has_an_owner_and_the_last_one(ask: Ask, tenant: Tenant) -> None:
    """`lastOwnerId` is null until the page is given to somebody else, who must be a user."""
    url = f"{API}/pages/{create(ask, tenant).json()['id']}"
    page = ask("GET", url).json()
    assert (tenant.account_id, None) == (page["ownerId"], page["lastOwnerId"])
    colleague = f"{tenant.account_id}-colleague"
    page = change(ask, url, 2, ownerId=colleague).json()
    assert (colleague, tenant.account_id) == (page["ownerId"], page["lastOwnerId"])
    assert 400 == change(ask, url, 3, ownerId="x").status_code


@pytest.mark.parametrize("kind", ["pages", "blogposts"])
def test_a_version_is_that_version(ask: Ask, tenant: Tenant, kind: str) -> None:
    """Title, body and message are those of the version; a version that there is not is not found."""
    url = f"{API}/{kind}/{create(ask, tenant, kind, body={'value': 'one'}).json()['id']}"
    new = {"version": {"number": 2, "message": "Why"}, "title": "Second", "body": {"value": "two"}}
    assert 200 == change(ask, url, 2, **new).status_code
    shown = [ask("GET", f"{url}?version={number}&body-format=storage").json() for number in (1, 2)]
    assert [("New", "one", "historical"), ("Second", "two", "current")] == [
        (page["title"], page["body"]["storage"]["value"], page["status"]) for page in shown
    ]
    assert "Why" == shown[1]["version"]["message"]
    assert [404, 400] == [ask("GET", f"{url}?version={number}").status_code for number in (3, "x")]
    versions = ask("GET", f"{url}/versions?body-format=storage").json()["results"]
    member = "page" if kind == "pages" else "blogpost"
    assert [(2, "two"), (1, "one")] == [(one["number"], one[member]["body"]["storage"]["value"]) for one in versions]
    details = ask("GET", f"{url}/versions/1").json()
    assert (1, 2, False) == (details["number"], details["nextVersion"], "prevVersion" in details)
    assert 404 == ask("GET", f"{url}/versions/3").status_code


@pytest.mark.parametrize("kind", ["pages", "blogposts"])
def test_a_draft_is_no_page_until_it_is_published(ask: Ask, tenant: Tenant, kind: str) -> None:
    """It is shown if the request asks for drafts; its version is 1, and publishing it does not change that."""
    draft = create(ask, tenant, kind, status="draft", title="").json()
    url = f"{API}/{kind}/{draft['id']}"
    assert "draft" == draft["status"]
    statuses = [ask("GET", f"{url}{query}").status_code for query in ("", "?get-draft=true", "?status=draft")]
    assert [404, 200, 200] == statuses
    assert draft["id"] not in {one["id"] for one in ask("GET", f"{API}/{kind}").json()["results"]}
    assert [409, 200] == [change(ask, url, number, status="draft").status_code for number in (2, 1)]
    published = change(ask, url, 1, title="Published").json()
    assert ("current", 1, "Published") == (published["status"], published["version"]["number"], published["title"])
    assert 200 == ask("GET", url).status_code
    assert 501 == change(ask, url, 1, status="draft").status_code


def test_a_draft_is_deleted_for_good(ask: Ask, tenant: Tenant) -> None:
    """A draft goes to no trash, and needs `draft=true`."""
    url = f"{API}/pages/{create(ask, tenant, status='draft').json()['id']}"
    assert [404, 204, 404] == [
        ask("DELETE", f"{url}{query}").status_code for query in ("", "?draft=true", "?draft=true")
    ]
    assert 404 == ask("GET", f"{url}?status=trashed").status_code


def test_where_a_page_is(ask: Ask, tenant: Tenant) -> None:
    """A page can be made at the root of its space, and moved within the space, but never below itself."""
    root = create(ask, tenant, query="root-level=true").json()
    assert (None, None) == (root["parentId"], root["parentType"])
    assert 400 == create(ask, tenant, query="root-level=true", title="X", parentId=tenant.page_id).status_code
    url = f"{API}/pages/{root['id']}"
    assert tenant.page_id == change(ask, url, 2, parentId=tenant.page_id).json()["parentId"]
    below = create(ask, tenant, title="Below", parentId=root["id"]).json()["id"]
    assert [400, 400, 404] == [change(ask, url, 3, parentId=one).status_code for one in (below, root["id"], "0")]
    assert [tenant.page_id, root["id"]] == [
        above["id"] for above in ask("GET", f"{API}/pages/{below}/ancestors").json()["results"]
    ]
    assert [root["id"]] == [
        above["id"] for above in ask("GET", f"{API}/pages/{below}/ancestors?limit=1").json()["results"]
    ]


def test_the_tree_below_a_page(ask: Ask, tenant: Tenant) -> None:
    """Children are one level below; descendants two, unless `depth` says otherwise."""
    ids = [tenant.page_id]
    for number in range(3):
        ids.append(create(ask, tenant, title=f"Level {number}", parentId=ids[-1]).json()["id"])
    url = f"{API}/pages/{tenant.page_id}"
    for way in ("children", "direct-children"):
        children = ask("GET", f"{url}/{way}?sort=-id").json()["results"]
        assert ["Level 0", "A guide"] == [child["title"] for child in children]
        assert (way == "direct-children") == ("type" in children[0])
    depths = {
        query: ask("GET", f"{url}/descendants{query}").json()["results"] for query in ("", "?depth=1", "?depth=9")
    }
    assert [3, 2, 4] == [len(found) for found in depths.values()]
    assert (3, ids[2]) == (depths["?depth=9"][-1]["depth"], depths["?depth=9"][-1]["parentId"])
    assert 400 == ask("GET", f"{url}/descendants?depth=11").status_code


def test_a_title_alone_is_changed(ask: Ask, tenant: Tenant) -> None:
    """It makes a version; the title of another page is refused in every way of writing."""
    url = f"{API}/pages/{create(ask, tenant).json()['id']}"
    assert 2 == ask("PUT", f"{url}/title", json={"status": "current", "title": "Once"}).json()["version"]["number"]
    taken = {"status": "current", "title": "A guide"}
    assert 400 == ask("PUT", f"{url}/title", json=taken).status_code
    assert 400 == change(ask, url, 3, title="A guide").status_code
    draft = create(ask, tenant, status="draft", title="A guide").json()["id"]
    assert 400 == change(ask, f"{API}/pages/{draft}", 1, title="A guide").status_code


def test_what_a_page_includes(ask: Ask, tenant: Tenant) -> None:
    """Each part is there if the request asks for it; the version is there unless it does not want it."""
    url = f"{API}/pages/{tenant.page_id}"
    plain, full = (
        ask("GET", f"{url}?{query}").json()
        for query in ("include-version=false", "include-labels=true&include-properties=true&include-versions=true")
    )
    assert not {"version", "labels", "properties", "versions"} & plain.keys()
    assert ["first-label", "second-label"] == [label["name"] for label in full["labels"]["results"]]
    assert [1] == [version["number"] for version in full["versions"]["results"]]
    assert 400 == ask("GET", f"{url}?include-labels=x").status_code


@pytest.mark.parametrize("name", ["include-collaborators", "include-webresources"])
def test_what_a_page_cannot_include_here(ask: Ask, tenant: Tenant, name: str) -> None:
    """The local model says so and does not leave it out."""
    assert 501 == ask("GET", f"{API}/pages/{tenant.page_id}?{name}=true").status_code


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        ("title", ["A guide", "Home of the documentation", "Home of the other space"]),
        ("-title", ["Home of the other space", "Home of the documentation", "A guide"]),
        ("id", ["Home of the documentation", "A guide", "Home of the other space"]),
    ],
)
def test_the_order_of_a_list(ask: Ask, order: str, titles: list[str]) -> None:
    """`sort` is by a name, with a `-` for the reverse; another name is an error."""
    assert titles == [page["title"] for page in ask("GET", f"{API}/pages?sort={order}").json()["results"]]
    assert 400 == ask("GET", f"{API}/pages?sort=-nothing").status_code


def test_private_and_live_pages(ask: Ask, tenant: Tenant) -> None:
    """A private page is restricted to its author; a live page is listed as one, and embedded content not modelled."""
    page_id = create(ask, tenant, query="private=true").json()["id"]
    shown = ask("GET", f"/wiki/rest/api/content/{page_id}/restriction/byOperation/read").json()
    assert [tenant.account_id] == [user["accountId"] for user in shown["restrictions"]["user"]["results"]]
    live = create(ask, tenant, title="Live", subtype="live").json()
    assert "live" == live["subtype"] == ask("GET", f"{API}/pages/{live['id']}").json()["subtype"]
    assert "live" == ask("GET", f"/wiki/rest/api/content/{live['id']}").json()["subtype"]
    listed = {kind: ask("GET", f"{API}/pages?subtype={kind}").json()["results"] for kind in ("live", "page")}
    assert ["Live"] == [page["title"] for page in listed["live"]]
    assert "Live" not in [page["title"] for page in listed["page"]]
    assert 400 == create(ask, tenant, title="Other", subtype="dead").status_code
    assert 501 == create(ask, tenant, title="Other", query="embedded=true").status_code


@pytest.mark.parametrize("form", FORMS)
def test_a_page_has_a_tiny_link(form: UrlForm, ask_state: Callable[[State], Ask]) -> None:
    """It is the id of the page in Base64, from its lowest byte up, without what is empty at the end."""
    state = State.seeded(SEEDED)
    [page] = [each for each in state.confluence.contents.values() if each.title == "A guide"]
    state.confluence.contents["948469815"] = replace(page, id="948469815")
    asking = ask_state(state)
    for path in (f"{API}/pages/948469815", "/wiki/rest/api/content/948469815"):
        assert "/x/N4CIO" == asking("GET", path, form=form).json()["_links"]["tinyui"]
    assert "/x/AYAB" == asking("GET", f"{API}/pages/{SEEDED.page_id}", form=form).json()["_links"]["tinyui"]


def test_the_trash_gives_nothing_back(ask: Ask, tenant: Tenant) -> None:
    """How a page comes back is not modelled; it is listed with its status."""
    url = f"{API}/pages/{create(ask, tenant).json()['id']}"
    ask("DELETE", url)
    assert ["New"] == [page["title"] for page in ask("GET", f"{API}/pages?status=trashed").json()["results"]]
    assert 501 == change(ask, url, 2).status_code


@pytest.mark.parametrize("body", [{"representation": "wiki", "value": "h1."}, {"wiki": {"value": "h1."}}])
def test_a_body_in_another_format_is_not_modelled(ask: Ask, tenant: Tenant, body: object) -> None:
    """No page is created with a body that was not converted."""
    assert 501 == create(ask, tenant, body=body).status_code
    assert [] == ask("GET", f"{API}/pages?title=New").json()["results"]
