"""A call is read from a method and a path, a URL or a pasted line, or refused in one line that quotes no credential."""

import pytest

from token_conformance.calls.call import Call, read_call
from token_conformance.errors import UserError

SITE = "invented.atlassian.net"


@pytest.mark.parametrize(
    ("text", "method", "host", "path", "parameters"),
    [
        ("GET /rest/api/3/myself", "GET", "", "/rest/api/3/myself", ()),
        ("  post   /rest/api/3/issue ", "POST", "", "/rest/api/3/issue", ()),
        ("/rest/api/3/user?username=x&b#c", "GET", "", "/rest/api/3/user", ("username", "b")),
        ("rest/api/3/myself", "GET", "", "/rest/api/3/myself", ()),
        ("$JIRA_URL/rest/api/3/myself", "GET", "", "/rest/api/3/myself", ()),
        ("GET ${BASE}/rest/api/3/myself", "GET", "", "/rest/api/3/myself", ()),
        ("{{baseUrl}}/rest/api/3/issue/{key}", "GET", "", "/rest/api/3/issue/{key}", ()),
        ("<url>/rest/api/3/myself", "GET", "", "/rest/api/3/myself", ()),
        ("JIRA_BASE_URL/rest/api/3/myself", "GET", "", "/rest/api/3/myself", ()),
        ('"/rest/api/3/myself"', "GET", "", "/rest/api/3/myself", ()),
        (f"{SITE}/rest/api/3/myself", "GET", SITE, "/rest/api/3/myself", ()),
        (f"https://{SITE.upper()}:443/rest/api/3/myself?a=1", "GET", SITE, "/rest/api/3/myself", ("a",)),
        (f"http://{SITE}", "GET", SITE, "/", ()),
        (f"https://me:secret@{SITE}/rest/api/3/myself", "GET", SITE, "/rest/api/3/myself", ()),
        ("https://<site>.atlassian.net/wiki", "GET", "<site>.atlassian.net", "/wiki", ()),
        ("https://[your-site].atlassian.net/wiki", "GET", "your-site.atlassian.net", "/wiki", ()),
        ("'https://{site}.atlassian.net/wiki'", "GET", "{site}.atlassian.net", "/wiki", ()),
    ],
)
def test_a_call_is_read(text: str, method: str, host: str, path: str, parameters: tuple[str, ...]) -> None:
    """Of a query, only the names of its parameters are kept."""
    assert Call(method, host, path, parameters) == read_call(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "CALL: cannot be read as a call"),
        ("GET", "CALL: cannot be read as a call"),
        ("hello", "CALL: cannot be read as a call"),
        ("ftp://x.atlassian.net/rest", "ftp://x.atlassian.net/rest: cannot be read as a call"),
        ("https://[1:2/rest", "https://[1:2/rest: cannot be read as a URL"),
        ("GTE /rest/api/3/myself", "'GTE': is not an HTTP method; did you mean \"GET\"?"),
        ("-u me:made-up-secret https://x.atlassian.net/rest", "CALL: cannot be read as a call"),
        ("crul -u me:made-up-secret https://x.atlassian.net", "'CRUL': is not an HTTP method"),
        ("made-up-secret", "CALL: cannot be read as a call"),
        ("ftp://me:made-up-secret@x.atlassian.net/rest", "ftp***x.atlassian.net/rest: cannot be read"),
        (
            "GET https://x.atlassian.net/rest\n|> send(made-up-secret)",
            "https://x.atlassian.net/rest: cannot be read as",
        ),
        ("GET /rest/api/3/myself', made-up-secret", ": cannot be read as a call"),
        ("curl -u me:made-up-secret", "the curl line has no URL"),
        ("curl -u me:made-up-secret 'https://x", "the curl line has a quote that is not closed"),
        ("curl -X FETCH https://x.atlassian.net/rest", "a method that is not an HTTP method"),
    ],
)
def test_what_is_no_call_is_refused(text: str, message: str) -> None:
    """The line says what to write, and does not quote what can be a secret."""
    with pytest.raises(UserError) as raised:
        read_call(text)
    assert message in str(raised.value)
    assert "made-up-secret" not in str(raised.value)
    assert 1 == len(raised.value.problems)


@pytest.mark.parametrize(
    "text",
    [
        "GET /rest/api/3/issue/A-1 HTTP/1.1",
        '"GET /rest/api/3/issue/A-1 HTTP/1.1" 401 -',
        "GET /rest/api/3/issue/A-1\nAccept: application/json\n\n{}",
        '"GET /rest/api/3/issue/A-1"',
        "`/rest/api/3/issue/A-1`,",
        '"curl https://nobodys.atlassian.net/rest/api/3/issue/A-1"',
    ],
)
def test_a_request_line_and_quotes_are_understood(text: str) -> None:
    """The version, the status and the quotes around a call are no part of its path."""
    assert ("GET", "/rest/api/3/issue/A-1") == (read_call(text).method, read_call(text).path)
