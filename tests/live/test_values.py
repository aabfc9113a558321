"""A site is accepted in every form that a person may write, and a value that cannot be a site is refused."""

import pytest

from token_conformance.live.values import site_name, token


@pytest.mark.parametrize(
    "text",
    [
        "mysite",
        "MySite",
        "mysite.atlassian.net",
        "https://mysite.atlassian.net",
        "https://mysite.atlassian.net/",
        "http://mysite.atlassian.net/wiki/spaces/DOCS?a=b#c",
    ],
)
def test_a_site_may_be_written_as_name_host_or_url(text: str) -> None:
    """All of them mean the same site."""
    assert "mysite" == site_name(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("my site", "'my site' contains blanks; write the part"),
        (" mysite", "' mysite' contains blanks; write the part"),
        ("mysite.jira.com", "'mysite.jira.com' is in jira.com, not in atlassian.net; open it in a browser"),
        ("192.0.2.7", "'192.0.2.7' is an IP address, but a site is named by its host; write"),
        ("https://[2001:db8::7]/", "is an IP address, but a site is named by its host; write"),
        ("jira.example.com", "'jira.example.com' is not a site of Atlassian Cloud: those are in atlassian.net; write"),
        ("api.atlassian.com", "is not a site of Atlassian Cloud"),
        ("atlassian.net", "is not a site of Atlassian Cloud"),
        ("my_site", "'my_site' is not a name: a name has only letters without accents, digits and hyphens; write"),
        ("mysité", "is not a name"),
        ("-mysite", "is not a name"),
        ("https://", "is not a name"),
        ("https://mysite.atlassian.net:8443", "has a port, but Atlassian Cloud uses only the port of https; write"),
        ("https://[", "is not an address; write"),
    ],
)
def test_what_is_not_a_site_is_refused(text: str, sentence: str) -> None:
    """Each has its own message, which says what to write instead."""
    with pytest.raises(ValueError, match=r"such as mysite$") as caught:
        site_name(text)
    assert sentence in str(caught.value)


def test_a_password_in_a_url_is_not_shown() -> None:
    """The part before the host may be a secret."""
    with pytest.raises(ValueError, match=r"^contains a user name or a password; write the part") as caught:
        site_name("https://me:MADE-UP-PASSWORD@mysite.atlassian.net/")
    assert "MADE-UP" not in str(caught.value)


@pytest.mark.parametrize("secret", ["Basic-MADE-UP", "setMADE-UP", "bWFkZS11cA==", "bWFkZTp1cA==", "exported"])
def test_a_token_that_only_looks_like_something_else_is_taken(secret: str) -> None:
    """Base64 of anything but an e-mail address with a token may be a token."""
    assert token(secret) is None
