"""A path at the gateway says which app it leads to, and which path the same call has at the site."""

import pytest

from token_conformance.model.url import GatewayPath, gateway_prefix, gateway_url, site_path, without_base


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
def test_a_path_is_told_as_the_site_has_it(path: str, at_site: str) -> None:
    """Rule G6: behind the prefix Confluence's paths may leave `/wiki` out; at the site they may not."""
    assert at_site == site_path(path)


def test_a_path_that_leads_to_no_app_is_not_taken_apart() -> None:
    """What is said about a path at the gateway is said of such paths only."""
    expected = [GatewayPath("jira", "1", "/rest"), None, None]
    assert expected == [GatewayPath.parse(path) for path in ("/ex/jira/1/rest", "/ex/jira/1", "/ex/trello/1/rest")]


def test_a_path_can_be_split_by_its_shape_alone() -> None:
    """What is wrong with a prefix can be said only of its parts."""
    expected = [GatewayPath("trello", "", "/rest"), None, None]
    assert expected == [GatewayPath.split(path) for path in ("/ex/trello//rest", "/ex/jira/1", "/rest")]


def test_a_prefix_is_built_as_it_is_parsed() -> None:
    """One shape for whoever writes such a path and whoever reads it."""
    assert GatewayPath("jira", "1", "/rest") == GatewayPath.parse(f"{gateway_prefix('jira', '1')}/rest")
    assert "https://api.atlassian.com/ex/confluence/1" == gateway_url("confluence", "1")


@pytest.mark.parametrize("base", ["https://mysite.atlassian.net", "https://api.atlassian.com/ex/jira/1"])
def test_the_base_url_can_be_removed(base: str) -> None:
    """The rest is the path and query of the call."""
    assert "/rest/api/3/myself?expand=groups" == without_base(f"{base}/rest/api/3/myself?expand=groups")
