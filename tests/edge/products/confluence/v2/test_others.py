"""Comments, files, labels, properties, permissions and tasks in version 2 of Confluence's API."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/wiki/api/v2"
NO_CHECK = {"X-Atlassian-Token": "no-check"}


def test_a_comment(ask: Ask, tenant: Tenant) -> None:
    """It is created, answered, updated with the next number, shown in each version, and deleted."""
    new = {"pageId": tenant.page_id, "body": {"representation": "storage", "value": "One"}}
    created = ask("POST", f"{API}/footer-comments", json=new)
    url = f"{API}/footer-comments/{created.json()['id']}"
    assert (201, tenant.page_id) == (created.status_code, created.json()["pageId"])
    answer = ask(
        "POST", f"{API}/footer-comments", json={"parentCommentId": created.json()["id"], "body": {"value": "?"}}
    )
    assert [answer.json()["id"]] == [one["id"] for one in ask("GET", f"{url}/children").json()["results"]]
    assert 3 == len(ask("GET", f"{API}/pages/{tenant.page_id}/footer-comments").json()["results"])
    change = {"version": {"number": 2}, "body": {"value": "Two"}}
    assert [200, 409] == [ask("PUT", url, json=change).status_code for _ in range(2)]
    texts = [ask("GET", f"{url}?body-format=storage&version={n}").json()["body"]["storage"]["value"] for n in (1, 2)]
    assert ["One", "Two"] == texts
    assert [2, 1] == [one["number"] for one in ask("GET", f"{url}/versions").json()["results"]]
    assert [501, 204, 204, 404] == [
        ask("DELETE", one).status_code for one in (url, f"{API}/footer-comments/{answer.json()['id']}", url, url)
    ]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"body": {"value": "x"}}, 400),
        ({"pageId": "1", "blogPostId": "2", "body": {"value": "x"}}, 400),
        ({"pageId": "0", "body": {"value": "x"}}, 404),
        ({"parentCommentId": "0", "body": {"value": "x"}}, 404),
        ({"attachmentId": "att1", "body": {"value": "x"}}, 501),
    ],
)
def test_a_comment_needs_one_place(ask: Ask, body: object, status: int) -> None:
    """It is on one page or blog post, or answers one comment; comments on files are not modelled."""
    assert status == ask("POST", f"{API}/footer-comments", json=body).status_code


def test_the_data_of_a_file(ask: Ask, tenant: Tenant) -> None:
    """New data is the next version of the file, which keeps its name; every version can be downloaded."""
    [file, *_] = ask("GET", f"{API}/pages/{tenant.page_id}/attachments").json()["results"]
    url = f"/wiki/rest/api/content/{tenant.page_id}/child/attachment/{file['id']}"
    upload = {"files": {"file": ("other.txt", b"new", "text/plain")}, "data": {"comment": "Again"}}
    assert 403 == ask("POST", f"{url}/data", **upload).status_code
    updated = ask("POST", f"{url}/data", headers=NO_CHECK, **upload).json()
    assert ("first.txt", 2, "Again") == (
        updated["title"],
        updated["version"]["number"],
        updated["extensions"]["comment"],
    )
    data = [ask("GET", f"{url}/download?redirect=false&version={number}").content for number in (1, 2)]
    assert [b"Made with the tenant.\n", b"new"] == data
    assert 404 == ask("GET", f"{url}/download?version=3").status_code
    versions = [ask("GET", f"{API}/attachments/{file['id']}?version={n}").json() for n in (1, 2)]
    shown = [version["fileSize"] for version in versions]
    assert (file["fileId"], 2) == (versions[0]["fileId"], len({version["fileId"] for version in versions}))
    assert [22, 3] == shown
    assert [2, 1] == [one["number"] for one in ask("GET", f"{API}/attachments/{file['id']}/versions").json()["results"]]


def test_a_file_is_renamed_and_deleted(ask: Ask, tenant: Tenant) -> None:
    """A name of another file is refused; a deleted file is gone from its page."""
    [file, *_] = ask("GET", f"{API}/pages/{tenant.page_id}/attachments").json()["results"]
    url = f"/wiki/rest/api/content/{tenant.page_id}/child/attachment/{file['id']}"
    body = {"id": file["id"], "type": "attachment", "version": {"number": 1}, "metadata": {"comment": "Words"}}
    renamed = ask("PUT", url, json={**body, "title": "third.txt"}).json()
    assert ("third.txt", 1, "Words") == (renamed["title"], renamed["version"]["number"], renamed["metadata"]["comment"])
    assert 400 == ask("PUT", url, json={**body, "title": "second.txt"}).status_code
    assert 501 == ask("PUT", url, json={**body, "container": {"id": "1"}}).status_code
    assert [204, 404] == [ask("DELETE", f"{API}/attachments/{file['id']}").status_code for _ in range(2)]
    assert ["second.txt"] == [one["title"] for one in ask("GET", f"{API}/attachments").json()["results"]]


@pytest.mark.parametrize("owner", ["pages", "blogposts", "attachments", "comments", "spaces"])
def test_a_property(ask: Ask, tenant: Tenant, owner: str) -> None:
    """It is created once for a key, found by it, updated with the next number, and deleted once."""
    ids = {"pages": tenant.page_id, "spaces": tenant.space_id}
    first = "footer-comments" if owner == "comments" else owner
    owner_id = ids.get(owner) or ask("GET", f"{API}/{first}").json()["results"][0]["id"]
    url, body = f"{API}/{owner}/{owner_id}/properties", {"key": "colour", "value": ["red"]}
    created = ask("POST", url, json=body)
    assert 201 if owner == "spaces" else 200 == created.status_code
    assert 400 == ask("POST", url, json=body).status_code
    [found] = ask("GET", f"{url}?key=colour").json()["results"]
    assert (["red"], 1) == (found["value"], found["version"]["number"])
    assert (owner == "spaces") == ("createdBy" in found)
    one, change = f"{url}/{found['id']}", {"key": "colour", "value": 2, "version": {"number": 2}}
    assert [200, 409] == [ask("PUT", one, json=change).status_code for _ in range(2)]
    assert (2, 2) == (ask("GET", one).json()["value"], ask("GET", one).json()["version"]["number"])
    assert [204, 404] == [ask("DELETE", one).status_code for _ in range(2)]


def test_labels(ask: Ask, tenant: Tenant) -> None:
    """A label has one id wherever it is; its pages and blog posts are listed."""
    [post, *_] = ask("GET", f"{API}/blogposts").json()["results"]
    ask("POST", f"/wiki/rest/api/content/{post['id']}/label", json={"name": "first-label"})
    label = ask("GET", f"{API}/labels?sort=name").json()["results"][0]
    assert "first-label" == label["name"]
    assert [tenant.page_id] == [one["id"] for one in ask("GET", f"{API}/labels/{label['id']}/pages").json()["results"]]
    assert [post["id"]] == [one["id"] for one in ask("GET", f"{API}/labels/{label['id']}/blogposts").json()["results"]]
    assert 404 == ask("GET", f"{API}/labels/0/pages").status_code
    assert [] == ask("GET", f"{API}/spaces/{tenant.space_id}/content/labels").json()["results"]
    listed = ask("GET", f"{API}/spaces/{tenant.space_id}/content/labels?prefix=global").json()["results"]
    assert 2 == len(listed)


def test_permissions_of_a_space(ask: Ask, tenant: Tenant) -> None:
    """The caller may do everything; each assignment has an id of its own."""
    found = ask("GET", f"{API}/spaces/{tenant.space_id}/permissions").json()["results"]
    assert {tenant.account_id} == {one["principal"]["id"] for one in found}
    assert {"key": "administer", "targetType": "space"} in [one["operation"] for one in found]
    assert len(found) == len({one["id"] for one in found})
    shown = ask("GET", f"{API}/spaces/{tenant.space_id}?include-permissions=true").json()
    assert found == shown["permissions"]["results"]


def test_a_task_is_ticked(ask: Ask) -> None:
    """Its status, who ticked it and when are shown, until the tick is taken away."""
    [task, *_] = ask("GET", f"{API}/tasks").json()["results"]
    url = f"{API}/tasks/{task['id']}"
    ticked = ask("PUT", url, json={"status": "complete"}).json()
    assert ("complete", task["createdBy"]) == (ticked["status"], ticked["completedBy"])
    assert [task["id"]] == [one["id"] for one in ask("GET", f"{API}/tasks?status=complete").json()["results"]]
    assert None is ask("PUT", url, json={"status": "incomplete"}).json()["completedAt"]
    assert [400, 404] == [ask("PUT", one, json={"status": "done"}).status_code for one in (url, f"{API}/tasks/0")]


def test_ids_are_converted_to_types(ask: Ask, tenant: Tenant) -> None:
    """An unknown id has no type."""
    comment = ask("GET", f"{API}/footer-comments").json()["results"][0]["id"]
    ids = [tenant.page_id, comment, 0]
    found = ask("POST", f"{API}/content/convert-ids-to-types", json={"contentIds": ids}).json()["results"]
    assert {tenant.page_id: "page", comment: "footer-comment", "0": None} == found
