"""The choice of project and issue on tenants of any size and shape."""

from collections.abc import Mapping
from typing import Any

import pytest

from canned_tenant import CannedTenant
from token_conformance.errors import UserError
from token_conformance.live.discovery import projects
from token_conformance.live.discovery.boards import Board
from token_conformance.live.discovery.findings import Findings
from token_conformance.live.discovery.project_list import Projects
from token_conformance.model.cell import Product

SEARCH, PROJECT = "/rest/api/3/project/search", "/rest/api/3/project/{projectIdOrKey}"
ISSUES, ISSUE = "/rest/api/3/search/jql", "/rest/api/3/issue/{issueIdOrKey}"


def project(key: str, kind: str = "software", **more: object) -> dict[str, object]:
    """A project as lists and its own path show it."""
    return {"key": key, "name": f"Name of {key}", "projectTypeKey": kind, "versions": [], "components": [], **more}


def issue(key: str, *, comment: bool = False, worklog: bool = False, sizes: tuple[int, ...] = ()) -> dict[str, object]:
    """An issue as a search shows it; `sizes` are those of its attachments."""
    files = [{"id": str(100 + number), "filename": "a.txt", "size": size} for number, size in enumerate(sizes)]
    pieces = {"comment": {"comments": [{}] * comment}, "worklog": {"worklogs": [{}] * worklog}, "attachment": files}
    return {"key": key, "fields": pieces}


def chosen(
    listed: list[dict[str, object]],
    found: list[dict[str, object]],
    boards: tuple[Board, ...] = (),
    **given: str,
) -> Findings:
    """What is chosen of some projects and issues."""

    def search(query: Mapping[str, Any]) -> dict[str, object]:
        return {"issues": [one for one in found if f'"{str(one["key"]).partition("-")[0]}"' in query["jql"]]}

    details = {str(one["key"]): one for one in listed}
    tenant = CannedTenant(
        {
            SEARCH: {"values": listed, "isLast": True},
            PROJECT: lambda names: details[names["projectIdOrKey"]],
            ISSUES: search,
            ISSUE: lambda names: next(one for one in found if one["key"] == names["issueIdOrKey"]),
        }
    )
    findings = Findings(given)
    projects.choose(tenant, findings, Projects(tenant), boards)
    return findings


def values(findings: Findings) -> tuple[str, str, str]:
    """The key of the project and of the issue, and the id of the attachment."""
    return findings.value("project_key"), findings.value("issue_key"), findings.value("attachment_id")


def test_the_issue_with_the_most_pieces_decides() -> None:
    """Its project has a requirement more for each of them."""
    found = [issue("AAA-1", comment=True), issue("BBB-1", comment=True, worklog=True, sizes=(9, 2))]
    findings = chosen([project("AAA"), project("BBB")], found)
    assert ("BBB", "BBB-1", "101") == values(findings)
    assert "issue with a comment, a worklog, an attachment" == findings.things["issue_key"].what


def test_a_project_with_a_scrum_board_is_preferred() -> None:
    """A board has six requirements."""
    boards = (Board(7, "Kanban", "AAA", is_scrum=False), Board(8, "Scrum", "BBB", is_scrum=True))
    findings = chosen([project("AAA"), project("BBB")], [issue("AAA-1", comment=True)], boards)
    assert ("BBB", "", "") == values(findings)
    assert "the account sees no issue in the project BBB" == findings.lacking["issue_key"]


def test_versions_and_components_decide_between_equal_projects() -> None:
    """Otherwise the first key does, so that the same tenant gives the same choice."""
    listed = [project("BBB"), project("CCC", versions=[{"name": "1"}]), project("AAA")]
    assert "CCC" == chosen(listed, []).value("project_key")
    assert "AAA" == chosen([listed[0], listed[2]], []).value("project_key")


def test_without_a_software_project_any_project_is_used() -> None:
    """The Jira platform has no need of Jira Software."""
    assert "BIZ" == chosen([project("BIZ", "business")], []).value("project_key")


