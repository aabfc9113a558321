"""What must work of Jira Product Discovery: its ideas are issues, by the Jira platform's operations."""

from token_conformance import Product, Send, Tenant, endpoint


@endpoint("POST /rest/api/3/issue", product=Product.JIRA_PRODUCT_DISCOVERY, writes=True)
def test_create_idea(send: Send, tenant: Tenant, title: str) -> None:
    """An idea can be created in a discovery project."""
    project, kind = {"key": tenant.idea_project_key}, {"name": "Idea"}
    idea = send(json={"fields": {"project": project, "issuetype": kind, "summary": title}}).json()
    assert tenant.idea_project_key == idea["key"].rpartition("-")[0]


@endpoint("GET /rest/api/3/issue/{issueIdOrKey}", product=Product.JIRA_PRODUCT_DISCOVERY)
def test_get_idea(send: Send, tenant: Tenant) -> None:
    """An idea can be read."""
    idea = send(path={"issueIdOrKey": tenant.idea_key}, query={"fields": "summary"}).json()
    assert tenant.idea_key == idea["key"]
