"""What must work of Jira Work Management, whose business projects are read by Jira platform operations."""

from token_conformance import Product, Send, Tenant, endpoint


@endpoint("GET /rest/api/3/issue/{issueIdOrKey}", product=Product.JIRA_WORK_MANAGEMENT)
def test_get_work_item(send: Send, tenant: Tenant) -> None:
    """A work item of a business project can be read."""
    item = send(path={"issueIdOrKey": tenant.business_issue_key}, query={"fields": "summary"}).json()
    assert tenant.business_issue_key == item["key"]
