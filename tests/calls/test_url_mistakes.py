"""A wrong URL is answered with what is wrong in it, and a path that nobody publishes is unknown."""

from collections.abc import Callable
from typing import Any

import pytest

from token_conformance.calls.target import is_site

Ask = Callable[..., dict[str, Any]]
UUID = "11111111-2222-3333-4444-555555555555"
SITE = "https://invented.atlassian.net"
GATEWAY = "https://api.atlassian.com"


@pytest.mark.parametrize(
    ("call", "why", "instead"),
    [
        (f"{SITE}/api/v2/pages", "/wiki is missing", "GET /wiki/api/v2/pages"),
        ("/rest/api/content/1", "/wiki is missing", "GET /wiki/rest/api/content/1"),
        (f"{SITE}/wiki/rest/api/3/myself", "Jira has no /wiki", "GET /rest/api/3/myself"),
        (f"{SITE}/wiki/wiki/api/v2/pages", "/wiki is there twice", "GET /wiki/api/v2/pages"),
        (f"{SITE}/ex/jira/{UUID}/rest/api/3/myself", "belongs to api.atlassian.com", f"{GATEWAY}/ex/jira/{UUID}/rest"),
        (f"{GATEWAY}/rest/api/3/myself", "The prefix /ex/jira/CLOUD_ID is missing", f"{GATEWAY}/ex/jira/CLOUD_ID/rest"),
        (
            f"{GATEWAY}/wiki/api/v2/pages",
            "The prefix /ex/confluence/CLOUD_ID is missing",
            "/ex/confluence/CLOUD_ID/wiki",
        ),
        (f"{GATEWAY}/jira/{UUID}/rest/api/3/myself", "is not whole", f"{GATEWAY}/ex/jira/CLOUD_ID/rest/api/3/myself"),
        (f"{GATEWAY}/{UUID}/wiki/api/v2/pages", "is not whole", f"{GATEWAY}/ex/confluence/CLOUD_ID/wiki/api/v2/pages"),
        (f"{GATEWAY}/ex/{UUID}/rest/api/3/myself", "is not whole", f"{GATEWAY}/ex/jira/CLOUD_ID/rest/api/3/myself"),
        (f"{GATEWAY}/ex/jira/rest/api/3/myself", "The cloud id is missing", "/ex/jira/CLOUD_ID/rest/api/3/myself"),
        (f"{GATEWAY}/ex/jira/{UUID}/wiki/api/v2/pages", "belongs to Confluence", "/ex/confluence/CLOUD_ID/wiki"),
        (f"{GATEWAY}/ex/jira/{UUID}/api/v2/pages", "belongs to Confluence", "/ex/confluence/CLOUD_ID/api/v2/pages"),
        (f"{GATEWAY}/ex/confluence/{UUID}/rest/api/3/myself", "belongs to Jira", "/ex/jira/CLOUD_ID/rest/api/3/myself"),
    ],
)
def test_a_wrong_prefix_is_no(ask: Ask, call: str, why: str, instead: str) -> None:
    """The answer holds for every credential, names its rule, and says what to write."""
    (one,) = ask(call)["answers"]
    assert "no" == one["answer"]
    assert why in one["why"]
    assert instead in one["instead"]
    assert one["evidence"][0]["rule"]


@pytest.mark.parametrize("path", ["wiki/api/v2/pages", "api/v2/pages"])
def test_the_gateway_takes_confluence_with_and_without_wiki(ask: Ask, path: str) -> None:
    """Rule G6: /wiki may be missing there."""
    (one,) = ask(f"{GATEWAY}/ex/confluence/{UUID}/{path}", "scoped")["answers"]
    assert "yes" == one["answer"]
    assert (path.startswith("api")) == ("G6" in [note["rule"] for note in one["notes"]])


@pytest.mark.parametrize(
    ("call", "token", "form", "answer"),
    [
        ("GET /rest/api/3/myself/", "scoped", "gateway", "no"),
        ("GET /rest/api/3/myself/", "unscoped", "gateway", "unknown"),
        ("GET /rest/api/3/myself/", "unscoped", "site", "yes"),
        ("GET /rest/api/3/myself/", "scoped", "site", "no"),
        ("POST /wiki/api/v2/pages/", "scoped", "gateway", "yes"),
        ("POST /wiki/api/v2/pages/", "unscoped", "site", "yes"),
        ("GET /rest/api/3/field/", "oauth-3lo", "gateway", "no"),
    ],
)
def test_a_slash_at_the_end_is_refused_by_jiras_gateway(
    ask: Ask, call: str, token: str, form: str, answer: str
) -> None:
    """It is evidence there alone (rule G2); elsewhere the answer is as without it, and says that this is inferred."""
    (one,) = ask(call, token, form)["answers"]
    assert answer == one["answer"]
    assert "G2" in str(one)


