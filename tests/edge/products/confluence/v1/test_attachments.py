"""Upload of files to a page of Confluence at the edge."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

FILE = {"file": ("new.png", b"not really", "image/png")}
NO_CHECK = {"X-Atlassian-Token": "nocheck"}


@pytest.fixture
def url(tenant: Tenant) -> str:
    """The path for uploads to the tenant's page."""
    return f"/wiki/rest/api/content/{tenant.page_id}/child/attachment"


@pytest.fixture
def names(ask: Ask, tenant: Tenant) -> Callable[[], dict[str, int]]:
    """A function that lists the files of the tenant's page with their versions, as version 2 shows them."""

    def read() -> dict[str, int]:
        page = ask("GET", f"/wiki/api/v2/pages/{tenant.page_id}/attachments").json()
        return {file["title"]: file["version"]["number"] for file in page["results"]}

    return read


@pytest.mark.parametrize("method", ["POST", "PUT"])
@pytest.mark.parametrize("token", ["nocheck", "no-check"])
def test_a_file_is_uploaded(ask: Ask, url: str, names: Callable[[], dict[str, int]], method: str, token: str) -> None:
    """The answer shows the file as it was sent, and the page lists it after the others."""
    before = names()
    answer = ask(method, url, files=FILE, data={"comment": "A picture"}, headers={"X-Atlassian-Token": token})
    assert 200 == answer.status_code
    [created] = answer.json()["results"]
    expected = {"mediaType": "image/png", "comment": "A picture", "fileSize": 10}
    assert ("new.png", expected) == (created["title"], created["extensions"])
    assert {**before, "new.png": 1} == names()


def test_version_1_lists_the_files_too(ask: Ask, url: str) -> None:
    """Clients of version 1 look for a file name before they upload; they get the same JSON as after the upload."""
    created = ask("PUT", url, files=FILE, headers=NO_CHECK).json()["results"]
    assert created == ask("GET", f"{url}?filename=new.png").json()["results"]
    assert ["first.txt", "second.txt", "new.png"] == [f["title"] for f in ask("GET", url).json()["results"]]


def test_an_upload_is_stored(ask: Ask, tenant: Tenant, state: State, url: str) -> None:
    """The bytes of a file are those that were sent, and its author is the caller."""
    ask("PUT", url, files=FILE, headers=NO_CHECK)
    stored = state.confluence.contents[tenant.page_id].attachments["new.png"]
    assert (b"not really", tenant.account_id) == (stored.data, stored.author)


def test_a_name_is_unique_unless_updated(ask: Ask, url: str, names: Callable[[], dict[str, int]]) -> None:
    """POST with an existing name is an error for all files of the request; PUT makes the next version."""
    ids = [ask("PUT", url, files=FILE, headers=NO_CHECK).json()["results"][0]["id"] for _ in range(2)]
    assert ids[0] == ids[1]
    other = ("other.png", b"", "image/png")
    answer = ask("POST", url, files=[("file", other), ("file", FILE["file"])], headers=NO_CHECK)
    assert (400, 2) == (answer.status_code, names()["new.png"])
    assert "new.png" in answer.json()["message"]
    assert "other.png" not in names()


@pytest.mark.parametrize(
    ("status", "bad"),
    [
        (403, {"files": FILE}),
        (403, {"files": FILE, "headers": {"X-Atlassian-Token": "check"}}),
        (415, {"json": {}, "headers": NO_CHECK}),
        (400, {"files": {"other": FILE["file"]}, "headers": NO_CHECK}),
        (400, {"content": b"x", "headers": {**NO_CHECK, "Content-Type": "multipart/form-data"}}),
        (400, {"content": b"x", "headers": {**NO_CHECK, "Content-Type": "multipart/form-data; boundary=b"}}),
    ],
)
def test_a_bad_upload_is_refused(
    ask: Ask, url: str, names: Callable[[], dict[str, int]], status: int, bad: dict[str, Any]
) -> None:
    """The error has version 1's shape and a message, and no file is stored."""
    before = names()
    for method in ("POST", "PUT"):
        answer = ask(method, url, **bad)
        assert (status, status) == (answer.status_code, answer.json()["statusCode"])
        assert answer.json()["message"]
    assert before == names()


@pytest.mark.parametrize(("anonymous", "status"), [(False, 404), (True, 403)])
def test_an_upload_needs_a_page_and_an_account(ask: Ask, anonymous: bool, status: int) -> None:
    """A page that does not exist is not found, and an anonymous caller is refused."""
    url = "/wiki/rest/api/content/0/child/attachment"
    assert status == ask("PUT", url, files=FILE, headers=NO_CHECK, anonymous=anonymous).status_code
