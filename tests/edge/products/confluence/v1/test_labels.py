"""Labels, properties, restrictions and watchers of contents in version 1 of Confluence's API."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


@pytest.fixture
def url(tenant: Tenant) -> str:
    """The path of the tenant's page."""
    return f"/wiki/rest/api/content/{tenant.page_id}"


def names(ask: Ask, url: str) -> list[str]:
    """The labels of the page."""
    return [label["name"] for label in ask("GET", f"{url}/label").json()["results"]]


@pytest.mark.parametrize("body", [{"prefix": "global", "name": "New"}, [{"name": "New"}, {"name": "first-label"}]])
def test_labels_are_added(ask: Ask, url: str, body: object) -> None:
    """The answer lists all labels; one that the page has is not added again, and names are in small letters."""
    added = ask("POST", f"{url}/label", json=body).json()["results"]
    assert ["first-label", "second-label", "new"] == [label["name"] for label in added] == names(ask, url)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b'"x"', b'[{"name": ""}]', b'[{"name": "a b"}]', b'{"label": "x"}']
)
def test_bad_labels_are_refused(ask: Ask, url: str, content: bytes) -> None:
    """No label is added."""
    assert 400 == ask("POST", f"{url}/label", content=content).status_code
    assert 2 == len(names(ask, url))


@pytest.mark.parametrize("way", ["label/second-label", "label?name=second-label"])
def test_a_label_is_removed(ask: Ask, url: str, way: str) -> None:
    """It is removed once; `name` is required where the path has none."""
    assert [204, 404] == [ask("DELETE", f"{url}/{way}").status_code for _ in range(2)]
    assert ["first-label"] == names(ask, url)
    assert 400 == ask("DELETE", f"{url}/label").status_code


@pytest.mark.parametrize("way", ["property", "property/colour"])
def test_a_property(ask: Ask, url: str, way: str) -> None:
    """It is created once, read by its key, updated by the next version number, and deleted once."""
    body = {"key": "colour", "value": {"is": "red"}}
    assert [200, 409] == [ask("POST", f"{url}/{way}", json=body).status_code for _ in range(2)]
    [listed] = ask("GET", f"{url}/property").json()["results"]
    assert ("colour", {"is": "red"}, 1) == (listed["key"], listed["value"], listed["version"]["number"])
    change = {"value": None, "version": {"number": 2}}
    assert [200, 409] == [ask("PUT", f"{url}/property/colour", json=change).status_code for _ in range(2)]
    assert None is ask("GET", f"{url}/property/colour").json()["value"]
    assert [204, 404] == [ask("DELETE", f"{url}/property/colour").status_code for _ in range(2)]


def test_restrictions_are_written_and_read(ask: Ask, tenant: Tenant, url: str) -> None:
    """PUT replaces, POST adds, DELETE removes all; each way of reading shows the same."""
    colleague = f"{tenant.account_id}-colleague"
    entry = {"operation": "read", "restrictions": {"user": [{"type": "known", "accountId": tenant.account_id}]}}
    more = {"operation": "read", "restrictions": {"user": {"results": [{"accountId": colleague}]}}}
    assert 200 == ask("PUT", f"{url}/restriction", json=[entry]).status_code
    assert 200 == ask("POST", f"{url}/restriction", json={"results": [more]}).status_code
    for way in ("restriction/byOperation/read", "restriction/byOperation"):
        shown = ask("GET", f"{url}/{way}").json()
        users = (shown if "restrictions" in shown else shown["read"])["restrictions"]["user"]["results"]
        assert [tenant.account_id, colleague] == [user["accountId"] for user in users]
    ask("DELETE", f"{url}/restriction")
    assert 0 == ask("GET", f"{url}/restriction").json()["results"][0]["restrictions"]["user"]["size"]


def test_a_restriction_to_one_user(ask: Ask, tenant: Tenant, url: str) -> None:
    """It is added, seen and removed by the account id."""
    user = f"{url}/restriction/byOperation/update/user?accountId={tenant.account_id}"
    answers = [ask(method, user).status_code for method in ("GET", "PUT", "GET", "DELETE", "GET", "DELETE")]
    assert [404, 200, 200, 200, 404, 404] == answers
    assert 400 == ask("PUT", user.replace("=", "=x")).status_code


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (None, 400),
        ({"results": [1]}, 400),
        ([{"operation": "read"}], 400),
        ([{"operation": "administer", "restrictions": {}}], 501),
        ([{"operation": "read", "restrictions": {"user": [{"accountId": "x"}]}}], 400),
        ([{"operation": "read", "restrictions": {"group": [{"type": "group", "id": "1"}]}}], 400),
    ],
)
def test_restrictions_that_are_refused(ask: Ask, url: str, body: object, status: int) -> None:
    """The tenant has no groups, so what a restriction to one does is not modelled."""
    assert status == ask("PUT", f"{url}/restriction", json=body).status_code


@pytest.mark.parametrize("is_file", [False, True], ids=["page", "attachment"])
def test_watching(ask: Ask, tenant: Tenant, is_file: bool) -> None:
    """A caller watches a page or a file until they stop; a change needs the header against other sites."""
    files = ask("GET", f"/wiki/api/v2/pages/{tenant.page_id}/attachments").json()["results"]
    content_id = files[0]["id"] if is_file else tenant.page_id
    url, header = f"/wiki/rest/api/user/watch/content/{content_id}", {"X-Atlassian-Token": "no-check"}
    assert 403 == ask("POST", url).status_code
    seen = [ask("GET", url).json()["watching"]]
    for method in ("POST", "DELETE"):
        assert 204 == ask(method, url, headers=header).status_code
        seen.append(ask("GET", url).json()["watching"])
    assert [False, True, False] == seen
    assert 404 == ask("GET", url.replace(content_id, "0")).status_code


def test_users(ask: Ask, tenant: Tenant) -> None:
    """A user is found by the account id, several at once."""
    api, colleague = "/wiki/rest/api/user", f"{tenant.account_id}-colleague"
    assert colleague == ask("GET", f"{api}?accountId={colleague}").json()["accountId"]
    assert 404 == ask("GET", f"{api}?accountId=x").status_code
    found = ask("GET", f"{api}/bulk?accountId={colleague}&accountId=x&accountId={tenant.account_id}").json()["results"]
    assert {tenant.account_id, colleague} == {user["accountId"] for user in found}
