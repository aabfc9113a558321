"""The third URL form: the gateway's path on the site's own host, where a token is seen and judged as at the site."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from made_up import CLOUD_ID, RUN, SENT, observation
from token_conformance.certify.observation.observation import Observation, WireRequest
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.address import (
    app_of,
    asks_who,
    call_of,
    carries_token,
    is_at_gateway,
    is_at_site,
    is_foreign,
    resource,
    shown,
)
from token_conformance.certify.requirements.result import Call, Result

Run = Callable[..., object]
Vary = Callable[..., dict[str, Observation]]

SITE_GATEWAY = f"/gateway/api/ex/{{app}}/{CLOUD_ID}"


def request(path: str, app: str = "jira") -> WireRequest:
    """A request with a scoped token to the gateway's path on the site's own host."""
    return replace(SENT, path=SITE_GATEWAY.format(app=app) + path, status=501)


def test_a_token_there_is_a_token_at_the_site() -> None:
    """It is seen; the host is neither the gateway's nor a foreign one."""
    sent = request("/rest/api/3/issue/SOFT-1")
    made_up = observation(sent, RUN)
    assert (True, True) == (carries_token(sent), is_at_site(sent, made_up))
    assert (False, False) == (is_at_gateway(sent), is_foreign(sent, made_up))
    assert "GET SITE.atlassian.net/gateway/api/ex/jira/CLOUD_ID/rest/api/3/issue/SOFT-1, answered 501" == shown(
        sent, made_up
    )


@pytest.mark.parametrize(
    ("app", "path", "resource_name", "asks"),
    [
        ("jira", "/rest/api/3/myself", "/rest/api/N/myself", True),
        ("jira", "/rest/api/2/project", "/rest/api/N/project", False),
        ("confluence", "/wiki/rest/api/user/current", "/rest/api/user/current", True),
        ("confluence", "/rest/api/user/current", "/rest/api/user/current", True),
        ("confluence", "/wiki/api/v2/spaces", "/api/v2/spaces", False),
    ],
)
def test_what_it_asks_for_is_read_from_the_path_behind_the_prefix(
    app: str, path: str, resource_name: str, asks: bool
) -> None:
    """So a second try there is counted with those at the site, by app and by resource."""
    sent = request(path, app)
    assert (app, resource_name, asks) == (app_of(sent), resource(sent), asks_who(sent))


@pytest.mark.parametrize("path", ["/rest/api/3/myself", "/wiki/rest/api/user/current", "/rest/api/3/project"])
def test_other_paths_are_read_as_before(path: str) -> None:
    """At the site there is no prefix."""
    sent = replace(SENT, path=path)
    assert ("confluence" if "wiki" in path else "jira", "project" not in path) == (app_of(sent), asks_who(sent))


def test_data_taken_there_with_a_scoped_token_fails(vary: Vary, make_run: Run, correct: dict[str, Observation]) -> None:
    """T2: it is the site's host, and the message shows the whole path."""
    call = f"GET SITE{SITE_GATEWAY.format(app='jira')}/rest/api/3/issue/SOFT-1 501"
    finding = REQUIREMENTS["T2"].finding(vary(correct, "scoped-gateway", make_run("get-issue", call)))
    assert Result.FAIL is finding.result
    assert "took the scoped token to the site (GET SITE.atlassian.net/gateway/api/ex/jira/CLOUD_ID/" in finding.sentence


def test_going_on_there_after_a_missing_scope_fails(vary: Vary, make_run: Run, correct: dict[str, Observation]) -> None:
    """T10: the resource is the one that the gateway refused."""
    refused = "GET JIRA/rest/api/3/issue/SOFT-1 401"
    call = f"GET SITE{SITE_GATEWAY.format(app='jira')}/rest/api/3/issue/SOFT-1 501"
    run = make_run("get-issue", refused, call, fails=True, says="The scope does not match.")
    finding = REQUIREMENTS["T10"].finding(vary(correct, "lacking-gateway", run))
    assert Result.FAIL is finding.result
    assert "went on at the site with the token" in finding.sentence


def test_tries_there_count_with_those_at_the_site(vary: Vary, make_run: Run, correct: dict[str, Observation]) -> None:
    """D3: one try an app is enough, wherever on the site's host it was."""
    calls = (
        "GET SITE/rest/api/3/myself 401",
        f"GET SITE{SITE_GATEWAY.format(app='jira')}/rest/api/3/myself 501",
        "GET JIRA/rest/api/3/issue/SOFT-1 200",
    )
    finding = REQUIREMENTS["D3"].finding(vary(correct, "scoped-site", make_run("get-issue", *calls)))
    assert Result.FAIL is finding.result
    assert "tried the token 2 times at the site" in finding.sentence


def test_a_call_of_a_finding_names_no_tenant() -> None:
    """Its URL has placeholders, and its query; a request without an answer has no status."""
    sent = replace(SENT, path=f"/ex/jira/{CLOUD_ID}/rest/api/3/search", query="jql=a", status=None)
    call = call_of(sent, observation(sent, RUN))
    assert Call("GET", "https://SITE.atlassian.net/ex/jira/CLOUD_ID/rest/api/3/search?jql=a", "scoped", None) == call
