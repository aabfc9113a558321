"""What counts as speaking of authentication, of the cause, and as showing a token."""

import pytest

from token_conformance.certify.requirements.messages import names_cause, secret_in, speaks_of_authentication


@pytest.mark.parametrize(
    "message",
    [
        "401 Client Error: Unauthorized for url",
        "AuthenticationError: 404",
        "MCPAtlassianAuthenticationError: refused",
        "The API token was not accepted.",
        "Your token has expired",
        "Please log in.",
        "Check your credentials",
        "Client must be authenticated to access this resource.",
        "authorization failed",
        "Is it a scoped one?",
    ],
)
def test_what_tells_a_user_of_authentication(message: str) -> None:
    """The words that products use."""
    assert speaks_of_authentication(message)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "404 Not Found",
        "Issue does not exist or you do not have permission to see it.",
        "'x-seraph-loginreason': 'AUTHENTICATED_FAILED'",
        "set-cookie: atlassian.xsrf.token=1",
        "auth: { username: 'a', password: '<token>' }",
        "Authorization: 'Basic <base64 of the credential>'",
        "tokens.push(1401)",
        "_rejectUnauthorized: true, authorizationError: null, authorized: true",
    ],
)
def test_what_tells_a_user_nothing_of_it(message: str) -> None:
    """A dump of headers is no message, nor is what stands in a token's place."""
    assert not speaks_of_authentication(message)


@pytest.mark.parametrize(
    "message", ["scoped token", "its SCOPES", "the gateway", "https://api.atlassian.com", "cloudId"]
)
def test_what_names_the_cause(message: str) -> None:
    """Any of them leads a user to the answer."""
    assert names_cause(message)


@pytest.mark.parametrize("message", ["scope", "microscopes", "404 Not Found", "https://your-domain.atlassian.net"])
def test_what_does_not_name_it(message: str) -> None:
    """Near words lead nowhere."""
    assert not names_cause(message)


@pytest.mark.parametrize(
    ("output", "shown"),
    [
        (
            "> GET /\n> Authorization: Basic <base64 of the credential>\n",
            "> Authorization: Basic <base64 of the credential>",
        ),
        (f"{'x' * 100} <token> <URL-encoded token>", f"{'x' * 59} <token>"),
        ("token", ""),
    ],
)
def test_where_a_token_stood_is_told(output: str, shown: str) -> None:
    """Its author finds the place by what stands before it."""
    assert shown == secret_in(output)
