"""The Jira of the tenant: its seeded content, and how it changes."""

from dataclasses import replace

import pytest

from token_conformance.edge.tenant.adf import document, plain_text
from token_conformance.edge.tenant.project import ProjectKind
from token_conformance.edge.tenant.seed.jira import SEEDED_AT, seeded_jira
from token_conformance.model.tenant import SEEDED, Tenant

OTHER = replace(
    SEEDED,
    account_id="other",
    attachment_id="777",
    project_key="CODE",
    issue_key="CODE-7",
    business_issue_key="SHOP-3",
    idea_project_key="NEXT",
    idea_key="NEXT-9",
    request_key="CARE-4",
)


@pytest.mark.parametrize("tenant", [SEEDED, OTHER], ids=["seeded", "other"])
def test_the_names_of_the_tenant_exist(tenant: Tenant) -> None:
    """Every project, issue, user and attachment that the tenant names is in its Jira."""
    jira = seeded_jira(tenant)
    kinds = {
        tenant.issue_key: ProjectKind.SOFTWARE,
        tenant.business_issue_key: ProjectKind.BUSINESS,
        tenant.idea_key: ProjectKind.PRODUCT_DISCOVERY,
        tenant.request_key: ProjectKind.SERVICE_DESK,
    }
    assert kinds == {key: jira.issues[key].project.kind for key in kinds}
    assert {tenant.project_key, tenant.idea_project_key} <= jira.projects.keys()
    assert tenant.email == jira.users[tenant.account_id].email
    assert [tenant.attachment_id] == [each.id for each in jira.issues[tenant.issue_key].attachments]


def test_the_software_issue_has_everything_on_it() -> None:
    """It has a comment, a worklog and an attachment, and its project a version and a component."""
    issue = seeded_jira(SEEDED).issues[SEEDED.issue_key]
    lists = (issue.comments, issue.worklogs, issue.attachments, issue.project.versions, issue.project.components)
    assert [1, 1, 1, 1, 1] == [len(items) for items in lists]


def test_two_issues_of_one_project_can_be_seeded_in_any_order() -> None:
    """The project counts on from the highest number, in any order of creation."""
    jira = seeded_jira(replace(SEEDED, issue_key="SOFT-9", business_issue_key="SOFT-2"))
    assert ["SOFT-9", "SOFT-2", "SOFT-10"] == [issue.key for issue in jira.issues_of("SOFT")]


def test_seeding_is_always_the_same() -> None:
    """Two fresh tenants are equal in every id and time."""
    assert repr(seeded_jira(SEEDED)) == repr(seeded_jira(SEEDED))
    assert {SEEDED_AT} == {issue.created for issue in seeded_jira(SEEDED).issues.values()}


def test_a_new_issue_has_its_own_time_and_id() -> None:
    """A new issue has the current time, and an id that no other issue has."""
    jira = seeded_jira(SEEDED)
    taken = {issue.id for issue in jira.issues.values()}
    issue = jira.create_issue(SEEDED.project_key, {"summary": "New"}, SEEDED.account_id)
    assert issue.id not in taken
    assert issue.created > SEEDED_AT
    assert issue is jira.issue(issue.id) is jira.issue(issue.key)


def test_new_issues_share_no_lists() -> None:
    """A label on one new issue is not on the next."""
    jira = seeded_jira(SEEDED)
    first, second = (jira.create_issue(SEEDED.project_key, {}, SEEDED.account_id) for _ in range(2))
    first.fields["labels"].append("x")
    assert [] == second.fields["labels"]


def test_an_issue_needs_an_existing_project() -> None:
    """An unknown project is a KeyError."""
    with pytest.raises(KeyError, match="NONE"):
        seeded_jira(SEEDED).create_issue("NONE", {}, SEEDED.account_id)


@pytest.mark.parametrize("text", ["one line", "two\nlines", "", "a\n\nb"])
def test_text_survives_as_a_document(text: str) -> None:
    """A text is the same after it was converted to a document and back."""
    assert text == plain_text(document(text))


def test_a_document_is_read_in_reading_order() -> None:
    """Blocks start a line; marks and inline nodes do not."""
    item = {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "point"}]}]}
    bold = {"type": "text", "text": "bold", "marks": [{"type": "strong"}]}
    line = {"type": "paragraph", "content": [{"type": "text", "text": "a "}, bold, {"type": "hardBreak"}, bold]}
    assert "a bold\nbold\npoint" == plain_text(
        {"type": "doc", "content": [line, {"type": "bulletList", "content": [item]}]}
    )
