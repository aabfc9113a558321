"""Each link in an answer of Jira Software and Jira Service Management leads somewhere, at both URL forms."""

import ssl
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from busy_tenant import OPERATIONS, make_busy, path_of
from token_conformance.edge.server.edge import Edge
from token_conformance.model.cell import FORMS, Product, UrlForm
from token_conformance.model.url import site_path

Get = Callable[[str, str], httpx.Response]

NO_API = ("/browse/", "/images/", "/servicedesk/")
"""Pages and files of a site, which nobody calls with an API token; what they answer to one is not known."""

PRODUCTS = ("/rest/agile/", "/rest/software/", "/rest/servicedeskapi/")
LISTS = [name for name in OPERATIONS if name.startswith("GET ")]


@pytest.fixture(scope="module")
def busy_edge() -> Iterator[tuple[Edge, dict[str, str]]]:
    """An edge with a busy tenant, and the parameters of its paths."""
    with Edge() as running:
        yield running, make_busy(running.state)


@pytest.fixture(scope="module")
def get(busy_edge: tuple[Edge, dict[str, str]]) -> Iterator[Get]:
    """Get a URL with a token."""
    edge, _ = busy_edge
    trust = ssl.create_default_context(cafile=edge.ca_file)
    with httpx.Client(proxy=edge.proxy_url, verify=trust, trust_env=False, timeout=60) as client:
        yield lambda url, token: client.get(url, auth=(edge.account.email, token))


@pytest.mark.parametrize("form", FORMS)
def test_every_link_leads_somewhere(busy_edge: tuple[Edge, dict[str, str]], get: Get, form: UrlForm) -> None:
    """An unscoped token gets a 2xx from each link of each list, and from each link of what these lead to."""
    edge, parameters = busy_edge
    base = edge.tenant.base_url(Product.JIRA_PLATFORM, form)
    waiting = [base + path_of(name, parameters, edge.state) for name in LISTS]
    followed: dict[str, int] = {}
    while waiting:
        url = waiting.pop()
        answer = get(url, edge.account.unscoped)
        followed[url] = answer.status_code
        if site_path(urlsplit(url).path).startswith(PRODUCTS):
            waiting += [link for link in _links(answer.json()) if link not in {*followed, *waiting}]
    assert {} == {url: status for url, status in followed.items() if status != 200}
    assert any("/rest/api/" in url for url in followed)


def test_a_scoped_token_gets_a_link_or_a_scope_mismatch(busy_edge: tuple[Edge, dict[str, str]], get: Get) -> None:
    """Rule G2: at the gateway each link that its scopes do not allow says so."""
    edge, parameters = busy_edge
    base = edge.tenant.base_url(Product.JIRA_PLATFORM, UrlForm.GATEWAY)
    answers = [get(base + path_of(name, parameters, edge.state), edge.account.scoped_jira) for name in LISTS]
    links = {link for answer in answers if answer.status_code == 200 for link in _links(answer.json())}
    refused = [answer for link in links if (answer := get(link, edge.account.scoped_jira)).status_code != 200]
    assert {"FAILURE_CLIENT_SCOPE_CHECK"} >= {answer.headers.get("x-failure-category") for answer in refused}
    assert len(refused) < len(links)


@pytest.mark.parametrize("form", FORMS)
def test_pages_and_files_are_answered_by_a_rule_or_in_plain_words(
    busy_edge: tuple[Edge, dict[str, str]], get: Get, form: UrlForm
) -> None:
    """S8 knows the pages of issues; what the others are, the model does not know, and it says so."""
    edge, parameters = busy_edge
    base = edge.tenant.base_url(Product.JIRA_PLATFORM, form)
    answers = [get(base + path_of(name, parameters, edge.state), edge.account.unscoped) for name in LISTS]
    links = {link for answer in answers for link in _urls(answer.json()) if _is_no_api(link)}
    told = {link: get(link, edge.account.unscoped).status_code for link in links}
    assert {200} == {status for link, status in told.items() if "/browse/" in link}
    assert {200, 501} >= set(told.values())
    assert set(NO_API) == {part for part in NO_API for link in links if part in link}


def test_pages_for_people_are_at_the_site(busy_edge: tuple[Edge, dict[str, str]], get: Get) -> None:
    """A request at the gateway links to its pages where a browser can open them."""
    edge, _ = busy_edge
    base = edge.tenant.base_url(Product.JIRA_SERVICE_MANAGEMENT, UrlForm.GATEWAY)
    request = get(f"{base}/rest/servicedeskapi/request/{edge.tenant.request_key}", edge.account.unscoped).json()
    site = f"https://{edge.tenant.site_host}"
    assert f"{site}/browse/{edge.tenant.request_key}" == request["_links"]["agent"]
    assert request["_links"]["web"].startswith(f"{site}/servicedesk/customer/portal/")


def _links(content: Any) -> set[str]:
    """The links in an answer to operations."""
    return {url for url in _urls(content) if not _is_no_api(url)}


def _is_no_api(url: str) -> bool:
    return site_path(urlsplit(url).path).startswith(NO_API)


def _urls(content: Any) -> set[str]:
    """The URLs in an answer, but for the base that its other links start with."""
    if isinstance(content, dict):
        members = [value for name, value in content.items() if name != "base"]
        return {url for member in members for url in _urls(member)}
    if isinstance(content, list):
        return {url for member in content for url in _urls(member)}
    return {content} if isinstance(content, str) and content.startswith("https://") else set()
