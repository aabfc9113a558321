"""The choice of work items, ideas, service desks and pages."""

from collections.abc import Mapping
from typing import Any

import pytest

from canned_tenant import CannedTenant
from token_conformance.live.discovery import confluence, other_projects, service_desk
from token_conformance.live.discovery.findings import Findings
from token_conformance.live.discovery.project_list import Projects
from token_conformance.model.cell import Product

PROJECTS, ISSUES = "/rest/api/3/project/search", "/rest/api/3/search/jql"
DESKS, REQUESTS = "/rest/servicedeskapi/servicedesk", "/rest/servicedeskapi/request"
TYPES = "/rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype"
FIELDS = f"{TYPES}/{{requestTypeId}}/field"
SPACES, PAGES, CONTENT = "/wiki/api/v2/spaces", "/wiki/api/v2/pages", "/wiki/rest/api/content/search"
COMMENTS, FILES = "/wiki/api/v2/footer-comments", "/wiki/api/v2/attachments"

TEAM = {"id": 1, "key": "DOCS", "name": "Documentation", "type": "global", "status": "current"}
PERSON = {"id": 2, "key": "~77", "name": "Anna Example", "type": "personal", "status": "current"}


def other_things(kind: str, issues: list[str], **given: str) -> Findings:
    """What is chosen where one project of a kind has some issues."""
    listed = [{"key": kind[:3].upper(), "name": "One", "projectTypeKey": kind}]
    tenant = CannedTenant({PROJECTS: {"values": listed}, ISSUES: {"issues": [{"key": key} for key in issues]}})
    findings, projects = Findings(given), Projects(tenant)
    other_projects.choose_work_item(tenant, findings, projects)
    other_projects.choose_idea(tenant, findings, projects)
    return findings


def test_a_work_item_of_a_business_project_is_chosen() -> None:
    """There is no discovery project, so Jira Product Discovery is left out."""
    findings = other_things("business", ["BUS-2"])
    assert "BUS-2" == findings.value("business_issue_key")
    assert {Product.JIRA_PRODUCT_DISCOVERY: "the account sees no discovery project"} == findings.absent


def test_an_idea_and_its_project_are_chosen() -> None:
    """An idea that is set names its project."""
    findings = other_things("product_discovery", ["PRO-3"])
    assert ("PRO", "PRO-3") == (findings.value("idea_project_key"), findings.value("idea_key"))
    assert "XY" == other_things("product_discovery", [], idea_key="XY-1").value("idea_project_key")


def test_a_project_without_issues_is_a_place_for_one() -> None:
    """A run that may write can make it."""
    assert {"business_issue_key": "BUS"} == other_things("business", []).places
    findings = other_things("product_discovery", [])
    assert ("PRO", {"idea_key": "PRO"}) == (findings.value("idea_project_key"), findings.places)
    assert {"idea_key": "the account sees no issue in a discovery project"} == findings.lacking


def desk_things(
    desks: list[int], requests: Mapping[str, int], needed: Mapping[int, list[str]], **given: str
) -> Findings:
    """What is chosen of some desks, requests with their desks, and request types with the fields that each needs."""

    def fields(names: Mapping[str, Any]) -> dict[str, object]:
        wanted = needed[int(names["requestTypeId"])]
        optional = {"fieldId": "description", "required": False}
        return {"requestTypeFields": [*({"fieldId": name, "required": True} for name in wanted), optional]}

    raised = [{"issueKey": key, "serviceDeskId": str(desk)} for key, desk in requests.items()]
    tenant = CannedTenant(
        {
            DESKS: {"values": [{"id": str(desk), "projectName": "Help"} for desk in desks]},
            REQUESTS: {"values": raised},
            TYPES: {"values": [{"id": str(type_), "name": "Get help"} for type_ in needed]},
            FIELDS: fields,
        }
    )
    findings = Findings(given)
    service_desk.choose(tenant, findings)
    return findings


def test_the_desk_with_an_own_request_is_chosen() -> None:
    """So is the request type that needs only a summary."""
    findings = desk_things([10, 9, 8], {"HELP-2": 9, "HELP-1": 9}, {5: ["summary", "impact"], 6: ["summary"]})
    assert ("9", "6", "HELP-1") == tuple(map(findings.value, ("service_desk_id", "request_type_id", "request_key")))
    assert {} == findings.lacking


def test_a_request_type_that_needs_more_cannot_be_used_to_write() -> None:
    """It can be read. Without a request of the account, one can be made at a desk whose type needs only a summary."""
    findings = desk_things([8], {}, {5: ["summary", "impact"]})
    assert ("8", "5") == (findings.value("service_desk_id"), findings.value("request_type_id"))
    assert {"plain-request-type", "request_key"} == set(findings.lacking)
    assert {} == findings.places
    assert {"request_key": "8"} == desk_things([8], {}, {5: ["summary"]}).places


