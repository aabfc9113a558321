"""Jira Service Management at the edge: service desks and their requests."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import FORMS, Product, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/rest/servicedeskapi"


def test_info_is_open(ask: Ask) -> None:
    """The version is the same with and without an account."""
    info = ask("GET", f"{API}/info", anonymous=True).json()
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
    """Each list has one item, on a page that is the last and links to itself."""
    url = f"{API}/{path.format(desk=tenant.service_desk_id)}"
    page = ask("GET", url).json()
    assert (1, 0, 50, True) == (page["size"], page["start"], page["limit"], page["isLastPage"])
    assert f"https://{tenant.site}.atlassian.net{url}" == page["_links"]["self"]
    if attribute:
        assert getattr(tenant, attribute) == page["values"][0]["id"]


def test_desk(ask: Ask, tenant: Tenant) -> None:
    """A desk is found by its id, and belongs to the project of the tenant's request."""
    desk = ask("GET", f"{API}/servicedesk/{tenant.service_desk_id}").json()
    assert tenant.request_key.startswith(f"{desk['projectKey']}-")


def test_request(ask: Ask, tenant: Tenant) -> None:
    """A request is found by its key and by its id, and shows its reporter."""
    request = ask("GET", f"{API}/request/{tenant.request_key}").json()
    assert tenant.request_key == request["issueKey"]
    assert tenant.account_id == request["reporter"]["accountId"]
    assert "NEW" == request["currentStatus"]["statusCategory"]
    assert 1767603600000 == request["createdDate"]["epochMillis"]
    assert request == ask("GET", f"{API}/request/{request['issueId']}").json()


def test_a_request_is_created(ask: Ask, tenant: Tenant) -> None:
    """A new request can be read here and in Jira, and is the first of the list."""
    created = ask("POST", f"{API}/request", json=_body(tenant))
    assert 201 == created.status_code
    key = created.json()["issueKey"]
    assert created.json() == ask("GET", f"{API}/request/{key}").json()
    values = {value["fieldId"]: value["value"] for value in created.json()["requestFieldValues"]}
    assert {"summary": "Raised", "description": "Please."} == values
    assert "Raised" == ask("GET", f"/rest/api/3/issue/{key}").json()["fields"]["summary"]
    listed = ask("GET", f"{API}/request").json()["values"]
    assert [key, tenant.request_key] == [request["issueKey"] for request in listed]


def test_a_request_on_behalf_of_another(ask: Ask, tenant: Tenant, state: State) -> None:
    """The reporter is the account in `raiseOnBehalfOf`."""
    other = next(account for account in state.jira.users if account != tenant.account_id)
    created = ask("POST", f"{API}/request", json={**_body(tenant), "raiseOnBehalfOf": other}).json()
    assert other == created["reporter"]["accountId"]


def test_a_deleted_issue_is_not_a_request(ask: Ask, tenant: Tenant, state: State) -> None:
    """A request is deleted with its issue; an issue that was not created as a request is not one."""
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
        ({"requestFieldValues": {"summary": "x", "priority": "High"}}, "requestFieldValues"),
        ({"requestParticipants": ["nobody"]}, "requestParticipants"),
        ({"raiseOnBehalfOf": "nobody"}, "raiseOnBehalfOf"),
        ({"raiseOnBehalfOf": []}, "raiseOnBehalfOf"),
    ],
)
def test_bad_requests_are_refused(ask: Ask, tenant: Tenant, changed: dict[str, Any], named: str) -> None:
    """The message names the invalid member, and no request is created."""
    answer = ask("POST", f"{API}/request", json={**_body(tenant), **changed})
    assert 400 == answer.status_code
    assert named in answer.json()["errorMessage"]
    assert 1 == ask("GET", f"{API}/request").json()["size"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_the_body_must_be_a_json_object(ask: Ask, content: bytes) -> None:
    """Another body is an error in the product's shape."""
    answer = ask("POST", f"{API}/request", content=content)
    assert (400, {"errorMessage"}) == (answer.status_code, set(answer.json()))


@pytest.mark.parametrize(
    "path",
    [
        "servicedesk/0",
        "servicedesk/0/queue",
        "servicedesk/{desk}/queue/0",
        "servicedesk/{desk}/queue/0/issue",
        "servicedesk/x/requesttype",
        "servicedesk/{desk}/requesttype/0",
        "servicedesk/{desk}/requesttype/0/field",
        "servicedesk/0/organization",
        "request/0",
        "request/0/comment",
        "request/{key}/comment/0",
        "request/0/sla",
        "request/0/approval",
        "request/0/status",
        "request/0/transition",
        "request/0/participant",
        "request?serviceDeskId=0",
        "request?serviceDeskId={desk}&requestTypeId=0",
        "organization/0",
        "organization/0/user",
        "organization?accountId=nobody",
    ],
)
def test_unknown_ids(ask: Ask, tenant: Tenant, path: str) -> None:
    """A resource that does not exist is a 404 in the product's shape."""
    answer = ask("GET", f"{API}/{path.format(desk=tenant.service_desk_id, key=tenant.request_key)}")
    assert (404, {"errorMessage"}) == (answer.status_code, set(answer.json()))


@pytest.mark.parametrize("form", FORMS)
def test_links_stay_on_the_url_form(ask: Ask, tenant: Tenant, form: UrlForm) -> None:
    """Links to the API start with the base URL of the caller's form (rule G7), and `next` leads to the second page."""
    base = tenant.base_url(Product.JIRA_SERVICE_MANAGEMENT, form)
    ask("POST", f"{API}/request", json=_body(tenant), form=form)
    first = ask("GET", f"{API}/request?limit=1", form=form).json()
    links = first["_links"] | first["values"][0]["_links"]
    others = {"context", "web", "agent"}
    assert {True} == {link.startswith(base) for name, link in links.items() if name not in others}
    second = ask("GET", first["_links"]["next"].removeprefix(base), form=form).json()
    assert (True, tenant.request_key) == (second["isLastPage"], second["values"][0]["issueKey"])
    assert "next" not in second["_links"]


@pytest.mark.parametrize(
    "operation", ["GET servicedesk", "GET request", "POST request", "GET organization", "GET request/{key}"]
)
def test_anonymous_callers_are_refused(ask: Ask, tenant: Tenant, operation: str) -> None:
    """The product itself answers 401, should the site pass an anonymous request on."""
    method, _, path = operation.partition(" ")
    answer = ask(method, f"{API}/{path.format(key=tenant.request_key)}", anonymous=True)
    assert 401 == answer.status_code


def _body(tenant: Tenant) -> dict[str, Any]:
    return {
        "serviceDeskId": tenant.service_desk_id,
        "requestTypeId": tenant.request_type_id,
        "requestFieldValues": {"summary": "Raised", "description": "Please."},
    }
