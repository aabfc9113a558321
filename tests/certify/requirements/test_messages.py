"""Which messages name authentication or the cause, and which show a token."""

import pytest

from token_conformance.certify.requirements.messages import names_cause, secret_in, speaks_of_authentication, unusual


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


CODE = {
    "Python": """Traceback (most recent call last):
  File "/x/token client/a.py", line 3, in authenticate
    client(auth=(os.environ["EMAIL"], os.environ["TOKEN"]), credentials=True)
           ^^^^^^^^^^^^^^^^^^^^
{message}""",
    "Python, in a group": """  + Exception Group Traceback (most recent call last):
  |   File "/x/a.py", line 3, in sign_in
  |     log_in(password)
  | {message}""",
    "a warning": """/x/a.py:3: DeprecationWarning: use encode_basic_auth(login, password)
  async with Session(auth=Basic(login, password)) as session:
{message}""",
    "Node": """file:///x/a.mjs:3
throw new Failure(password)
      ^

{message}
    at Client.authenticate (file:///x/a.mjs:3:7)""",
    "a warning of Node": "(node:7) [DEP0169] DeprecationWarning: url.parse() may show your password\n{message}",
    "Java": "{message}\n\tat com.example.Client.authenticate(Client.java:3)",
    "PHP": "{message}\n#0 /x/a.php(3): Client->authenticate()\n#1 {{main}}",
    "Ruby": "/x/a.rb:3:in `authenticate': {message}\n\tfrom /x/a.rb:9:in `<main>'",
    "Perl": "{message} at /x/your-password.pl line 3.",
    "Go": "{message}\ngoroutine 1 [running]:\nmain.authenticate(0x1)\n\t/x/main.go:3 +0x1",
    "rich": "│ ❱  3 │   client.authenticate(password)          │\n{message}",
}


@pytest.mark.parametrize("output", CODE.values(), ids=CODE)
def test_the_names_in_a_program_are_no_message(output: str) -> None:
    """A trace of a failure shows them whatever the failure was; the message beside it counts."""
    assert not speaks_of_authentication(output.format(message="HTTPError: 404 Not Found"))
    assert speaks_of_authentication(output.format(message="HTTPError: 401 Client Error"))


def test_what_is_put_out_whatever_happens_is_no_message() -> None:
    """Its lines are those of a success, but for numbers, such as a time."""
    usual = ["10:20:30 Connecting with your token ...\nSOFT-1\n"]
    failed = "10:20:31 Connecting with your token ...\n  404: is the token good?"
    assert "  404: is the token good?" == unusual(failed, usual)
    assert failed == unusual(failed, [])


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
    for part in ("a:1: ", "(", "(\n", "/:1", ":1:in '"):
        assert not speaks_of_authentication(part * 200_000)
    assert speaks_of_authentication("authorization " * 75_000 + "failed")
