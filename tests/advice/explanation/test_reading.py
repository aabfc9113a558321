"""The same failure is read alike, in whatever form a program writes it."""

import pytest

from token_conformance.advice.explanation.addressed import address_of
from token_conformance.advice.explanation.facts import Facts
from token_conformance.advice.explanation.statuses import status_of

URL = "https://nobodys.atlassian.net/rest/api/3/issue/ABC-1"
FORMS = {
    "curl -v": "> GET /rest/api/3/issue/ABC-1 HTTP/2\n> Host: nobodys.atlassian.net\n>\n< HTTP/2 404\n<\n{}",
    "curl -i": f"$ curl -i {URL}\nHTTP/2 404\ncontent-type: application/json\n\n{{}}",
    "an exception with its URL": f"requests.exceptions.HTTPError: 404 Client Error: Not Found for url: {URL}",
    "an exception in quotes": f"httpx.HTTPStatusError: Client error '404 Not Found' for url '{URL}'",
    "named values": f"ClientResponseError: 404, message='Not Found', url='{URL}'",
    "a log of a pool": 'DEBUG https://nobodys.atlassian.net:443 "GET /rest/api/3/issue/ABC-1 HTTP/1.1" 404 None',
    "a log of requests": f'HTTP Request: GET {URL} "HTTP/1.1 404 Not Found"',
    "an object": f"status: 404, statusText: 'Not Found', config: {{ method: 'get', url: '{URL}' }}",
    "an object with a base": "status: 404,\nmethod: 'get',\nurl: '/rest/api/3/issue/ABC-1',\n"
    "baseURL: 'https://nobodys.atlassian.net'",
    "one line": f"JiraError HTTP 404 url: {URL}\n\ttext: Issue does not exist",
    "words": f"When I call GET {URL} I get a 404.",
    "a HAR": '{"log": {"entries": [{"request": {"method": "GET", "url": "URL", "headers": []}, "response": '
    '{"status": 404, "headers": [], "content": {"text": "{}"}}}]}}'.replace("URL", URL),
    "a cassette": f"interactions:\n- request:\n    method: GET\n    uri: {URL}\n    body: null\n    headers: {{}}\n"
    "  response:\n    status: {code: 404, message: Not Found}\n    headers: {}\n    body: {string: '{}'}\nversion: 1\n",
}


@pytest.mark.parametrize("paste", FORMS.values(), ids=FORMS)
def test_every_form_shows_the_call(paste: str) -> None:
    """Status, host and path are the same ones."""
    facts = Facts.of(paste)
    expected = (404, "site", "jira", "/rest/api/3/issue/ABC-1")
    assert expected == (facts.status, facts.form, facts.product, facts.failed.path)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("curl: (22) The requested URL returned error: 401", "401"),
        ("Request failed with status code 403", "403"),
        ("statusCode=Optional[403]", "403"),
        ("status: 410 Gone", "410"),
        ("405 (Method Not Allowed)", "405"),
        ("unexpected response '401 Unauthorized' from jira", "401"),
        ("Received HTTP status code: 403", "403"),
        ("urllib.error.HTTPError: HTTP Error 401: Unauthorized", "401"),
        ("OSError: Tunnel connection failed: 503 Service Unavailable", "503"),
        ("HTTP/1.1 200 Connection established\n\nHTTP/1.1 401 Unauthorized", "401"),
        ("I only get a 401", "401"),
        ('"status-code":404', "404"),
    ],
)
def test_a_status_is_found(said: str, status: str) -> None:
    """However it is written."""
    found = status_of(said)
    assert found
    assert status == found.value


@pytest.mark.parametrize("said", ["ABC-404", "port 443", "/pages/404/x", "line 4012", "404.5 ms", "x=401", "page#404"])
def test_a_number_is_no_status(said: str) -> None:
    """A key, a port, a part of a path or of another number is not one."""
    assert status_of(said) is None


def test_of_several_calls_the_refused_one_is_read() -> None:
    """The one before it was answered, so the credential is good."""
    paste = (
        "GET https://nobodys.atlassian.net/rest/api/3/myself\nHTTP/1.1 200 OK\nx-aaccountid: abc\n\n{}\n"
        "GET https://nobodys.atlassian.net/rest/api/3/search/jql\nHTTP/1.1 400 Bad Request\n\n{}\n"
    )
    facts = Facts.of(paste)
    assert (400, "/rest/api/3/search/jql") == (facts.status, facts.failed.path)
    assert {"other-call-works"} <= facts.marks


def test_of_a_long_log_both_ends_are_read() -> None:
    """The middle of it costs no time, and no line is cut."""
    line = "DEBUG nothing happened, and that is all there is to say of it\n"
    facts = Facts.of(f"GET {URL}\n{line * 5000}ERROR 404 Not Found\n")
    assert (404, "/rest/api/3/issue/ABC-1") == (facts.status, facts.failed.path)
    assert 70_000 > len(facts.text)
    assert {line.strip()} == set(facts.text.splitlines()[1:-1])


@pytest.mark.parametrize(
    ("url", "mark"),
    [
        ("https://api.atlassian.com/ex/jira/mysite/rest/api/3/myself", "not-a-cloud-id"),
        ("https://api.atlassian.com/ex/jira/rest/api/3/myself", "no-cloud-id"),
        ("https://nobodys.atlassian.net/rest/api/space", "wiki-missing"),
        ("https://nobodys.atlassian.net/wiki/rest/api/3/myself", "wiki-too-much"),
        ("https://nobodys.atlassian.net/wiki/wiki/rest/api/space", "wiki-too-much"),
        ("https://nobodys.atlassian.net/confluence/rest/api/space", "context-path"),
        ("https://nobodys.atlassian.net/jira/software/projects/ABC/rest/api/3/myself", "page-for-people"),
        ("https://nobodys.atlassian.net/wiki//rest/api/space", "double-slash"),
        ("https://nobodys.atlassian.net/rest/api/3/searchjql", "misspelt"),
        ("https://nobodys.atlassian.net/rest/api/3/jql/search", "misspelt"),
        ("https://nobodys.atlassian.net:8080/rest/api/3/myself", "odd-port"),
        ("https://nobodys.atlassian.net/rest/api/3/search", "gone"),
        ("https://nobodys.atlassian.net/rest/api/3/myself/", "slash-at-end"),
        ("https://api.atlassian.com/ex/confluence/CLOUD_ID/rest/api/3/myself", "other-app"),
    ],
)
def test_what_is_wrong_with_an_address_is_found(url: str, mark: str) -> None:
    """By the published operations, and by no list of mistakes."""
    assert {mark} <= Facts.of(f"GET {url} 404").marks


@pytest.mark.parametrize(
    ("program", "method"),
    [
        (f'Request.Builder()\n    .url("{URL}")\n    .put(body)\n    .build()', "PUT"),
        (f'uri = URI("{URL}")\nrequest = Net::HTTP::Delete.new(uri)', "DELETE"),
        (f'requests.put("{URL}", json={{"method": "GET"}})', "PUT"),
        (f'Request.Builder().url("{URL}")', ""),
        (f'client.put("{URL}/comment") // see {URL}', ""),
    ],
)
def test_a_line_of_a_program_shows_its_method(program: str, method: str) -> None:
    """As `can-i-use` reads it; a method that is not certain is none."""
    address = address_of(f"{program}\n\nHTTP/1.1 401 Unauthorized\n")
    assert address is not None
    assert (method, True) == (address.method, address.path.startswith("/rest/api/3/issue/ABC-1"))
