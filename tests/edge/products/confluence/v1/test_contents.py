"""Pages, blog posts and comments in version 1 of Confluence's API."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/wiki/rest/api/content"


def comment(tenant: Tenant, **changed: Any) -> dict[str, Any]:
    """The body of a request that comments on the tenant's page."""
    container = {"id": tenant.page_id, "type": "page", "status": "current"}
    body = {"storage": {"value": "<p>Well.</p>", "representation": "storage"}}
    return {"type": "comment", "container": container, "body": body} | changed


def test_a_comment_is_created_below_its_container(ask: Ask, tenant: Tenant) -> None:
    """It can be read by its id, and is among the comments of the page in both versions."""
    created = ask("POST", API, json=comment(tenant)).json()
    assert ("comment", "<p>Well.</p>") == (created["type"], created["body"]["storage"]["value"])
    read = ask("GET", f"{API}/{created['id']}?expand=container,version,body.view.value").json()
    assert (tenant.page_id, 1) == (read["container"]["id"], read["version"]["number"])
    listed = ask("GET", f"{API}/{tenant.page_id}/child/comment").json()["results"]
    assert created["id"] == listed[-1]["id"]
    v2 = ask("GET", f"/wiki/api/v2/footer-comments/{created['id']}").json()
    assert tenant.page_id == v2["pageId"]


def test_an_answer_to_a_comment(ask: Ask, tenant: Tenant) -> None:
    """The last of its ancestors is the comment that it answers; `depth=all` lists it with the page's comments."""
    first = ask("POST", API, json=comment(tenant)).json()["id"]
    answer = ask("POST", API, json=comment(tenant, ancestors=[{"id": first}])).json()
    assert [first] == [above["id"] for above in answer["ancestors"]]
    url = f"{API}/{tenant.page_id}/child/comment"
    counts = [ask("GET", f"{url}{query}").json()["size"] for query in ("", "?depth=all", "?location=inline")]
    assert [3, 4, 0] == counts
    assert [answer["id"]] == [one["id"] for one in ask("GET", f"{API}/{first}/child/comment").json()["results"]]
    assert 400 == ask("POST", API, json=comment(tenant, ancestors=[{"id": "0"}])).status_code


def test_a_comment_is_updated_and_deleted(ask: Ask, tenant: Tenant) -> None:
    """An update needs the number of the next version, and no title."""
    url = f"{API}/{ask('POST', API, json=comment(tenant)).json()['id']}"
    changed = {"type": "comment", "version": {"number": 2}, "body": {"storage": {"value": "No."}}}
    assert [200, 409] == [ask("PUT", url, json=changed).status_code for _ in range(2)]
    assert "No." == ask("GET", f"{url}?expand=body.storage").json()["body"]["storage"]["value"]
    assert [204, 404] == [ask("DELETE", url).status_code for _ in range(2)]


def test_an_earlier_version_is_that_version(ask: Ask, tenant: Tenant) -> None:
    """Its text, title and message are those of that version; a version that there is not is not found."""
    url = f"{API}/{tenant.page_id}"
    body = {"title": "Other", "version": {"number": 2, "message": "Why", "minorEdit": True}}
    ask("PUT", url, json=body | {"body": {"storage": {"value": "<p>Bye.</p>"}}})
    expand = "expand=version,body.storage"
    old, new = (ask("GET", f"{url}?{expand}&version={number}").json() for number in (1, 2))
    assert ("Home of the documentation", "historical", "<p>Welcome.</p>") == (
        old["title"],
        old["status"],
        old["body"]["storage"]["value"],
    )
    assert ("Other", "current", "Why", True) == (
        new["title"],
        new["status"],
        new["version"]["message"],
        new["version"]["minorEdit"],
    )
    assert 404 == ask("GET", f"{url}?version=3").status_code


def test_a_page_moves_to_the_trash_and_out_of_it(ask: Ask, tenant: Tenant) -> None:
    """It is shown and deleted there only if `status` says so."""
    created = {"type": "page", "title": "Gone", "space": {"key": tenant.space_key}, "body": {"storage": {"value": ""}}}
    url = f"{API}/{ask('POST', API, json=created).json()['id']}"
    assert [204, 404] == [ask("DELETE", url).status_code for _ in range(2)]
    assert [404, 200] == [ask("GET", f"{url}{query}").status_code for query in ("", "?status=trashed")]
    assert ["Gone"] == [page["title"] for page in ask("GET", f"{API}?status=trashed").json()["results"]]
    assert [204, 404] == [ask("DELETE", f"{url}?status=trashed").status_code for _ in range(2)]


