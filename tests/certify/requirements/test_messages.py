"""Which messages name authentication or the cause, and which show a token."""

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
def test_messages_that_name_authentication(message: str) -> None:
    """These are words that products use."""
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
def test_messages_that_do_not_name_it(message: str) -> None:
    """A dump of headers does not count as a message, and neither does the mask of a token."""
    assert not speaks_of_authentication(message)


@pytest.mark.parametrize(
    "message", ["scoped token", "its SCOPES", "the gateway", "https://api.atlassian.com", "cloudId"]
)
def test_messages_that_name_the_cause(message: str) -> None:
    """With each of these words, a user can find the answer."""
    assert names_cause(message)


@pytest.mark.parametrize("message", ["scope", "microscopes", "404 Not Found", "https://your-domain.atlassian.net"])
def test_messages_that_do_not_name_the_cause(message: str) -> None:
    """Similar words do not count."""
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
def test_a_token_is_shown_with_the_text_before_it(output: str, shown: str) -> None:
    """With that text, the author of the product finds the place in the output."""
    assert shown == secret_in(output)


@pytest.mark.slow
def test_a_message_of_megabytes_is_read() -> None:
    """The time grows with its length only."""
    assert not speaks_of_authentication("authorization " * 75_000)
    assert speaks_of_authentication("authorization " * 75_000 + "failed")
