"""Links in answers of the Jira platform stay on the caller's URL form and work (rule G7)."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

import httpx
import pytest

from for_each import for_each
from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import FORMS, Product, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]
Fresh = Callable[[], tuple[Ask, State]]

PATHS = [
    "issue/{issue_key}",
    "issue/{issue_key}/transitions",
    "issue/{issue_key}/comment",
    "issue/{issue_key}/worklog",
    "project",
    "project/{project_key}",
    "project/search?maxResults=2",
    "project/{project_key}/version",
    "project/{project_key}/component",
    "search/jql?jql=project={project_key}&fields=*all",
    "myself",
    "users/search",
    "issuetype",
    "priority",
    "status",
    "attachment/{attachment_id}",
    "filter/search",
    "dashboard",
]
PICTURES = "/images/icons/"
"""Paths that the local model does not serve; at Atlassian they are not an operation either."""


@for_each("form", FORMS)
@for_each("path", PATHS)
def test_links_work_on_the_same_url_form(fresh: Fresh, tenant: Tenant, form: UrlForm, path: str) -> None:
    """Every link starts with the base URL of the URL form, and following it works."""
    ask, _ = fresh()
    base = tenant.base_url(Product.JIRA_PLATFORM, form)
    ask("POST", f"/rest/api/3/issue/{tenant.issue_key}/transitions", json={"transition": {"id": "31"}})
    answer = ask("GET", f"/rest/api/3/{path.format(**asdict(tenant))}", form=form)
    found = {url.removeprefix(base) for url in links(answer.json())}
    assert found
    assert not {url for url in found if not url.startswith("/")}
    followed = {url: ask("GET", url, form=form).status_code for url in found if not url.startswith(PICTURES)}
    assert {} == {url: status for url, status in followed.items() if status not in {200, 303}}


@pytest.mark.parametrize("form", FORMS)
def test_the_next_page_continues_the_list(ask: Ask, tenant: Tenant, form: UrlForm) -> None:
    """The link to the next page keeps the query and starts where the page ends."""
    base = tenant.base_url(Product.JIRA_PLATFORM, form)
    first = ask("GET", "/rest/api/3/project/search?maxResults=1&query=s", form=form).json()
    assert f"{base}/rest/api/3/project/search?maxResults=1&query=s&startAt=1" == first["nextPage"]
    second = ask("GET", first["nextPage"].removeprefix(base), form=form).json()
    assert ["Software", "Business"] == [page["values"][0]["name"] for page in (first, second)]


def links(value: Any, name: str = "") -> Iterator[str]:
    """All links in an answer, except those that people open in a browser."""
    if isinstance(value, str) and value.startswith("https://") and name not in {"view", "viewUrl"}:
        yield value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield from links(member, str(key))
