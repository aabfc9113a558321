"""Jira Service Management behind the edge: desks, and the requests raised at them."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import Product, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/rest/servicedeskapi"


def test_info_is_open(ask: Ask) -> None:
    """A stranger is told the version as everyone is."""
    info = ask("GET", f"{API}/info", stranger=True).json()
    assert info["isLicensedForUse"] is True
    assert ask("GET", f"{API}/info").json() == info


@pytest.mark.parametrize(
    ("path", "attribute"),
    [
        ("servicedesk", "service_desk_id"),
        ("servicedesk/{desk}/requesttype", "request_type_id"),
        ("servicedesk/{desk}/queue", None),
        ("organization", None),
        ("request", None),
    ],
)
def test_lists(ask: Ask, tenant: Tenant, path: str, attribute: str | None) -> None:
    """Each list holds one thing, on a page that says so and links to itself."""
    url = f"{API}/{path.format(desk=tenant.service_desk_id)}"
    page = ask("GET", url).json()
    assert (1, 0, 50, True) == (page["size"], page["start"], page["limit"], page["isLastPage"])
    assert f"https://{tenant.site}.atlassian.net{url}" == page["_links"]["self"]
    if attribute:
        assert getattr(tenant, attribute) == page["values"][0]["id"]


def test_desk(ask: Ask, tenant: Tenant) -> None:
    """A desk is read by its id, and is the portal of the project that the tenant's request is in."""
    desk = ask("GET", f"{API}/servicedesk/{tenant.service_desk_id}").json()
    assert tenant.request_key.startswith(f"{desk['projectKey']}-")


def test_request(ask: Ask, tenant: Tenant) -> None:
    """A request is read by its key and by its id, and shows who raised it."""
    request = ask("GET", f"{API}/request/{tenant.request_key}").json()
    assert tenant.request_key == request["issueKey"]
    assert tenant.account_id == request["reporter"]["accountId"]
    assert "NEW" == request["currentStatus"]["statusCategory"]
    assert 1767603600000 == request["createdDate"]["epochMillis"]
    assert request == ask("GET", f"{API}/request/{request['issueId']}").json()


def test_a_request_is_raised(ask: Ask, tenant: Tenant) -> None:
    """A created request can be read back here and in Jira, and is the newest of the list."""
    made = ask("POST", f"{API}/request", json=_body(tenant))
    assert 201 == made.status_code
    key = made.json()["issueKey"]
    assert made.json() == ask("GET", f"{API}/request/{key}").json()
    values = {value["fieldId"]: value["value"] for value in made.json()["requestFieldValues"]}
    assert {"summary": "Raised", "description": "Please."} == values
    assert "Raised" == ask("GET", f"/rest/api/3/issue/{key}").json()["fields"]["summary"]
    listed = ask("GET", f"{API}/request").json()["values"]
    assert [key, tenant.request_key] == [request["issueKey"] for request in listed]


def test_a_request_on_behalf_of_another(ask: Ask, tenant: Tenant, state: State) -> None:
    """The reporter is the one that the request was raised for."""
    other = next(account for account in state.jira.users if account != tenant.account_id)
    made = ask("POST", f"{API}/request", json={**_body(tenant), "raiseOnBehalfOf": other}).json()
    assert other == made["reporter"]["accountId"]


def test_a_deleted_issue_is_no_request(ask: Ask, tenant: Tenant, state: State) -> None:
    """A request goes with its issue; an issue that nobody raised as a request is none."""
    project = tenant.request_key.rpartition("-")[0]
    internal = state.jira.create_issue(project, {"summary": "Internal"}, tenant.account_id)
    assert 404 == ask("GET", f"{API}/request/{internal.key}").status_code
    state.jira.delete_issue(state.jira.issues[tenant.request_key])
    assert 404 == ask("GET", f"{API}/request/{tenant.request_key}").status_code
    assert [] == ask("GET", f"{API}/request").json()["values"]


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"serviceDeskId": None}, "serviceDeskId"),
        ({"requestTypeId": "0"}, "request type '0'"),
        ({"requestFieldValues": None}, "requestFieldValues"),
        ({"requestFieldValues": "text"}, "requestFieldValues"),
        ({"requestFieldValues": {"summary": " "}}, "requestFieldValues"),
        ({"requestFieldValues": {"summary": 1}}, "requestFieldValues"),
        ({"requestFieldValues": {"summary": "x", "description": {}}}, "requestFieldValues"),
        ({"raiseOnBehalfOf": "nobody"}, "raiseOnBehalfOf"),
        ({"raiseOnBehalfOf": []}, "raiseOnBehalfOf"),
    ],
)
def test_bad_requests_are_refused(ask: Ask, tenant: Tenant, changed: dict[str, Any], named: str) -> None:
    """The message names the member that is wrong, and nothing is raised."""
    answer = ask("POST", f"{API}/request", json={**_body(tenant), **changed})
    assert 400 == answer.status_code
    assert named in answer.json()["errorMessage"]
    assert 1 == ask("GET", f"{API}/request").json()["size"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_no_json_object_is_refused(ask: Ask, content: bytes) -> None:
    """A body that is no JSON object is refused in the product's shape."""
    answer = ask("POST", f"{API}/request", content=content)
    assert (400, {"errorMessage"}) == (answer.status_code, set(answer.json()))


@pytest.mark.parametrize("path", ["servicedesk/0", "servicedesk/0/queue", "servicedesk/x/requesttype", "request/0"])
def test_unknown_things(ask: Ask, path: str) -> None:
    """What is not there is a 404 in the product's shape."""
    answer = ask("GET", f"{API}/{path}")
    assert (404, {"errorMessage"}) == (answer.status_code, set(answer.json()))


@pytest.mark.parametrize("form", UrlForm)
def test_links_stay_on_the_url_form(ask: Ask, tenant: Tenant, form: UrlForm) -> None:
    """All links start as the caller's URL does (rule G7), and the next page's leads to the rest."""
    base = tenant.base_url(Product.JIRA_SERVICE_MANAGEMENT, form)
    ask("POST", f"{API}/request", json=_body(tenant), form=form)
    first = ask("GET", f"{API}/request?limit=1", form=form).json()
    links = first["_links"] | first["values"][0]["_links"]
    assert {True} == {link.startswith(base) for name, link in links.items() if name != "context"}
    second = ask("GET", first["_links"]["next"].removeprefix(base), form=form).json()
    assert (True, tenant.request_key) == (second["isLastPage"], second["values"][0]["issueKey"])
    assert "next" not in second["_links"]


@pytest.mark.parametrize(
    "operation", ["GET servicedesk", "GET request", "POST request", "GET organization", "GET request/{key}"]
)
def test_strangers_see_nothing(ask: Ask, tenant: Tenant, operation: str) -> None:
    """A stranger who was let through to the product is refused there."""
    method, _, path = operation.partition(" ")
    answer = ask(method, f"{API}/{path.format(key=tenant.request_key)}", stranger=True)
    assert 401 == answer.status_code


def _body(tenant: Tenant) -> dict[str, Any]:
    return {
        "serviceDeskId": tenant.service_desk_id,
        "requestTypeId": tenant.request_type_id,
        "requestFieldValues": {"summary": "Raised", "description": "Please."},
    }
