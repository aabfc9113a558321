"""A pasted curl line is read as curl reads it, and no value of it is ever shown."""

from base64 import b64encode

import pytest

from token_conformance.calls.curl_line import is_curl, read_curl
from token_conformance.calls.token_shape import Sent
from token_conformance.cli import main

URL = "https://invented.atlassian.net/rest/api/3/user"
SECRET = "Made" + "Up0" * 8 + "Secret"
PERSONAL = "ATATT" + "3xFfGF0" + SECRET
SERVICE = "ATSTT" + "3xFfGF0" + SECRET
SERVICE_ACCOUNTS = "serviceaccount" + ".atlassian.com"
PERSONS = ("unscoped", "scoped-jira", "scoped-confluence", "scoped-bitbucket", "scoped-mcp", "scoped-other")
BITBUCKET = f"me:ATBB{SECRET}"
BASIC = b64encode(f"me@example.com:{PERSONAL}".encode()).decode()
LINES = [
    (f"curl {URL}", "GET", None),
    (f"$ curl -s {URL} | jq .", "GET", None),
    (f"TOKEN=x curl.exe --compressed -k {URL} > out.json", "GET", None),
    (f"curl -u me@example.com:{PERSONAL} {URL}", "GET", Sent("Basic", PERSONS)),
    (f"curl -sSLume@example.com:{PERSONAL} {URL}", "GET", Sent("Basic", PERSONS)),
    (f"curl --request PUT \\\n --url '{URL}' \\\n --user 'me@example.com:<api_token>'", "PUT", Sent("Basic")),
    (f"curl -X DELETE ^\r\n {URL} --user=me:{SECRET}", "DELETE", Sent("Basic")),
    (f"curl -H 'Authorization: Basic {BASIC}' -d '{{}}' {URL}", "POST", Sent("Basic", PERSONS)),
    (f"curl -H 'authorization:  bearer {SERVICE}' --json '{{}}' {URL}", "POST", Sent("Bearer", ("service-account",))),
    (f"curl -H 'Authorization: Bearer eyJ{SECRET}' {URL}", "GET", Sent("Bearer", ("oauth-3lo", "oauth-2lo"))),
    (f"curl -H 'Authorization: JWT eyJ{SECRET}' {URL}", "GET", Sent("JWT", ("connect-jwt",))),
    (f"curl --oauth2-bearer {SECRET} {URL}", "GET", Sent("Bearer")),
    (f"curl -H 'Authorization: GenieKey {SECRET}' {URL}", "GET", Sent("GenieKey", ("genie-key",))),
    (f"curl -H 'Authorization: OAuth {SECRET}' {URL}", "GET", None),
    (f"curl -u made-up@{SERVICE_ACCOUNTS}:{SECRET} {URL}", "GET", Sent("Basic", ("service-account",))),
    (f"curl -u {BITBUCKET} {URL}", "GET", Sent("Basic", ("bitbucket-app-password",))),
    (f"curl -H 'Authorization: Bearer ATCTT3xFfG{SECRET}' {URL}", "GET", Sent("Bearer", ("org-api-key",))),
    (f"curl -n -F file=@x {URL}", "POST", Sent("Basic")),
    (f"curl -T x -b 'cloud.session.token={SECRET}' {URL}", "PUT", None),
    (f"curl -I {URL} && curl -X POST https://example.com", "HEAD", None),
    (f"C:\\Users\\me> curl.exe -I {URL}", "HEAD", None),
    (f"PS C:\\> curl -I {URL}", "HEAD", None),
    (f"me@box:~/work$ curl -I {URL}", "HEAD", None),
    (f"(venv) [root@ci-1 ~]# curl -I {URL}", "HEAD", None),
    (f"curl -XPATCH -d @- {URL}", "PATCH", None),
    (f"curl 'https://me:{SECRET}@invented.atlassian.net/rest/api/3/user?token={SECRET}'", "GET", None),
]


@pytest.mark.parametrize(("line", "method", "sent"), LINES)
def test_a_line_is_read(line: str, method: str, sent: Sent | None) -> None:
    """Its method, and the kinds of credential that fit its scheme and shape."""
    assert is_curl(line)
    read = read_curl(line)
    assert (method, sent) == (read.method, read.sent)


@pytest.mark.parametrize(
    ("line", "parameters"),
    [
        (f"curl -G {URL} --data-urlencode 'username=x' -d b=1", ["username", "b"]),
        (f"curl {URL} -d 'username=x'", []),
        (f"curl --url-query username=x {URL}", ["username"]),
    ],
)
def test_parameters_of_the_query_are_names(line: str, parameters: list[str]) -> None:
    """Data is a query only with -G."""
    assert parameters == read_curl(line).parameters


@pytest.mark.parametrize("name", ["text", "markdown", "json"])
@pytest.mark.parametrize("line", [line for line, _, _ in LINES])
def test_no_secret_of_a_line_is_shown(capsys: pytest.CaptureFixture[str], line: str, name: str) -> None:
    """Neither the token, nor its Base64, nor a value of the query."""
    assert 70 > main(["can-i-use", line, "--format", name])
    shown = "".join(capsys.readouterr())
    assert shown
    assert not [part for part in (SECRET, BASIC, SECRET[:12]) if part in shown]


@pytest.mark.parametrize(
    "words",
    [
        ["curl", "-u", f"me@example.com:{SECRET}", URL],
        ["curl", "-H", f"Authorization: Bearer {SECRET}", URL],
        ["GET /rest/api/3/myself", "--token", PERSONAL],
        ["GET /rest/api/3/myself", "--token", SECRET],
        ["GET /rest/api/3/myself", f"--password={SECRET}"],
        [f"curl -u me:{SECRET} 'https://x"],
        [f"curl -u me:{SECRET}"],
        [PERSONAL],
        [f"GET /rest/api/3/{PERSONAL}"],
        [f"GET {PERSONAL}"],
    ],
)
def test_no_secret_is_shown_in_an_error(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    """A line that is not in quotes, and a token in a wrong place, are refused without being quoted."""
    try:
        status = main(["can-i-use", *words])
    except SystemExit as exit_:
        status = int(str(exit_.code))
    shown = "".join(capsys.readouterr())
    assert status in {2, 3}
    assert SECRET not in shown


def test_a_call_alone_is_no_curl_line() -> None:
    """Only a line that starts with the program is one."""
    assert not is_curl("me@example.com wrote: curl https://x.atlassian.net")
    assert not is_curl("GET /rest/api/3/myself")
    assert not is_curl("https://x.atlassian.net/rest/curl x")
