"""The work item of a business project, and the idea of a discovery project."""

from token_conformance.live.discovery import issues
from token_conformance.live.discovery.ask import Ask
from token_conformance.live.discovery.findings import Findings, quoted
from token_conformance.live.discovery.project_list import Projects
from token_conformance.model.cell import Product


def choose_work_item(ask: Ask, findings: Findings, projects: Projects) -> None:
    """Choose a work item of a business project."""
    if _is_settled(findings, Product.JIRA_WORK_MANAGEMENT, "business_issue_key"):
        return
    keys = projects.of_kind("business")
    key = issues.first_of(ask, keys)
    findings.find("business_issue_key", key, f"a work item of the business project {key.rpartition('-')[0]}")
    if not key and keys:
        findings.places["business_issue_key"] = keys[0]
    _note(findings, Product.JIRA_WORK_MANAGEMENT, "business_issue_key", keys, "business")


def choose_idea(ask: Ask, findings: Findings, projects: Projects) -> None:
    """Choose a discovery project and an idea of it."""
    if _is_settled(findings, Product.JIRA_PRODUCT_DISCOVERY, "idea_project_key", "idea_key"):
        return
    idea, project = findings.given.get("idea_key", ""), findings.given.get("idea_project_key", "")
    given = project or idea.rpartition("-")[0]
    keys = [given] if given else projects.of_kind("product_discovery")
    idea = idea or issues.first_of(ask, keys)
    chosen = idea.rpartition("-")[0] or next(iter(keys), "")
    findings.find("idea_project_key", chosen, f"discovery project {quoted(projects.name(chosen))}")
    findings.find("idea_key", idea, "an idea of that project")
    if chosen and not idea:
        findings.places["idea_key"] = chosen
    _note(findings, Product.JIRA_PRODUCT_DISCOVERY, "idea_key", keys, "discovery")


def _is_settled(findings: Findings, product: Product, *fields: str) -> bool:
    """Whether nothing is left to choose: the user has set everything, or leaves the product out."""
    return product in findings.absent or not findings.is_unset(*fields)


def _note(findings: Findings, product: Product, field: str, keys: list[str], kind: str) -> None:
    """Note why there is nothing; without a project there is nothing to do for the product."""
    if not keys:
        findings.absent[product] = f"the account sees no {kind} project"
    elif not findings.value(field):
        findings.lack(field, f"the account sees no issue in a {kind} project")
