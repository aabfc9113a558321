"""The link to Atlassian's form: its parts are those that were seen, and what is unknown is said."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from token_conformance.advice.least_scopes.form_link import form_link, limit


def test_the_link_has_the_form_of_the_links_that_were_seen() -> None:
    """The list is compact JSON, sorted and encoded as a browser does it."""
    url = form_link("jira", ["read:jira-work", "read:jira-user"]).url
    base = "https://id.atlassian.com/manage-profile/security/api-tokens?autofillToken=&appId=jira"
    scopes = "%5B%22read%3Ajira-user%22%2C%22read%3Ajira-work%22%5D"
    assert f"{base}&selectedScopes={scopes}" == url


def test_the_scopes_and_the_label_can_be_read_back() -> None:
    """A label with any character does not change the other parts."""
    url = form_link("confluence", {"read:page:confluence"}, "My tool & more/äöü").url
    query = parse_qs(urlsplit(url).query)
    assert ["My tool & more/äöü"] == query["autofillToken"]
    assert ["confluence"] == query["appId"]
    assert ["read:page:confluence"] == json.loads(query["selectedScopes"][0])


@pytest.mark.parametrize(("app", "grade"), [("jira", "claimed"), ("confluence", "unknown")])
def test_what_is_known_of_the_app_comes_first(app: str, grade: str) -> None:
    """Nobody takes a guess for a documented interface."""
    about, *others = form_link(app, ["read:jira-work"]).statements
    assert grade == about.evidence.grade
    assert ["claimed", "unknown"] == [one.evidence.grade for one in others]


def test_a_list_of_both_kinds_is_marked() -> None:
    """Whether the form takes both kinds at once is unknown."""
    mixed = form_link("jira", ["read:jira-work", "read:sprint:jira-software"]).statements
    alone = form_link("jira", ["read:sprint:jira-software"]).statements
    assert {"whether the form takes classic and granular scopes in one list is unknown"} == {
        one.text for one in set(mixed) - set(alone)
    }


def test_another_app_has_no_link() -> None:
    """A link is only made for an app of the gateway."""
    with pytest.raises(KeyError):
        form_link("bitbucket", [])


def test_the_limit_is_a_claim() -> None:
    """One thread speaks of it."""
    assert "claimed" == limit().evidence.grade