def test_what_the_project_and_the_issue_lack_is_said() -> None:
    """Each piece by itself; a run that may write could make the issue in that project."""
    findings = chosen([project("AAA")], [issue("AAA-1", comment=True)])
    assert {
        "version": "the project AAA has no version",
        "component": "the project AAA has no component",
        "worklog": "AAA-1 has no worklog",
        "attachment_id": "AAA-1 has no attachment",
    } == findings.lacking
    assert {"issue_key": "AAA"} == findings.places


def test_an_account_that_sees_no_project_is_said() -> None:
    """Every variable of the platform is then missing."""
    findings = chosen([], [])
    assert dict.fromkeys(("project_key", "issue_key", "attachment_id"), "the account sees no project") == (
        findings.lacking
    )


def test_what_is_set_is_never_replaced() -> None:
    """The issue comes from the project that is set, although another one has a better issue."""
    found = [issue("AAA-1"), issue("BBB-1", comment=True, worklog=True, sizes=(1,))]
    findings = chosen([project("AAA"), project("BBB")], found, project_key="AAA")
    assert ("AAA", "AAA-1", "") == values(findings)
    assert "project_key" not in findings.things


def test_an_issue_that_is_set_names_its_project() -> None:
    """Only its attachment is looked for."""
    findings = chosen([project("AAA"), project("BBB")], [issue("BBB-1", sizes=(1,))], issue_key="BBB-1")
    assert ("BBB", "BBB-1", "100") == values(findings)


def test_a_board_that_is_set_names_its_project() -> None:
    """A board of another project would fail its requirements."""
    boards = (Board(8, "Scrum", "BBB", is_scrum=True),)
    assert "BBB" == chosen([project("AAA"), project("BBB")], [], boards, board_id="8").value("project_key")


def test_a_big_tenant_is_asked_for_each_kind() -> None:
    """Only then: a page shows 50 projects."""
    pages = {"": [project(f"A{number}A", "service_desk") for number in range(50)], "software": [project("SOFT")]}
    tenant = CannedTenant({SEARCH: lambda query: {"values": pages[query.get("typeKey", "")], "isLast": False}})
    listed = Projects(tenant)
    assert (["SOFT"], "Name of SOFT") == (listed.of_kind("software"), listed.name("SOFT"))
    assert 2 == len(tenant.asked)


def test_a_refused_list_of_projects_ends_discovery() -> None:
    """Otherwise a night in which Atlassian refuses it would leave everything out, and be green."""
    with pytest.raises(UserError, match=r"^GET /rest/api/3/project/search is answered with hidden \(404\), so no proj"):
        Projects(CannedTenant({})).of_kind("software")


@pytest.mark.parametrize("body", [{}, {"values": None}, {"values": [None, 1, {}, {"key": 1}, {"key": "a b"}]}])
def test_a_strange_list_has_no_projects(body: dict[str, object]) -> None:
    """A key is put into the settings and into a query, so it must have the form of one."""
    assert [] == Projects(CannedTenant({SEARCH: body})).of_any_kind()


def test_a_query_that_a_site_refuses_gets_a_successor() -> None:
    """JQL differs between sites, and the local model does not know all of it."""
    asked = []

    def search(query: Mapping[str, Any]) -> dict[str, object]:
        asked.append(query["jql"])
        return {"issues": [issue("AAA-1", comment=True)] if "worklog" in query["jql"] else []}

    tenant = CannedTenant({SEARCH: {"values": [project("AAA")]}, ISSUES: search, PROJECT: project("AAA")})
    findings = Findings({})
    projects.choose(tenant, findings, Projects(tenant), ())
    assert ("AAA-1", 3) == (findings.value("issue_key"), len(asked))
    assert 'project in ("AAA") AND attachments IS NOT EMPTY AND timespent > 0 ORDER BY created ASC, key ASC' == asked[0]
    assert Product.JIRA_SOFTWARE not in findings.absent
