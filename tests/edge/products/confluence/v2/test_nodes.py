"""Folders, whiteboards, databases and Smart Links, and the tree of a space, in version 2 of Confluence's API."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/wiki/api/v2"
KINDS = {"folders": "folder", "whiteboards": "whiteboard", "databases": "database", "embeds": "embed"}


@pytest.mark.parametrize(("word", "type_"), KINDS.items())
def test_a_node_lives_in_the_tree(ask: Ask, tenant: Tenant, word: str, type_: str) -> None:
    """It is created below the page, shown from both sides, and gone when it is deleted."""
    new = {"spaceId": tenant.space_id, "title": "New", "parentId": tenant.page_id}
    created = ask("POST", f"{API}/{word}", json=new).json()
    url = f"{API}/{word}/{created['id']}"
    assert (type_, tenant.page_id, "page") == (created["type"], created["parentId"], created["parentType"])
    inner = ask("POST", f"{API}/folders", json={**new, "parentId": created["id"]}).json()
    assert [{"id": tenant.page_id, "type": "page"}, {"id": created["id"], "type": type_}] == (
        ask("GET", f"{API}/folders/{inner['id']}/ancestors").json()["results"]
    )
    assert [inner["id"]] == [one["id"] for one in ask("GET", f"{url}/direct-children").json()["results"]]
    below = ask("GET", f"{API}/pages/{tenant.page_id}/descendants").json()["results"]
    assert [(1, type_), (2, "folder")] == [
        (one["depth"], one["type"]) for one in below if one["id"] in {created["id"], inner["id"]}
    ]
    shown = ask("GET", f"{url}?include-operations=true&include-direct-children=true").json()
    assert [inner["id"]] == [one["id"] for one in shown["directChildren"]["results"]]
    assert {"operation": "read", "targetType": type_} in shown["operations"]["results"]
    gone = (url, f"{API}/folders/{inner['id']}", url, url)
    assert [501, 204, 204, 404] == [ask("DELETE", one).status_code for one in gone]
    assert 404 == ask("GET", url).status_code


def test_a_node_is_of_one_kind(ask: Ask, tenant: Tenant) -> None:
    """The path of another kind does not lead to it, and a page is no node."""
    folder = ask("POST", f"{API}/folders", json={"spaceId": tenant.space_id, "title": "New"}).json()
    assert (None, None) == (folder["parentId"], folder["parentType"])
    for path in (f"whiteboards/{folder['id']}", f"folders/{tenant.page_id}", "folders/0/properties"):
        assert 404 == ask("GET", f"{API}/{path}").status_code


@pytest.mark.parametrize(
    ("more", "status"), [({"spaceId": "0"}, 404), ({"parentId": "0"}, 404), ({"templateKey": "x"}, 501)]
)
def test_a_node_needs_a_place(ask: Ask, tenant: Tenant, more: dict[str, str], status: int) -> None:
    """The space and what it is below must exist; templates are not modelled."""
    body = {"spaceId": tenant.space_id, "title": "New"} | more
    assert status == ask("POST", f"{API}/whiteboards", json=body).status_code


@pytest.mark.parametrize("word", KINDS)
def test_the_properties_of_a_node(ask: Ask, tenant: Tenant, word: str) -> None:
    """They are kept at the node."""
    node = ask("POST", f"{API}/{word}", json={"spaceId": tenant.space_id, "title": "New"}).json()
    url = f"{API}/{word}/{node['id']}/properties"
    kept = ask("POST", url, json={"key": "a", "value": 1}).json()
    assert 1 == ask("GET", f"{url}/{kept['id']}").json()["value"]
    assert ["a"] == [one["key"] for one in ask("GET", url).json()["results"]]
    assert [204, 404] == [ask("DELETE", f"{url}/{kept['id']}").status_code for _ in range(2)]
