"""The placeholders that a subject file may use in braces, and their replacement in a scenario."""

import re
from collections.abc import Mapping

PLACEHOLDERS: Mapping[str, str] = {
    "site_url": "the site's URL, as https://SITE.atlassian.net",
    "jira_gateway_url": "the gateway's URL for Jira, as https://api.atlassian.com/ex/jira/CLOUD_ID",
    "confluence_gateway_url": "the same for Confluence",
    "site": "the site's name alone",
    "cloud_id": "the id of the site at the gateway",
    "email": "the account's e-mail address",
    "account_id": "the account's id",
    "display_name": "the account's name, as people see it",
    "token": "the token for the app that the action asks",
    "jira_token": "the token for Jira",
    "confluence_token": "the token for Confluence",
    "project_key": "a project",
    "issue_key": "an issue of it, with an attachment",
    "space_key": "a space",
    "space_id": "the same, by its id",
    "page_id": "a page of it, with an attachment",
    "attachment_id": "the attachment of the issue or, where Confluence is asked, of the page",
    "title": "what to call what is made",
    "jql": "a query for the issues of the project",
    "cql": "a query for the pages of the space",
    "here": "the folder of the subject's drivers",
    "installed": "the folder that the product was installed in",
    "python": "the Python of that folder or, where it has none, the one that runs the certification",
    "node": "Node.js, from the PATH",
}
"""Every placeholder, and its meaning."""

_SHAPE = re.compile(r"\{([a-z_]+)\}")


def names_in(text: str) -> list[str]:
    """The names in braces in a text, known or not."""
    return _SHAPE.findall(text)


def expand(text: str, values: Mapping[str, str]) -> str:
    """A text with its placeholders filled in; a name in braces that has no value stays as it is."""
    return _SHAPE.sub(lambda found: values.get(found[1], found[0]), text)
