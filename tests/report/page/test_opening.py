"""What the page says first."""

from token_conformance.report.page.opening import CLOUD_ID, bases, published_by


def test_the_two_urls_and_that_of_the_cloud_id_have_placeholders() -> None:
    """They are those that the rest of the page uses."""
    assert {
        "site": "https://SITE.atlassian.net",
        "jira": "https://api.atlassian.com/ex/jira/CLOUD_ID",
        "confluence": "https://api.atlassian.com/ex/confluence/CLOUD_ID",
    } == bases()
    assert CLOUD_ID == "https://SITE.atlassian.net/_edge/tenant_info"


def test_every_part_of_the_answer_has_its_evidence() -> None:
    """Grade and date come from the catalogue; the ticket has a link."""
    graded = [(one.evidence.grade, one.evidence.date) for one in published_by()]
    assert [("documented", ""), ("documented", ""), ("recorded", "2025-05-15"), ("documented", "")] == graded
    assert ["", "", "https://jira.atlassian.com/browse/CLOUD-12617", ""] == [one.evidence.url for one in published_by()]
