"""What must work of Confluence: version 2 of its API, and what integrations still need of version 1.

The tenant's page has a footer comment, an attachment and a label; the site has a blog post and a task.
Everything that is changed was made for it.
"""

from token_conformance import Send, Tenant, endpoint

# ---- Version 2: spaces and pages ----


@endpoint("GET /wiki/api/v2/spaces")
def test_list_spaces(send: Send, tenant: Tenant) -> None:
    """A space that the caller may view is found by its key."""
    spaces = send(query={"keys": tenant.space_key}).json()["results"]
    assert tenant.space_id in {space["id"] for space in spaces}


@endpoint("GET /wiki/api/v2/spaces/{id}")
def test_get_space(send: Send, tenant: Tenant) -> None:
    """A space can be read."""
    assert tenant.space_key == send(path={"id": tenant.space_id}).json()["key"]


@endpoint("GET /wiki/api/v2/pages")
def test_list_pages(send: Send, tenant: Tenant) -> None:
    """The pages that the caller may view are listed."""
    pages = send(query={"id": tenant.page_id}).json()["results"]
    assert tenant.page_id in {page["id"] for page in pages}


@endpoint("GET /wiki/api/v2/pages/{id}")
def test_get_page(send: Send, tenant: Tenant) -> None:
    """A page can be read."""
    assert tenant.page_id == send(path={"id": tenant.page_id}).json()["id"]


@endpoint("POST /wiki/api/v2/pages", writes=True)
def test_create_page(send: Send, tenant: Tenant, title: str) -> None:
    """A page can be created in a space."""
    body = {"representation": "storage", "value": "<p>conformance</p>"}
    page = send(json={"spaceId": tenant.space_id, "title": title, "body": body}).json()
    assert title == page["title"]


# ---- Version 2: what hangs on pages, and what stands beside them ----


@endpoint("GET /wiki/api/v2/pages/{id}/footer-comments")
def test_list_page_footer_comments(send: Send, tenant: Tenant) -> None:
    """The comments at the foot of a page are listed."""
    assert send(path={"id": tenant.page_id}).json()["results"]


@endpoint("GET /wiki/api/v2/pages/{id}/attachments")
def test_list_page_attachments(send: Send, tenant: Tenant) -> None:
    """The files on a page are listed."""
    assert send(path={"id": tenant.page_id}).json()["results"]


@endpoint("GET /wiki/api/v2/pages/{id}/labels")
def test_list_page_labels(send: Send, tenant: Tenant) -> None:
    """The labels of a page are listed."""
    assert send(path={"id": tenant.page_id}).json()["results"]


@endpoint("GET /wiki/api/v2/blogposts")
def test_list_blog_posts(send: Send) -> None:
    """The blog posts that the caller may view are listed."""
    assert send().json()["results"]


@endpoint("GET /wiki/api/v2/tasks")
def test_list_tasks(send: Send) -> None:
    """The tasks on the pages that the caller may view are listed."""
    assert send().json()["results"]


# ---- Version 1 ----


@endpoint("GET /wiki/rest/api/user/current")
def test_get_current_user(send: Send, caller: str) -> None:
    """The caller is told who they are."""
    assert caller == send().json()["accountId"]


@endpoint("GET /wiki/rest/api/search")
def test_search(send: Send, tenant: Tenant) -> None:
    """The site can be searched by CQL."""
    results = send(query={"cql": f"id = {tenant.page_id}"}).json()["results"]
    assert [tenant.page_id] == [result["content"]["id"] for result in results]


@endpoint("GET /wiki/rest/api/content/search")
def test_search_content(send: Send, tenant: Tenant) -> None:
    """Pages and blog posts are found by CQL."""
    results = send(query={"cql": f"id = {tenant.page_id}"}).json()["results"]
    assert [tenant.page_id] == [result["id"] for result in results]


@endpoint("POST /wiki/rest/api/content/{id}/child/attachment", writes=True)
def test_upload_attachment(send: Send, disposable_page: str) -> None:
    """A file can be put on a page."""
    results = send(
        path={"id": disposable_page},
        files={"file": ("conformance.txt", b"conformance", "text/plain")},
        headers={"X-Atlassian-Token": "no-check"},
    ).json()["results"]
    assert [result["title"] for result in results] == ["conformance.txt"]
