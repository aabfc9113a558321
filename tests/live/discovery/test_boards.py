"""The choice of a board and its sprint."""

from collections.abc import Mapping
from typing import Any

import pytest

from canned_tenant import CannedTenant
from token_conformance.live.discovery import boards
from token_conformance.live.discovery.findings import Findings
from token_conformance.model.cell import Product

BOARDS, SPRINTS = "/rest/agile/1.0/board", "/rest/agile/1.0/board/{boardId}/sprint"
BACKLOG, ISSUES = "/rest/agile/1.0/board/{boardId}/backlog", "/rest/agile/1.0/board/{boardId}/issue"
SOME: dict[str, object] = {"issues": [{}]}
NONE: dict[str, object] = {"issues": []}


def board(number: int, key: str = "AAA", kind: str = "scrum") -> dict[str, object]:
    """A board as a list shows it."""
    return {"id": number, "name": f"Board {number}", "type": kind, "location": {"projectKey": key}}


def chosen(*listed: dict[str, object], sprints: Mapping[int, list[tuple[int, str]]], **given: str) -> Findings:
    """What is chosen on a tenant with some boards, with the ids and states of the sprints of each."""

    def list_sprints(names: Mapping[str, Any]) -> dict[str, object]:
        found = sprints.get(names["boardId"], ())
        return {"values": [{"id": id_, "state": state} for id_, state in found]}

    found = [one for one in listed if one["type"] == "scrum"]
    tenant = CannedTenant(
        {
            BOARDS: lambda query: {"values": found if "type" in query else list(listed)},
            SPRINTS: list_sprints,
            BACKLOG: SOME,
        }
    )
    findings = Findings({"project_key": "AAA", **given})
    boards.choose(tenant, findings, boards.find(tenant, findings))
    return findings


def values(findings: Findings) -> tuple[str, str]:
    """The ids of the board and the sprint."""
    return findings.value("board_id"), findings.value("sprint_id")


def test_the_first_board_with_a_sprint_is_chosen() -> None:
    """Of its sprints an active one; numbers are compared as numbers."""
    findings = chosen(board(30), board(4), board(20), sprints={20: [(9, "closed"), (11, "active"), (10, "active")]})
    assert ("20", "10") == values(findings)
    assert "active sprint of that board" == findings.things["sprint_id"].what


def test_a_board_without_a_sprint_is_better_than_none() -> None:
    """The sprint is missing, and nothing else."""
    findings = chosen(board(4), sprints={})
    assert ("4", "") == values(findings)
    assert {"sprint_id": "the first boards of the project AAA show no sprint"} == findings.lacking


def test_without_a_scrum_board_another_one_is_chosen() -> None:
    """It can be read too."""
    findings = chosen(board(4, kind="kanban"), sprints={})
    assert ('board "Board 4" of the project AAA', "4") == (findings.things["board_id"].what, findings.value("board_id"))


@pytest.mark.parametrize("listed", [(), (board(4, "OTHER"),)])
def test_without_a_board_of_the_project_the_product_is_left_out(listed: tuple[dict[str, object], ...]) -> None:
    """Every requirement of Jira Software reads a board."""
    findings = chosen(*listed, sprints={})
    assert {Product.JIRA_SOFTWARE: "the account sees no board of the project AAA"} == findings.absent


def test_a_site_without_jira_software_is_one_reason() -> None:
    """What such a site answers is not published, so it is quoted."""
    findings = Findings({})
    assert [] == boards.find(CannedTenant({}), findings)
    assert {Product.JIRA_SOFTWARE: f"GET {BOARDS} is answered with hidden (404)"} == findings.absent


@pytest.mark.parametrize(
    ("issues", "lacking"),
    [(SOME, {"backlog"}), (NONE, {"backlog", "board-issue"})],
)
def test_a_board_without_issues_is_noticed(issues: dict[str, object], lacking: set[str]) -> None:
    """Two requirements read its issues."""
    tenant = CannedTenant({BOARDS: {"values": [board(4)]}, BACKLOG: NONE, ISSUES: issues})
    findings = Findings({"project_key": "AAA", "sprint_id": "1"})
    boards.choose(tenant, findings, boards.find(tenant, findings))
    assert lacking == set(findings.lacking)


def test_a_product_that_is_left_out_is_not_asked() -> None:
    """Nor is one whose things are all set."""
    tenant = CannedTenant({})
    assert [] == boards.find(tenant, Findings({}, absent={Product.JIRA_SOFTWARE: ""}))
    assert [] == boards.find(tenant, Findings({"project_key": "A", "board_id": "1", "sprint_id": "1"}))
    assert [] == tenant.asked