def test_without_a_desk_the_product_is_left_out() -> None:
    """The reason is what the account sees, or what was answered."""
    assert {Product.JIRA_SERVICE_MANAGEMENT: "the account sees no service desk"} == desk_things([], {}, {}).absent
    findings = Findings({})
    service_desk.choose(CannedTenant({}), findings)
    assert f"GET {DESKS} is answered with hidden (404)" == findings.absent[Product.JIRA_SERVICE_MANAGEMENT]


def page(number: int, space: Mapping[str, object] = TEAM, labels: int = 0) -> dict[str, object]:
    """A page as a search shows it."""
    metadata = {"labels": {"results": [dict[str, str]()] * labels}}
    return {"id": str(number), "type": "page", "title": f"Page {number}", "space": space, "metadata": metadata}


def page_things(pages: list[dict[str, object]], commented: list[int], filed: list[int], **given: str) -> Findings:
    """What is chosen of some pages, some of which have comments and files."""

    def search(query: Mapping[str, Any]) -> dict[str, object]:
        return {"results": [one for one in pages if str(one["id"]) in query["cql"]]}

    tenant = CannedTenant(
        {
            COMMENTS: {"results": [{"pageId": str(number)} for number in commented]},
            FILES: {"results": [{"pageId": str(number)} for number in filed]},
            PAGES: {"results": [{"id": one["id"]} for one in pages]},
            CONTENT: search,
            SPACES: lambda query: {"results": [*([] if "keys" in query else [PERSON]), {**TEAM, "id": "1"}]},
            f"{PAGES}/{{id}}/footer-comments": {"results": []},
            f"{PAGES}/{{id}}/attachments": {"results": []},
        }
    )
    findings = Findings(given)
    confluence.choose(tenant, findings)
    return findings


def test_the_page_with_the_most_pieces_is_chosen() -> None:
    """A comment at its foot, an attachment and a label."""
    findings = page_things([page(7), page(8, labels=1), page(9, labels=1)], [7, 9, 8], [9, 8])
    assert ("8", "1", "DOCS") == tuple(map(findings.value, ("page_id", "space_id", "space_key")))
    assert {} == {need: reason for need, reason in findings.lacking.items() if need.startswith("page")}


def test_a_space_of_a_team_is_preferred_to_a_personal_one() -> None:
    """A personal space belongs to somebody; its name, which is that of the person, is not shown."""
    findings = page_things([page(7), page(8, PERSON, labels=1)], [8], [8])
    assert "8" == findings.value("page_id")  # page 7 is not known to have anything, so it was not looked at
    assert 'personal or archived space "A\u2026"' == findings.things["space_id"].what
    assert "page" == findings.things["page_id"].what
    assert "7" == page_things([page(7), page(8, PERSON, labels=1)], [8, 7], [8]).value("page_id")


def test_what_the_page_lacks_is_said() -> None:
    """It was looked at once more, because a list shows only its first items."""
    findings = page_things([page(7)], [], [])
    assert {"page-comment", "page-attachment", "page-label"} == {n for n in findings.lacking if n.startswith("page")}


def test_without_a_page_a_space_is_a_place_for_one() -> None:
    """One of a team, if there is any."""
    findings = page_things([], [], [])
    assert ("DOCS", {"page_id": "1"}) == (findings.value("space_key"), findings.places)
    assert "the account sees no page in the space DOCS" == findings.lacking["page_id"]


def test_a_page_that_is_set_names_its_space() -> None:
    """Only its pieces are looked at."""
    findings = page_things([page(7), page(8, labels=1)], [8], [8], page_id="7")
    assert ("1", "DOCS") == (findings.value("space_id"), findings.value("space_key"))


def test_a_space_that_is_set_is_kept() -> None:
    """A better page of another space is not taken."""
    findings = page_things([page(7), page(8, {**TEAM, "id": 3}, labels=1)], [8], [8], space_key="DOCS")
    assert "7" == findings.value("page_id")


def test_a_confluence_that_does_not_know_the_account_is_left_out() -> None:
    """Nothing else is asked of it."""
    tenant, findings = CannedTenant({}, knows_caller=False), Findings({})
    confluence.choose(tenant, findings)
    assert ({Product.CONFLUENCE: "it answers the account with forbidden (403)"}, []) == (findings.absent, tenant.asked)


@pytest.mark.parametrize("choose", [service_desk.choose, confluence.choose], ids=["desk", "page"])
def test_what_is_all_set_is_not_asked(choose: Any) -> None:
    """As with every file of settings of version 0.2.0."""
    given = dict.fromkeys(
        ("service_desk_id", "request_type_id", "request_key", "space_id", "space_key", "page_id"), "1"
    )
    tenant = CannedTenant({})
    choose(tenant, Findings(given))
    assert [] == tenant.asked
