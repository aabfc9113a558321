"""The whole discovery of a tenant: one request after the other, some 25 in all."""

from collections.abc import Collection, Mapping

from token_conformance.exchange.client import Exchange
from token_conformance.live.discovery import boards, confluence, other_projects, projects, service_desk
from token_conformance.live.discovery.ask import Ask
from token_conformance.live.discovery.findings import Findings
from token_conformance.live.discovery.project_list import Projects
from token_conformance.live.probes import Place
from token_conformance.model.cell import Product

_PLATFORM = Product.JIRA_PLATFORM
_SHARED = {"filter": ("filter/search", "values"), "dashboard": ("dashboard", "dashboards")}


def discover(exchange: Exchange, place: Place, given: Mapping[str, str], absent: Collection[Product]) -> Findings:
    """What a tenant has of the things that the user has not set; `given` are the values of the fields that are set.

    Everything is read with one credential at one URL form, the `place`; its caller must be known. Nothing is asked of
    the products that are `absent`, nor of one whose variables are all set. Raises UserError, with one line, if an
    answer says nothing about the tenant.
    """
    ask = Ask(exchange, place)
    findings = Findings(given, absent=dict.fromkeys(absent, ""))
    _jira(ask, findings)
    service_desk.choose(ask, findings)
    confluence.choose(ask, findings)
    findings.requests = ask.requests
    for product in absent:
        del findings.absent[product]
    return findings


def _jira(ask: Ask, findings: Findings) -> None:
    listed = Projects(ask)
    if findings.is_unset("project_key", "issue_key", "attachment_id", "board_id", "sprint_id"):
        found = boards.find(ask, findings)
        projects.choose(ask, findings, listed, found)
        boards.choose(ask, findings, found)
    if findings.is_unset("project_key", "issue_key", "attachment_id"):
        _look_at_shared(ask, findings)
    other_projects.choose_work_item(ask, findings, listed)
    other_projects.choose_idea(ask, findings, listed)


def _look_at_shared(ask: Ask, findings: Findings) -> None:
    """Note whether the account sees a filter and a dashboard."""
    for need, (path, member) in _SHARED.items():
        if not ask.has_some(_PLATFORM, f"/rest/api/3/{path}", member, maxResults=1):
            findings.lack(need, f"the account sees no {need}")
