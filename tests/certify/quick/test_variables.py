"""The variables of a quick look give every tool the URL, the account and the token under the name that it reads."""

import pytest

from token_conformance.certify.quick.variables import configuration, names
from token_conformance.certify.subject.subject import PLACEHOLDERS, names_in
from token_conformance.model.cell import UrlForm


@pytest.mark.parametrize(
    ("form", "name", "value"),
    [
        (UrlForm.SITE, "JIRA_URL", "{site_url}"),
        (UrlForm.SITE, "CONFLUENCE_BASE_URL", "{site_url}"),
        (UrlForm.SITE, "ATLASSIAN_DOMAIN", "{site}.atlassian.net"),
        (UrlForm.SITE, "ATLASSIAN_SITE_NAME", "{site}"),
        (UrlForm.GATEWAY, "JIRA_SERVER", "{jira_gateway_url}"),
        (UrlForm.GATEWAY, "CONFLUENCE_URL", "{confluence_gateway_url}"),
        (UrlForm.GATEWAY, "ATLASSIAN_URL", "{confluence_gateway_url}"),
        (UrlForm.GATEWAY, "JIRA_DOMAIN", "api.atlassian.com/ex/jira/{cloud_id}"),
        (UrlForm.GATEWAY, "ATLASSIAN_CLOUD_ID", "{cloud_id}"),
        (UrlForm.GATEWAY, "JIRA_USERNAME", "{email}"),
        (UrlForm.GATEWAY, "JIRA_API_TOKEN", "{jira_token}"),
        (UrlForm.GATEWAY, "ATLASSIAN_API_TOKEN", "{confluence_token}"),
        (UrlForm.SITE, "MINE_URL", "{site_url}/wiki"),
        (UrlForm.GATEWAY, "MINE_URL", "{confluence_gateway_url}/wiki"),
        (UrlForm.GATEWAY, "JIRA_USER", "me"),
    ],
)
def test_a_variable_has_the_value_of_its_app_and_form(form: UrlForm, name: str, value: str) -> None:
    """`ATLASSIAN_*` has what the command asks, here Confluence; the user's own variables replace common ones."""
    settings = configuration("confluence", {"MINE_URL": "{url}/wiki", "JIRA_USER": "me"})
    assert value == settings.variables(form)[name]


def test_no_cloud_id_is_set_at_the_site() -> None:
    """A tool that gets one could go to the gateway, which the scenario is not about."""
    assert not [name for name in configuration("jira", {}).variables(UrlForm.SITE) if "CLOUD_ID" in name]


def test_every_value_has_known_placeholders_only() -> None:
    """A name in braces without a value would be passed on as it is."""
    values = [*configuration("jira", {}).variables(UrlForm.GATEWAY).values()]
    assert {name for value in values for name in names_in(value)} <= PLACEHOLDERS.keys()
    assert len(values) == len(names())
