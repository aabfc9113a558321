"""A site is found however a person writes it, and what cannot be one is told apart."""

import pytest

from token_conformance.live.values import site_name


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
    """All of them say the same without doubt."""
    assert "mysite" == site_name(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("my site", "'my site' has blanks; write the part"),
        (" mysite", "' mysite' has blanks; write the part"),
        ("mysite.jira.com", "'mysite.jira.com' lies in jira.com, not in atlassian.net; open it in a browser"),
        ("192.0.2.7", "'192.0.2.7' is an IP address, and a site is found by its name; write"),
        ("https://[2001:db8::7]/", "is an IP address, and a site is found by its name; write"),
        ("jira.example.com", "'jira.example.com' is no site of Atlassian Cloud: those lie in atlassian.net; write"),
        ("api.atlassian.com", "is no site of Atlassian Cloud"),
        ("atlassian.net", "is no site of Atlassian Cloud"),
        ("my_site", "'my_site' is no name: it has letters without accents, digits and hyphens only; write"),
        ("mysité", "is no name"),
        ("-mysite", "is no name"),
        ("https://", "is no name"),
        ("https://mysite.atlassian.net:8443", "has a port, and Atlassian Cloud has none but that of https; write"),
        ("https://[", "is no address; write"),
    ],
)
def test_what_is_no_site_is_told_apart(text: str, sentence: str) -> None:
    """Each gets its own sentence, with what to write instead."""
    with pytest.raises(ValueError, match=r"such as mysite$") as caught:
        site_name(text)
    assert sentence in str(caught.value)


def test_a_password_in_a_url_is_not_shown() -> None:
    """What stands before the host may be a secret."""
    with pytest.raises(ValueError, match=r"^holds a user name or a password; write the part") as caught:
        site_name("https://me:MADE-UP-PASSWORD@mysite.atlassian.net/")
    assert "MADE-UP" not in str(caught.value)
