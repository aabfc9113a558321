"""Conditions for hosts: redirects, and a foreign host that answers."""

import pytest

from conditioned import CONFLUENCE, FOREIGN, JIRA, SITE, ask, echo
from token_conformance.certify.scenarios.hosts import ForeignHost, Redirect
from token_conformance.model.tenant import SEEDED


@pytest.mark.parametrize(
    ("to", "method", "url", "location"),
    [
        ("http://{host}{path}", "GET", f"{JIRA}/myself?a=b", f"http{JIRA[5:]}/myself?a=b"),
        ("https://{foreign}{path}", "GET", f"{SITE}/rest/api/3/myself", f"{FOREIGN}/rest/api/3/myself"),
        ("https://{site}.atlassian.net{site_path}", "GET", f"{JIRA}/myself", f"{SITE}/rest/api/3/myself"),
        ("https://{site}.atlassian.net{site_path}", "GET", f"{CONFLUENCE}/spaces", f"{SITE}/wiki/api/v2/spaces"),
        ("https://{site}.atlassian.net{site_path}", "GET", CONFLUENCE.replace("/wiki", ""), f"{SITE}/wiki/api/v2"),
        ("http://{host}{path}", "OPTIONS", f"{JIRA}/issue", None),
        ("http://{host}{path}", "GET", f"{SITE}/_edge/tenant_info", None),
    ],
)
def test_redirect(to: str, method: str, url: str, location: str | None) -> None:
    """Requests that need a token are redirected, others are not."""
    answer = ask(Redirect(to), echo, method, url)
    assert (200 if location is None else 302, location) == (answer.status_code, answer.headers.get("location"))


@pytest.mark.parametrize(("url", "status"), [(f"{JIRA}/issue", 307), (f"{SITE}/rest/api/3/issue", 302)])
def test_redirect_of_a_write(url: str, status: int) -> None:
    """The gateway asks for the same method again, the site leaves it to the client."""
    answer = ask(Redirect("https://{foreign}{path}"), echo, "POST", url, json={})
    assert status == answer.status_code
    assert answer.headers["location"].startswith(FOREIGN)


def test_redirect_at_one_host() -> None:
    """The other host answers as usual, so that the redirect leads to an answer."""
    redirect = Redirect("https://{site}.atlassian.net{site_path}", host="api.atlassian.com")
    assert 200 == ask(redirect, echo, "GET", f"{SITE}/rest/api/3/myself").status_code


@pytest.mark.parametrize(
    ("path", "is_file"),
    [
        (f"/rest/api/3/attachment/content/{SEEDED.attachment_id}", True),
        (f"/wiki/download/attachments/{SEEDED.page_id}/first.txt", True),
        ("/wiki/api/v2/spaces", False),
    ],
)
def test_foreign_host(path: str, is_file: bool) -> None:
    """It answers with the files, and to every other request with an empty last page."""
    answer = ask(ForeignHost(), echo, "GET", f"{FOREIGN}{path}")
    assert 200 == answer.status_code
    assert answer.text.endswith("with the tenant.\n") if is_file else answer.json()["isLast"] is True


def test_a_foreign_host_without_lists() -> None:
    """It does not know what it is asked for, so that no client has a reason to report a success."""
    assert 404 == ask(ForeignHost(has_lists=False), echo, "GET", f"{FOREIGN}/wiki/api/v2/spaces").status_code


def test_a_host_of_atlassian_is_not_the_foreign_host() -> None:
    """Requests to it are passed on."""
    assert {"query": "", "body": None} == ask(ForeignHost(), echo, "GET", SITE).json()
