"""Copies, trees, the archive, versions, watchers, and labels of spaces, in version 1 of Confluence's API."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/wiki/rest/api"
V2 = "/wiki/api/v2"
NO_CHECK = {"X-Atlassian-Token": "no-check"}


@pytest.fixture
def tree(state: State, tenant: Tenant) -> tuple[str, str]:
    """The ids of a page and of a page below it."""
    confluence, space = state.confluence, state.confluence.spaces[tenant.space_id]
    root = confluence.create("page", space, "Root", "<p>r</p>", tenant.account_id, parent_id=tenant.page_id)
    confluence.add_label(root, "kept")
    return root.id, confluence.create("page", space, "Leaf", "<p>l</p>", tenant.account_id, parent_id=root.id).id


def _is_done(ask: Ask, answer: httpx.Response) -> bool:
    """Whether an answer names a long task, which has ended well."""
    task = ask("GET", f"{API}/longtask/{answer.json()['id']}").json()
    return answer.status_code == 202 and task["finished"] and task["successful"]


def test_a_copy(ask: Ask, tenant: Tenant, tree: tuple[str, str]) -> None:
    """It has the body, and the labels only if the request says so; its title must be free."""
    body = {"destination": {"type": "parent_page", "value": tenant.page_id}, "pageTitle": "Copy", "copyLabels": True}
    url = f"{API}/content/{tree[0]}/copy"
    made = ask("POST", f"{url}?expand=body.storage,metadata.labels,ancestors", json=body).json()
    assert ("Copy", "<p>r</p>") == (made["title"], made["body"]["storage"]["value"])
    assert ["kept"] == [label["name"] for label in made["metadata"]["labels"]["results"]]
    statuses = [
        ask("POST", url, json=body | more).status_code
        for more in ({}, {"destination": {"type": "existing_page", "value": "1"}}, {"destination": {"type": "x"}})
    ]
    assert [400, 501, 400] == statuses
    assert 404 == ask("POST", f"{API}/content/0/copy", json=body).status_code


def test_a_tree_is_copied_and_deleted(ask: Ask, tenant: Tenant, tree: tuple[str, str]) -> None:
    """All pages of it, with new titles; what is deleted is in the trash."""
    body = {"destinationPageId": tenant.page_id, "titleOptions": {"prefix": "New "}}
    assert _is_done(ask, ask("POST", f"{API}/content/{tree[0]}/pagehierarchy/copy", json=body))
    below = ask("GET", f"{V2}/pages/{tenant.page_id}/descendants").json()["results"]
    assert {"New Root", "New Leaf"} <= {page["title"] for page in below}
    assert _is_done(ask, ask("DELETE", f"{API}/content/{tree[0]}/pageTree"))
    assert [404, 404] == [ask("GET", f"{V2}/pages/{one}").status_code for one in tree]
    assert "trashed" == ask("GET", f"{V2}/pages/{tree[1]}?status=trashed").json()["status"]
    assert 501 == ask("DELETE", f"{API}/content/{tenant.page_id}/pageTree").status_code


def test_the_archive(ask: Ask, tree: tuple[str, str]) -> None:
    """An archived page is found by its id, and listed only among the archived ones."""
    root, leaf = ({"pages": [{"id": int(one)}]} for one in tree)
    assert 501 == ask("POST", f"{API}/content/archive", json=root).status_code
    assert _is_done(ask, ask("POST", f"{API}/content/archive", json=leaf))
    assert "archived" == ask("GET", f"{V2}/pages/{tree[1]}").json()["status"]
    lists = [ask("GET", f"{V2}/pages?id={tree[1]}{more}").json()["results"] for more in ("", "&status=archived")]
    assert [0, 1] == [len(one) for one in lists]
    assert 501 == ask("POST", f"{API}/content/archive", json=leaf).status_code


def test_a_space_is_deleted_with_all_that_is_in_it(ask: Ask, tenant: Tenant) -> None:
    """Its pages and templates are gone."""
    assert _is_done(ask, ask("DELETE", f"{API}/space/{tenant.space_key}"))
    paths = (f"{API}/space/{tenant.space_key}", f"{V2}/pages/{tenant.page_id}", f"{V2}/spaces/{tenant.space_id}")
    assert [404, 404, 404] == [ask("GET", path).status_code for path in paths]


def test_versions_are_restored_and_deleted(ask: Ask, tree: tuple[str, str]) -> None:
    """A restored one is the next version; when an earlier one is deleted, the numbers have no hole."""
    url, body = f"{API}/content/{tree[1]}/version", {"operationKey": "restore", "params": {"versionNumber": 1}}
    for number in (2, 3):
        change = {
            "id": tree[1],
            "status": "current",
            "title": f"Leaf {number}",
            "body": {"representation": "storage", "value": f"<p>{number}</p>"},
            "version": {"number": number},
        }
        assert 200 == ask("PUT", f"{V2}/pages/{tree[1]}", json=change).status_code
    assert 4 == ask("POST", url, json=body).json()["number"]
    page = ask("GET", f"{V2}/pages/{tree[1]}?body-format=storage").json()
    assert ("Leaf 3", "<p>l</p>") == (page["title"], page["body"]["storage"]["value"])
    assert [204, 400, 404] == [ask("DELETE", f"{url}/{number}").status_code for number in (2, 3, 9)]
    assert [3, 2, 1] == [one["number"] for one in ask("GET", f"{V2}/pages/{tree[1]}/versions").json()["results"]]
    wrong = ({"operationKey": "x"}, {"operationKey": "restore", "params": {"versionNumber": 9}})
    assert [400, 404] == [ask("POST", url, json=one).status_code for one in wrong]


@pytest.mark.parametrize("kind", ["space", "label"])
def test_watching_a_space_or_a_label(ask: Ask, tenant: Tenant, tree: tuple[str, str], kind: str) -> None:
    """The caller watches it until they stop; the watchers of a space are listed."""
    url = f"{API}/user/watch/{kind}/{tenant.space_key if kind == 'space' else 'kept'}"
    seen = [ask("GET", url).json()["watching"]]
    for method in ("POST", "DELETE"):
        assert [403, 204] == [ask(method, url, headers=one).status_code for one in ({}, NO_CHECK)]
        seen.append(ask("GET", url).json()["watching"])
        listed = ask("GET", f"{API}/content/{tree[0]}/notification/created").json()["results"]
        assert len(listed) == (seen[-1] and kind == "space")
    assert [False, True, False] == seen
    assert 404 == ask("GET", f"{API}/user/watch/{kind}/none").status_code


def test_an_author_watches_a_page(ask: Ask, tenant: Tenant, tree: tuple[str, str]) -> None:
    """They are listed among its watchers."""
    [watch] = ask("GET", f"{API}/content/{tree[0]}/notification/child-created").json()["results"]
    assert (tenant.account_id, int(tree[0])) == (watch["watcher"]["accountId"], watch["contentId"])


def test_labels_of_a_space(ask: Ask, tenant: Tenant) -> None:
    """They are added, shown in both versions, and removed."""
    url = f"{API}/space/{tenant.space_key}/label"
    assert 1 == ask("POST", url, json=[{"prefix": "global", "name": "team"}]).json()["size"]
    for path in (url, f"{V2}/spaces/{tenant.space_id}/labels"):
        assert ["team"] == [label["name"] for label in ask("GET", path).json()["results"]]
    assert 1 == len(ask("GET", f"{V2}/spaces?labels=team").json()["results"])
    assert [204, 501] == [ask("DELETE", f"{url}?name=team").status_code for _ in range(2)]
    assert 400 == ask("DELETE", url).status_code


def test_the_contents_of_a_label(ask: Ask, tree: tuple[str, str]) -> None:
    """They are found by its name, and a label that no content has is not found."""
    found = ask("GET", f"{API}/label?name=kept").json()
    assert ("kept", [int(tree[0])]) == (
        found["label"]["name"],
        [one["contentId"] for one in found["associatedContents"]["results"]],
    )
    assert 0 == ask("GET", f"{API}/label?name=kept&type=blogpost").json()["associatedContents"]["size"]
    assert [404, 400] == [ask("GET", f"{API}/label?{one}").status_code for one in ("name=none", "name=kept&type=x")]
