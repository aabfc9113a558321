"""Pages that are created and updated with either version of Confluence's API, and the bytes of files."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from in_process_edge import ACCOUNT, SITE
from in_process_edge import ask as ask_edge
from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

V1 = "/wiki/rest/api"
V2 = "/wiki/api/v2"


def content(tenant: Tenant, **changed: Any) -> dict[str, Any]:
    """The body of a request of version 1 that creates a page."""
    body = {"storage": {"value": "<p>Hello</p>", "representation": "storage"}}
    return {"type": "page", "title": "New", "space": {"key": tenant.space_key}, "body": body} | changed


def test_a_page_is_created(ask: Ask, tenant: Tenant) -> None:
    """Its parent is the home page of its space, and both versions can read it."""
    created = ask("POST", f"{V1}/content", json=content(tenant, title="New page")).json()
    assert ("New page", "page", 1) == (created["title"], created["type"], created["version"]["number"])
    assert [tenant.page_id] == [ancestor["id"] for ancestor in created["ancestors"]]
    assert "<p>Hello</p>" == created["body"]["storage"]["value"]
    assert f"https://{tenant.site}.atlassian.net/wiki" == created["_links"]["base"]
    assert "New page" == ask("GET", f"{V2}/pages/{created['id']}").json()["title"]


def test_a_page_is_created_below_another(ask: Ask, tenant: Tenant) -> None:
    """The last of its ancestors is its parent; a blog post has no parent."""
    parent = ask("POST", f"{V1}/content", json=content(tenant, title="Parent")).json()
    child = content(tenant, title="Child", ancestors=[{"id": parent["id"]}])
    created = ask("POST", f"{V1}/content", json=child).json()
    assert [tenant.page_id, parent["id"]] == [ancestor["id"] for ancestor in created["ancestors"]]
    post = ask("POST", f"{V1}/content", json=content(tenant, title="Post", type="blogpost")).json()
    assert ("blogpost", []) == (post["type"], post["ancestors"])


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"title": "A guide"}, 400),
        ({"title": ""}, 400),
        ({"type": "comment"}, 400),
        ({"type": "comment", "container": {"id": "0"}}, 404),
        ({"type": "whiteboard"}, 400),
        ({"body": 1}, 400),
        ({"ancestors": [{"id": "0"}]}, 400),
        ({"ancestors": 1}, 400),
        ({"space": {"key": "NONE"}}, 404),
        ({"space": "NONE"}, 400),
    ],
)
def test_an_invalid_page_is_refused(ask: Ask, tenant: Tenant, changed: dict[str, Any], status: int) -> None:
    """The error has version 1's shape."""
    answer = ask("POST", f"{V1}/content", json=content(tenant, **changed))
    assert (status, status) == (answer.status_code, answer.json()["statusCode"])


@pytest.mark.parametrize("url", [f"{V1}/content", f"{V2}/pages"])
def test_a_page_is_updated(ask: Ask, tenant: Tenant, url: str) -> None:
    """An update needs the number of the next version; without a body the page keeps its own."""
    created = ask("POST", f"{V1}/content", json=content(tenant, title=f"To {url}")).json()
    storage = {"value": "<p>Changed</p>", "representation": "storage"}
    body = {
        "id": created["id"],
        "type": "page",
        "status": "current",
        "title": f"Changed {url}",
        "version": {"number": 2},
    }
    changed = ask("PUT", f"{url}/{created['id']}", json={**body, "body": {"storage": storage}}).json()
    assert (f"Changed {url}", 2) == (changed["title"], changed["version"]["number"])
    assert "<p>Changed</p>" == changed["body"]["storage"]["value"]
    assert 409 == ask("PUT", f"{url}/{created['id']}", json=body).status_code
    again = ask("PUT", f"{url}/{created['id']}", json={**body, "version": {"number": 3}}).json()
    assert ("<p>Changed</p>", 3) == (again["body"]["storage"]["value"], again["version"]["number"])


def test_a_body_as_a_document(ask: Ask, tenant: Tenant) -> None:
    """The format of Atlassian's editor is JSON in a string, with the same words."""
    body = ask("GET", f"{V2}/pages/{tenant.page_id}?body-format=atlas_doc_format").json()["body"]["atlas_doc_format"]
    assert "atlas_doc_format" == body["representation"]
    assert '"text": "Welcome."' in body["value"]


def test_a_space_with_its_home(ask: Ask, tenant: Tenant) -> None:
    """The space and the list show the home page if `expand` names it; otherwise they show its path."""
    url = f"{V1}/space/{tenant.space_key}"
    assert f"/rest/api/content/{tenant.page_id}" == ask("GET", url).json()["_expandable"]["homepage"]
    alone = ask("GET", f"{url}?expand=homepage").json()
    [listed] = ask("GET", f"{V1}/space?spaceKey={tenant.space_key}&expand=homepage").json()["results"]
    assert [tenant.page_id] * 2 == [space["homepage"]["id"] for space in (alone, listed)]
    assert 404 == ask("GET", f"{V1}/space/NONE").status_code


def test_a_content_has_the_path_of_its_space(ask: Ask, tenant: Tenant) -> None:
    """Clients take the key of the space from this path."""
    page = ask("GET", f"{V1}/content/{tenant.page_id}?expand=version").json()
    assert f"/rest/api/space/{tenant.space_key}" == page["_expandable"]["space"]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_downloaded(ask: Ask, tenant: Tenant, form: UrlForm) -> None:
    """Its id leads to a redirect on the same URL form, and that to the bytes (rule G9)."""
    [file, *_] = ask("GET", f"{V2}/pages/{tenant.page_id}/attachments").json()["results"]
    path = f"{V1}/content/{tenant.page_id}/child/attachment/{file['id']}/download"
    redirect = ask("GET", path, form=form)
    assert 302 == redirect.status_code
    assert redirect.headers["location"].endswith(f"{path}?redirect=false")
    assert redirect.headers["location"].startswith(
        f"https://{'api' if form is UrlForm.GATEWAY else tenant.site}.atlassian."
    )
    answer = ask("GET", f"{path}?redirect=false", form=form)
    assert b"Made with the tenant.\n" == answer.content
    assert "text/plain" == answer.headers["content-type"].partition(";")[0]


def test_the_link_to_a_file_is_not_for_api_tokens(ask: Ask, tenant: Tenant) -> None:
    """The link for the browser leads to the refusal of rule C4, and no product answers there."""
    [file, *_] = ask("GET", f"{V2}/pages/{tenant.page_id}/attachments").json()["results"]
    refused = ask_edge("GET", f"{SITE}/wiki{file['downloadLink']}", ACCOUNT.unscoped)
    assert (401, "C4") == (refused.status, refused.rule)
    assert 404 == ask("GET", f"/wiki{file['downloadLink']}").status_code


@pytest.mark.parametrize(
    "path",
    [
        "/rest/api/content/{page_id}/child/attachment/att0/download",
        "/rest/api/content/0/child/attachment/att0/download",
    ],
)
def test_a_file_that_does_not_exist(ask: Ask, tenant: Tenant, path: str) -> None:
    """It is not found."""
    assert 404 == ask("GET", f"/wiki{path.format(page_id=tenant.page_id)}").status_code