def test_a_page_comes_with_labels_and_properties(ask: Ask, tenant: Tenant) -> None:
    """Its metadata may name both."""
    metadata = {"labels": [{"name": "new"}], "properties": {"editor": {"value": "v2"}}}
    body = {"storage": {"value": "<p>x</p>"}}
    created = {"type": "page", "title": "New", "space": {"key": tenant.space_key}, "body": body, "metadata": metadata}
    page_id = ask("POST", API, json=created).json()["id"]
    shown = ask("GET", f"{API}/{page_id}?expand=metadata.labels,metadata.properties").json()["metadata"]
    assert ["new"] == [label["name"] for label in shown["labels"]["results"]]
    assert "v2" == shown["properties"]["editor"]["value"]


def test_a_page_is_never_below_itself(ask: Ask, tenant: Tenant) -> None:
    """An update with such an ancestor is refused, and so is a move."""
    [guide] = ask("GET", f"{API}?title=A guide").json()["results"]
    body = {"title": "Home", "version": {"number": 2}}
    for above in (tenant.page_id, guide["id"]):
        assert 400 == ask("PUT", f"{API}/{tenant.page_id}", json=body | {"ancestors": [{"id": above}]}).status_code
        assert 400 == ask("PUT", f"{API}/{tenant.page_id}/move/append/{above}").status_code
    assert 501 == ask("PUT", f"{API}/{guide['id']}/move/before/{tenant.page_id}").status_code


@pytest.mark.parametrize("query", ["status=historical", "type=page&status=deleted"])
def test_a_status_that_is_not_modelled(ask: Ask, query: str) -> None:
    """It is never an empty list."""
    assert 501 == ask("GET", f"{API}?{query}").status_code


def test_what_is_shown_without_expand(ask: Ask, tenant: Tenant) -> None:
    """One content shows its space, history and version; every other part is a path that can be asked for."""
    shown = ask("GET", f"{API}/{tenant.page_id}").json()
    assert {"space", "history", "version"} <= shown.keys()
    assert not {"body", "ancestors", "children", "restrictions", "metadata"} & shown.keys()
    assert f"/rest/api/content/{tenant.page_id}/child" == shown["_expandable"]["children"]


def test_children_and_their_parts(ask: Ask, tenant: Tenant) -> None:
    """A kind of children is shown with parts of its own."""
    expand = "children.page.version,children.attachment,children.comment.body.storage"
    shown = ask("GET", f"{API}/{tenant.page_id}?expand={expand}").json()["children"]
    assert [1] == [page["version"]["number"] for page in shown["page"]["results"]]
    assert ["first.txt", "second.txt"] == [file["title"] for file in shown["attachment"]["results"]]
    assert "<p>A first comment.</p>" == shown["comment"]["results"][0]["body"]["storage"]["value"]


@pytest.mark.parametrize("kind", ["child", "descendant"])
def test_children_and_descendants(ask: Ask, tenant: Tenant, state: State, kind: str) -> None:
    """Descendants are at any depth, children one level below."""
    home = state.confluence.contents[tenant.page_id]
    [guide] = state.confluence.children(home)
    state.confluence.create("page", home.space, "Deep", "", tenant.account_id, parent_id=guide.id)
    pages = ask("GET", f"{API}/{tenant.page_id}/{kind}/page").json()["results"]
    assert (["A guide"] if kind == "child" else ["A guide", "Deep"]) == [page["title"] for page in pages]
    assert 501 == ask("GET", f"{API}/{tenant.page_id}/{kind}/whiteboard").status_code
    assert kind in ask("GET", f"{API}/{tenant.page_id}/{kind}").text
    root = ask("GET", f"{API}/{tenant.page_id}/descendant/page?depth=root").json()["results"]
    assert ["A guide"] == [page["title"] for page in root]


def test_history_and_versions(ask: Ask, tenant: Tenant) -> None:
    """Versions are listed with the newest first, each with the content as it was if `expand` says so."""
    url = f"{API}/{tenant.page_id}"
    ask("PUT", url, json={"title": "Second", "version": {"number": 2}})
    history = ask("GET", f"{url}/history?expand=previousVersion,lastUpdated").json()
    assert (1, 2) == (history["previousVersion"]["number"], history["lastUpdated"]["number"])
    versions = ask("GET", f"{url}/version?expand=content").json()["results"]
    assert [(2, "Second"), (1, "Home of the documentation")] == [(v["number"], v["content"]["title"]) for v in versions]
    assert [200, 404, 404] == [ask("GET", f"{url}/version/{number}").status_code for number in (1, 3, "x")]
