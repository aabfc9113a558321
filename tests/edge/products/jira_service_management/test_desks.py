"""Request types with their groups and fields, and queues with their issues."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.edge.tenant.project import DONE
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/rest/servicedeskapi"


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 1), ("searchQuery=hel%20ask", 1), ("searchQuery=elp", 0), ("restrictionStatus=open", 1)],
)
def test_request_types_are_searched(ask: Ask, tenant: Tenant, query: str, count: int) -> None:
    """Words of the name or the description start with those of the query, over all desks and at one."""
    for path in ("requesttype", f"servicedesk/{tenant.service_desk_id}/requesttype"):
        assert count == ask("GET", f"{API}/{path}?{query}").json()["size"]


def test_the_status_of_a_restriction_is_open_or_restricted(ask: Ask) -> None:
    """Another value is invalid."""
    assert 400 == ask("GET", f"{API}/requesttype?restrictionStatus=closed").status_code


def test_request_types_of_desks(ask: Ask, tenant: Tenant) -> None:
    """The parameter may be repeated."""
    url = f"{API}/requesttype?serviceDeskId=0"
    assert 0 == ask("GET", url).json()["size"]
    assert 1 == ask("GET", f"{url}&serviceDeskId={tenant.service_desk_id}").json()["size"]


def test_a_request_type_with_its_group_and_fields(ask: Ask, tenant: Tenant) -> None:
    """Its fields are those that a new request takes."""
    desk = f"{API}/servicedesk/{tenant.service_desk_id}"
    type_ = ask("GET", f"{desk}/requesttype/{tenant.request_type_id}").json()
    [group] = ask("GET", f"{desk}/requesttypegroup").json()["values"]
    assert [group["id"]] == type_["groupIds"]
    assert type_ == ask("GET", f"{desk}/requesttype?groupId={group['id']}").json()["values"][0]
    fields = ask("GET", f"{desk}/requesttype/{tenant.request_type_id}/field").json()["requestTypeFields"]
    assert {"summary": True, "description": False} == {each["fieldId"]: each["required"] for each in fields}


def test_a_queue_and_its_issues(ask: Ask, tenant: Tenant, state: State) -> None:
    """Its JQL finds them, and they have the fields that the queue shows."""
    queue = f"{API}/servicedesk/{tenant.service_desk_id}/queue/1"
    [issue] = ask("GET", f"{queue}/issue").json()["values"]
    assert (tenant.request_key, {"issuetype", "summary", "created", "reporter"}) == (
        issue["key"],
        issue["fields"].keys(),
    )
    assert "issueCount" not in ask("GET", queue).json()
    assert 1 == ask("GET", f"{queue}?includeCount=true").json()["issueCount"]
    state.jira.transition(state.jira.issues[tenant.request_key], DONE)
    assert 0 == ask("GET", f"{queue}?includeCount=True").json()["issueCount"]
    assert 0 == ask("GET", f"{queue}/issue").json()["size"]


def test_a_page_links_to_the_one_before_it(ask: Ask) -> None:
    """The first page has no such link."""
    assert "prev" not in ask("GET", f"{API}/servicedesk").json()["_links"]
    assert ask("GET", f"{API}/servicedesk?start=1").json()["_links"]["prev"].endswith("?start=0&limit=50")
