"""A path at the gateway says which app it leads to, and which path the same call has at the site."""

import pytest

from token_conformance.model.url import GatewayPath, site_path


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
    expected = [GatewayPath("jira", "/rest"), None, None]
    assert expected == [GatewayPath.parse(path) for path in ("/ex/jira/1/rest", "/ex/jira/1", "/ex/trello/1/rest")]
