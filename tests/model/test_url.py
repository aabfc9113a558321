"""The shape of the gateway's paths, and the path of the same call at the site."""

import pytest

from token_conformance.model.url import (
    GatewayPath,
    gateway_prefix,
    gateway_url,
    site_path,
    without_base,
    without_site_gateway,
)


@pytest.mark.parametrize(
    ("path", "at_site"),
    [
        ("/ex/jira/1/rest/api/3/myself", "/rest/api/3/myself"),
        ("/ex/jira/1/wiki/api/v2/pages", "/wiki/api/v2/pages"),
        ("/ex/confluence/1/wiki/api/v2/pages", "/wiki/api/v2/pages"),
        ("/ex/confluence/1/api/v2/pages", "/wiki/api/v2/pages"),
        ("/ex/confluence/1/wikis", "/wiki/wikis"),
        ("/rest/api/3/myself", "/rest/api/3/myself"),
        ("/ex/bitbucket/1/rest", "/ex/bitbucket/1/rest"),
        ("/ex/jira//rest", "/ex/jira//rest"),
        ("/a/ex/jira/1/rest", "/a/ex/jira/1/rest"),
    ],
)
def test_a_path_has_a_path_at_the_site(path: str, at_site: str) -> None:
    """Rule G6: after the gateway's prefix Confluence's paths may omit `/wiki`; at the site they may not."""
    assert at_site == site_path(path)


def test_a_path_of_no_app_is_not_parsed() -> None:
    """Only paths with a known app and a cloud id are paths of the gateway."""
    expected = [GatewayPath("jira", "1", "/rest"), None, None]
    assert expected == [GatewayPath.parse(path) for path in ("/ex/jira/1/rest", "/ex/jira/1", "/ex/trello/1/rest")]


def test_a_path_can_be_split_by_its_shape_alone() -> None:
    """A message about a wrong prefix needs its parts."""
    expected = [GatewayPath("trello", "", "/rest"), None, None]
    assert expected == [GatewayPath.split(path) for path in ("/ex/trello//rest", "/ex/jira/1", "/rest")]


def test_a_prefix_is_built_as_it_is_parsed() -> None:
    """Builder and parser agree on the shape."""
    assert GatewayPath("jira", "1", "/rest") == GatewayPath.parse(f"{gateway_prefix('jira', '1')}/rest")
    assert "https://api.atlassian.com/ex/confluence/1" == gateway_url("confluence", "1")


@pytest.mark.parametrize(
    "base",
    [
        "https://mysite.atlassian.net",
        "https://api.atlassian.com/ex/jira/1",
        "https://mysite.atlassian.net/gateway/api/ex/jira/1",
    ],
)
def test_the_base_url_can_be_removed(base: str) -> None:
    """The rest is the path and query of the call."""
    assert "/rest/api/3/myself?expand=groups" == without_base(f"{base}/rest/api/3/myself?expand=groups")


@pytest.mark.parametrize("path", ["/gateway/api/graphql", "/gateway/api/ex/jira", "/gateway/apis/ex/jira/1/rest"])
def test_of_another_path_of_a_site_only_the_site_is_removed(path: str) -> None:
    """It does not begin with the gateway's prefix."""
    assert path == without_base(f"https://mysite.atlassian.net{path}")


def test_only_the_base_url_at_the_start_is_removed() -> None:
    """A URL in the query stays."""
    rest = "/login?next=https://mysite.atlassian.net/browse/A-1"
    assert rest == without_base(f"https://mysite.atlassian.net{rest}")


@pytest.mark.parametrize(
    ("path", "at_gateway"),
    [
        ("/gateway/api/ex/jira/1/rest/api/3/myself", "/ex/jira/1/rest/api/3/myself"),
        ("/gateway/api/graphql", "/graphql"),
        ("/gateway/api/", "/"),
        ("/gateway/api", "/gateway/api"),
        ("/gateway/apis/ex/jira/1/rest", "/gateway/apis/ex/jira/1/rest"),
        ("/gateway/api/gateway/api/ex/jira/1/rest", "/gateway/api/ex/jira/1/rest"),
        ("/wiki/gateway/api/ex/jira/1/rest", "/wiki/gateway/api/ex/jira/1/rest"),
        ("/ex/jira/1/rest", "/ex/jira/1/rest"),
        ("/rest/api/3/myself", "/rest/api/3/myself"),
    ],
)
def test_the_gateway_has_a_path_on_a_sites_own_host(path: str, at_gateway: str) -> None:
    """Rule H1: only what is below `/gateway/api` leads there."""
    assert at_gateway == without_site_gateway(path)
