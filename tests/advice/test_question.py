"""A call is found by its operation or by its URL, or refused in one line."""

from collections.abc import Callable
from typing import Any

import pytest

from token_conformance.cli import main

Ask = Callable[..., dict[str, Any]]
GATEWAY = "https://api.atlassian.com/ex/jira/CLOUD_ID"


@pytest.mark.parametrize(
    ("call", "operation", "form", "instead"),
    [
        (
            "https://x.atlassian.net/rest/api/3/search/jql?jql=project=X",
            "GET /rest/api/3/search/jql",
            "site",
            f"{GATEWAY}/rest/api/3/search/jql?jql=project=X",
        ),
        (
            "https://x.atlassian.net/wiki/api/v2/pages/1",
            "GET /wiki/api/v2/pages/{id}",
            "site",
            "https://api.atlassian.com/ex/confluence/CLOUD_ID/wiki/api/v2/pages/1",
        ),
        (
            "post https://x.atlassian.net/rest/api/3/issue",
            "POST /rest/api/3/issue",
            "site",
            f"{GATEWAY}/rest/api/3/issue",
        ),
        (
            "https://api.atlassian.com/ex/jira/1-2/rest/servicedeskapi/info",
            "GET /rest/servicedeskapi/info",
            "gateway",
            "https://SITE.atlassian.net/rest/servicedeskapi/info",
        ),
        ("https://api.atlassian.com/ex/confluence/1-2/api/v2/pages/1", "GET /wiki/api/v2/pages/{id}", "gateway", None),
    ],
)
def test_a_url_has_the_form(ask: Ask, call: str, operation: str, form: str, instead: str | None) -> None:
    """The call to use instead has the same path and query."""
    answer = ask(call, "scoped")
    assert (operation, form) == (answer["operation"], answer["url"])
    assert instead == (answer["instead"] and answer["instead"]["url"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["GET /rest/api/3/dashbord", "--url", "site"],
            'GET /rest/api/3/dashbord: is not a published operation; did you mean "GET /rest/api/3/dashboard"?',
        ),
        (["GET /nowhere", "--url", "site"], "GET /nowhere: is not a published operation; check the path"),
        (["GET /rest/api/3/myself"], "has no URL form; add --url site or --url gateway, or write the whole URL"),
        (
            ["https://x.atlassian.net/rest/api/3/myself", "--url", "gateway"],
            "is sent to the site, but --url says gateway; leave out --url",
        ),
        (["https://example.com/rest/api/3/myself"], "is not a URL of Jira or Confluence Cloud; use https://SITE"),
        (["https://api.atlassian.com/rest/api/3/myself"], "is not a URL of Jira or Confluence Cloud"),
        (["https://[x/rest"], "https://[x/rest: is not a URL (Invalid IPv6 URL); use https://SITE"),
        (
            ["https://api.atlassian.com/ex/jira/1/wiki/api/v2/spaces"],
            "belongs to confluence; write the URL with /ex/confluence/",
        ),
        (["", "--url", "site"], "'' is not a call; write a method and a path"),
        (["GET /rest/api/3/myself", "--url", "sit"], "unknown URL form 'sit'; did you mean \"site\"?"),
        (["GET /rest/api/3/myself", "--url", "site", "--token", "scopd"], 'did you mean "scoped"?'),
        (["GET /rest/api/3/myself", "--url", "site", "--results", "nowhere.json"], "nowhere.json: cannot be read"),
    ],
)
def test_a_mistake_is_reported_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """The line names the nearest match if there is one."""
    try:
        status = main(["can-i-use", "--token", "scoped", *arguments])
    except SystemExit as exit_:
        status = int(str(exit_.code))
    shown = capsys.readouterr()
    assert (2, "", 1) == (status, shown.out, shown.err.count("\n"))
    assert message in shown.err
