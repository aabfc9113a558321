"""A call is read from a line of a program, or of another command than curl."""

import pytest

from for_each import for_each
from token_conformance.calls.call import read_call
from token_conformance.calls.program.snippet import is_snippet
from token_conformance.errors import UserError

HOST = "https://nobodys.atlassian.net"
READ = [
    ("GET", f"fetch('{HOST}/rest/api/3/issue/ABC-1')"),
    ("GET", f"const res = await fetch(`{HOST}/rest/api/3/issue/${{key}}`, {{headers}})"),
    ("POST", "await fetch(`${this.baseUrl}/rest/api/3/issue/${key}`, { method: 'post', body })"),
    ("PUT", f"axios({{ method: 'put', url: `{HOST}/rest/api/3/issue/${{key}}` }})"),
    ("GET", f"axios.get('{HOST}/rest/api/3/issue/ABC-1', {{auth}})"),
    ("GET", "fetch(new URL('/rest/api/3/issue/ABC-1', base), { headers })"),
    ("DELETE", "$http.delete('/rest/api/3/issue/ABC-1')"),
    ("GET", f'requests.get("{HOST}/rest/api/3/issue/ABC-1", auth=HTTPBasicAuth(email, token))'),
    ("GET", 'r = requests.get(f"{BASE}/rest/api/3/issue/{key}", auth=(email, token))'),
    ("GET", 'r = requests.get(base + "/rest/api/3/issue/" + key, auth=(email, token))'),
    ("PUT", 'r = self.session.put(self.base + "/rest/api/3/issue/" + str(key), json=fields)'),
    ("POST", f'response = requests.request("POST", "{HOST}/rest/api/3/issue/ABC-1", data=payload)'),
    ("GET", 'jira.get("rest/api/3/issue/ABC-1")'),
    ("GET", f'req, err := http.NewRequest("GET", "{HOST}/rest/api/3/issue/ABC-1", nil)'),
    ("DELETE", f'req, err := http.NewRequest(http.MethodDelete, "{HOST}/rest/api/3/issue/ABC-1", nil)'),
    ("GET", f'HttpRequest.newBuilder().uri(URI.create("{HOST}/rest/api/3/issue/ABC-1")).GET().build()'),
    ("GET", f'restTemplate.getForObject("{HOST}/rest/api/3/issue/" + key, String.class);'),
    ("PUT", f'client.PutAsync("{HOST}/rest/api/3/issue/ABC-1", content);'),
    ("POST", "$client->post('/rest/api/3/issue/ABC-1', ['json' => $data]);"),
    ("PUT", 'api.asApp().requestJira(route`/rest/api/3/issue/${key}`, {method: "PUT", body})'),
    ("GET", f'Net::HTTP.get(URI("{HOST}/rest/api/3/issue/ABC-1"))'),
    ("GET", f'Invoke-RestMethod -Uri "{HOST}/rest/api/3/issue/ABC-1" -Headers $headers'),
    ("PUT", f"$r = Invoke-WebRequest -Method Put -Uri {HOST}/rest/api/3/issue/ABC-1 -Body $body"),
    ("GET", 'PS C:\\jira> irm "$base/rest/api/3/issue/ABC-1"'),
    ("GET", f"http -a me@example.com:MADE-UP {HOST}/rest/api/3/issue/ABC-1"),
    ("DELETE", f"$ http DELETE {HOST}/rest/api/3/issue/ABC-1"),
    ("GET", f"wget --user=me@example.com --password=MADE-UP {HOST}/rest/api/3/issue/ABC-1"),
]
UNSHOWN = [
    f"wget --post-data '{{}}' {HOST}/rest/api/3/issue",
    f'curl_setopt($ch, CURLOPT_URL, "{HOST}/rest/api/3/issue");',
    f"fetch('{HOST}/rest/api/3/issue', options)",
    f"fetch('{HOST}/rest/api/3/issue', {{headers, body: JSON.stringify(issue)}})",
    f'send_it("{HOST}/rest/api/3/issue")',
]


@for_each("method, line", READ)
def test_the_method_and_the_path_are_read(method: str, line: str) -> None:
    """A variable at the beginning is the base, and one in the path is a name to fill in."""
    call = read_call(line)
    assert method == call.method
    assert call.path.startswith("/rest/api/3/issue/")
    assert 5 == call.path.count("/")  # nothing of the line is lost or added
    assert call.host in {"", "nobodys.atlassian.net"}


@for_each("line", UNSHOWN)
def test_a_method_that_is_not_shown_is_not_guessed(line: str) -> None:
    """The line could be a write, whose scopes and answer are others."""
    assert is_snippet(line)
    with pytest.raises(UserError, match="does not show its method"):
        read_call(line)


@pytest.mark.parametrize(
    ("line", "scheme"),
    [
        (f"fetch('{HOST}/rest/api/3/myself', {{headers: {{Authorization: `Bearer ${{token}}`}}}})", "Bearer"),
        (f"fetch('{HOST}/rest/api/3/myself', {{headers: {{'Authorization': 'Basic ' + pair}}}})", "Basic"),
        (f'requests.get("{HOST}/rest/api/3/myself", auth=(email, token))', "Basic"),
        (f"http -a me@example.com:MADE-UP {HOST}/rest/api/3/myself", "Basic"),
        (f'requests.get("{HOST}/rest/api/3/myself", headers=headers)', None),
        (f'requests.get("{HOST}/rest/api/3/myself", auth=BearerAuth(token))', None),
        (f'requests.get("{HOST}/rest/api/3/myself", auth=auth)', None),
        (f'HTTP.headers(auth).get("{HOST}/rest/api/3/myself")', None),
        (f"axios.get('{HOST}/rest/api/3/myself', {{ auth }})", "Basic"),
        (f'client.get("{HOST}/rest/api/3/myself").basic_auth(email, token)', "Basic"),
    ],
)
def test_the_scheme_is_read_where_the_line_shows_it(line: str, scheme: str | None) -> None:
    """Without it, the question is about every usual credential."""
    sent = read_call(line).sent
    assert scheme == (sent.scheme if sent else None)


@pytest.mark.parametrize(
    "text",
    [
        "GET /rest/api/3/myself",
        f"{HOST}/rest/api/3/myself",
        'jira.issue("ABC-1")',
        "can I call (this) /rest/api/3/myself",
        "https://nobodys.atlassian.net/rest/api/3/search/jql?jql=project = 'ABC'",
    ],
)
def test_what_is_no_line_of_a_program_is_none(text: str) -> None:
    """A call as can-i-use takes it is read as before, and a client's own words name no call."""
    assert not is_snippet(text)


def test_an_error_quotes_nothing_of_the_line() -> None:
    """It may have a token in it."""
    with pytest.raises(UserError) as raised:
        read_call(f"fetch('{HOST}/rest/api/3/issue', secretive)")
    assert "secretive" not in str(raised.value)