@pytest.mark.parametrize(
    ("call", "why"),
    [
        ("HEAD /rest/api/3/myself", "with GET only, and not with HEAD"),
        ("OPTIONS /rest/api/3/issue/{issueIdOrKey}", "with GET, PUT, DELETE only, and not with OPTIONS"),
        ("PUT /rest/api/3/search/jql", "with GET, POST only"),
        ("PUT /wiki/rest/api/space", "with GET"),
        ("PATCH /rest/api/latest/myself", "with GET only"),
        ("GET /rest/api/3/nothing", "does not publish GET /rest/api/3/nothing"),
        (f"{SITE}/browse/X-1", "/browse/X-1 is the address of a page for people"),
        (f"{SITE}", "does not publish GET /"),
        (f"{GATEWAY}", "Nobody has published an API at this path"),
        (f"{GATEWAY}/ex/jira/{UUID}", "does not publish GET /"),
        (f"{GATEWAY}/ex/bitbucket/{UUID}/2.0/user", "/ex/bitbucket is not published"),
        (f"{GATEWAY}/ex/jira/{UUID}/rest/api/3/nothing", "does not publish"),
        ("https://id.atlassian.com/manage-profile", "a host of Atlassian"),
        ("https://your-domain.atlassian-us-gov-mod.net/rest/api/3/myself", "government cloud"),
        ("https://your-domain.atlassian-us-gov.net/wiki/api/v2/pages", "government cloud"),
        ("https://your-domain.atlassian-isolated.net/rest/api/3/myself", "an isolated cloud"),
        ("https://your-domain.jira-dev.com/rest/api/3/myself", "development and tests"),
        ("https://your-domain.jira.com/rest/api/3/myself", "another domain of Atlassian's sites"),
        ("https://jira.example.com/rest/api/3/myself", "the custom domain of a site"),
    ],
)
def test_what_nobody_publishes_is_unknown(ask: Ask, call: str, why: str) -> None:
    """Such a URL is one of Atlassian Cloud, or could be, so it is no error of the command line."""
    (one,) = ask(call)["answers"]
    assert "unknown" == one["answer"]
    assert why in one["why"]


@pytest.mark.parametrize(
    ("call", "hint"),
    [
        ("GET /rest/api/3/dashbord", "GET /rest/api/3/dashboard"),
        ("GET /rest/api/3//myself", "GET /rest/api/3/myself"),
        (f"GET {SITE}/jira/rest/api/3/myself", "GET /rest/api/3/myself"),
        (f"GET {SITE}/jira/rest/api/3/search", None),
        ("GET /rest/api/3/isue/ABC-1", "GET /rest/api/3/issue/{issueIdOrKey}"),
        ("GET /rest/api/3/serch", None),  # search was removed
        ("GET /wiki/rest/api/spaces", None),  # only POST space is published
        ("POST /rest/api/3/webhok", None),  # webhook is for apps alone
        ("GET /rest/api/3/nothing", None),
    ],
)
def test_a_hint_is_close_and_alive(ask: Ask, call: str, hint: str | None) -> None:
    """It has the same method, and differs in one part that is almost the same."""
    (one,) = ask(call)["answers"]
    assert hint == one["instead"]


def test_another_method_of_a_familys_path_is_unknown(ask: Ask) -> None:
    """Who is let in is known, but not whether the method is served; who is refused stays refused."""
    call = f"DELETE {GATEWAY}/jsm/ops/api/{UUID}/v1/schedules"
    (one,) = ask(call, "unscoped")["answers"]
    assert "unknown" == one["answer"]
    assert "with GET, POST only, and not with DELETE" in one["why"]
    assert "no" == ask(call, "service-account")["answer"]


def test_what_a_family_says_of_a_path_is_noted(ask: Ask) -> None:
    """An internal path of Automation is not published, and somebody says what it answers."""
    (one,) = ask(f"{SITE}/rest/cb-automation/latest/project/GLOBAL/rule")["answers"]
    assert "unknown" == one["answer"]
    assert ["claimed"] == [note["grade"] for note in one["notes"]]
    assert "/rest/cb-automation" in one["notes"][0]["text"]


@pytest.mark.parametrize("name", ["mysite", "{self.site}", "${config.site}", "{{ vars.site }}", "<my.site>"])
def test_a_site_can_have_a_name_that_is_filled_in(name: str) -> None:
    """Its dots part no names of hosts."""
    assert is_site(f"{name}.atlassian.net")
    assert not is_site(f"a.{name}.atlassian.net")
