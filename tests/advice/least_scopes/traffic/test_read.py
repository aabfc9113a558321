"""What a program sends is read from files of every format, which their content shows; wrong ones are one line."""

import gzip
import json
import re
from pathlib import Path

import pytest

from token_conformance.advice.least_scopes.judged import Fate
from token_conformance.advice.least_scopes.traffic import read, seen
from token_conformance.advice.least_scopes.traffic.read import Traffic, of_bytes, read_traffic
from token_conformance.catalogue.known import every_operation
from token_conformance.certify.certificate import container
from token_conformance.errors import UserError

ROOT = Path(__file__).parents[4]
UUID = "11111111-2222-3333-4444-555555555555"
SITE = "https://nobodys.atlassian.net"
LOG = '10.0.0.1 - - [10/Oct/2026:13:55:36 +0000] "{} HTTP/1.1" {} 23 "{}" "tool/1"\n'


def entry(method: str, url: str) -> dict[str, object]:
    """An entry of a HAR file."""
    return {"request": {"method": method, "url": url, "headers": []}, "response": {"status": 200}}


def har(*entries: dict[str, object]) -> str:
    """A HAR file."""
    return json.dumps({"log": {"version": "1.2", "entries": entries}})


def names(traffic: Traffic) -> dict[str, int]:
    """How often each call is in the traffic."""
    return {call.name: call.count for call in traffic.calls}


MYSELF = "GET /rest/api/3/myself"
ISSUE = "GET /rest/api/3/issue/{issueIdOrKey}"
PAGE = "GET /wiki/api/v2/pages/{id}"

FORMATS = {
    "list": (
        f"# mine\n\n{MYSELF}\n- GET {SITE}/rest/api/3/issue/A-1?fields=x  # one\n2. `GET /wiki/api/v2/pages/7`\n",
        {},
    ),
    "list of curl": (
        f"$ curl -s \\\n  -u me@example.com \\\n  {SITE}/rest/api/3/myself\n{ISSUE}\n{PAGE} HTTP/1.1\n",
        {},
    ),
    "list of lines of programs": (
        (
            f'r = requests.get("{SITE}/rest/api/3/myself", auth=auth)\n'
            f"- `fetch('{SITE}/rest/api/3/issue/A-1')`\nInvoke-RestMethod -Uri {SITE}/wiki/api/v2/pages/7\n"
        ),
        {},
    ),
    "list of quoted lines": (
        (
            f"\"curl.exe -u 'me@example.com:x' '{SITE}/rest/api/3/myself'\"\n"
            f"curl -o - -X GET {SITE}/rest/api/3/issue/A-1 -G\nnobodys.atlassian.net/wiki/api/v2/pages/7\n"
        ),
        {},
    ),
    "log of names and values": (
        (
            f'time="2026-01-01" method=GET url={SITE}/rest/api/3/myself status=200\n'
            f'level=debug msg="request" url="{SITE}/rest/api/3/issue/A-1" method=GET\n'
            "method=GET host=nobodys.atlassian.net path=/wiki/api/v2/pages/7\n"
        ),
        {},
    ),
    "lines of nested JSON": (
        "".join(
            json.dumps({"time": 1, "http": {"request": {"method": "GET", "url": f"{SITE}{path}"}}}) + "\n"
            for path in ("/rest/api/3/myself", "/rest/api/3/issue/A-1", "/wiki/api/v2/pages/7")
        ),
        {},
    ),
    "log that begins with a bracket": (
        (
            f"[13:55:36.123] connect\n127.0.0.1:1: GET {SITE}/rest/api/3/myself HTTP/2.0\n << HTTP/2.0 200 OK 5b\n"
            f"127.0.0.1:1: GET {SITE}/rest/api/3/issue/A-1 HTTP/2.0\n"
            f"127.0.0.1:1: GET {SITE}/wiki/api/v2/pages/7 HTTP/2.0\n"
        ),
        {"lines without a request": 2},
    ),
    "collection": (
        json.dumps(
            {
                "info": {"name": "mine"},
                "item": [
                    {"name": "folder", "item": [{"request": {"method": "GET", "url": "{{base}}/rest/api/3/myself"}}]},
                    {"request": {"method": "GET", "url": {"raw": "{{base}}/rest/api/3/issue/:key"}}},
                    {"request": f"{SITE}/wiki/api/v2/pages/7"},
                    {"request": {"method": "GET"}},
                    {"name": "empty"},
                ],
            }
        ),
        {"entries without a request": 1},
    ),
    "list with commas": ("GET,/rest/api/3/myself\nGET\t/rest/api/3/issue/A-1\nget | /wiki/api/v2/pages/1/\n", {}),
    "Markdown list": (f"### Jira\n{MYSELF}\nGET /rest/api/3/issue/A-1\n\n### Confluence\n- [ ] {PAGE}\n", {}),
    "Markdown table": (
        (
            f"# Calls\n\n| Method | Path |\n|---|---|\n| GET | /rest/api/3/myself |\n| `GET` | `{ISSUE[4:]}` | one |\n"
            f"| {PAGE} |\n"
        ),
        {},
    ),
    "JSON list": (json.dumps([MYSELF, "GET /rest/api/3/issue/A-1", PAGE]), {}),
    "HAR": (
        har(
            entry("GET", f"{SITE}/rest/api/3/myself"),
            entry("GET", f"https://api.atlassian.com/ex/jira/{UUID}/rest/api/3/issue/A-1?x=1"),
            entry("GET", f"https://api.atlassian.com/ex/confluence/{UUID}/wiki/api/v2/pages/1"),
            entry("GET", f"{SITE}/browse/A-1"),
            entry("GET", f"{SITE}/s/abc/_/logo.png"),
            entry("OPTIONS", f"{SITE}/rest/api/3/myself"),
            entry("GET", "https://shop.example.com/rest/api/3/field"),
            entry("GET", "data:image/png;base64,AAAA"),
        ),
        {"pages and files": 2, "OPTIONS requests": 1, "requests to other hosts": 1, "requests without a path": 1},
    ),
    "entries": (json.dumps([entry("GET", f"{SITE}{call[4:]}") for call in (MYSELF, ISSUE, PAGE)]), {}),
    "combined log": (
        LOG.format("GET /rest/api/3/myself", 200, "-")
        + LOG.format("GET /rest/api/3/issue/A-1?expand=names", 401, f"{SITE}/browse/A-1")
        + LOG.format("GET /wiki/api/v2/pages/1", 404, "-")
        + LOG.format("GET /favicon.ico", 404, "-")
        + LOG.format("OPTIONS /rest/api/3/issue", 204, "-")
        + '10.0.0.2 - - [10/Oct/2026:13:55:36 +0000] "\\x16\\x03\\x01" 400 0 "-" "-"\n',
        {"pages and files": 1, "OPTIONS requests": 1, "lines without a request": 1},
    ),
    "common log": (
        f'10.0.0.1 - - [x] "{MYSELF} HTTP/2.0" 200 1\nx "GET /rest/api/3/issue/1 HTTP/1.1" 200\nx "{PAGE}" 403 1\n',
        {},
    ),
    "log of a proxy": (
        (
            f"1.1 9 10.0.0.1 TCP_MISS/200 9 GET {SITE}/rest/api/3/myself - D/1\n"
            f"1.1 9 10.0.0.1 TCP_MISS/200 9 GET {SITE}/rest/api/3/issue/1 - D/1\n"
            f"1.1 9 10.0.0.1 TCP_MISS/200 9 GET {SITE}/wiki/api/v2/pages/1 - D/1\n"
            "1.1 9 10.0.0.1 TCP_TUNNEL/200 9 CONNECT https://api.atlassian.com:443 - D/1\n"
        ),
        {"requests with other methods": 1},
    ),
    "log of clients": (
        (
            f'2026 INFO httpx HTTP Request: GET {SITE}/rest/api/3/myself "HTTP/1.1 200 OK"\n'
            f'DEBUG:urllib3:{SITE}:443 "GET /rest/api/3/issue/A-1 HTTP/1.1" 200 None\n'
            f'DEBUG:urllib3:{SITE}:443 "GET /wiki/api/v2/pages/1 HTTP/1.1" 200 None\n'
            'DEBUG:urllib3:https://shop.example.com:443 "GET /rest/api/3/field HTTP/1.1" 200 None\n'
        ),
        {"requests to other hosts": 1},
    ),
    "log with few requests": (
        "2026-11-01 starting\n" * 80
        + "".join(f"2026-11-01 DEBUG sending {call} now\n" for call in (MYSELF, "GET /rest/api/3/issue/A-1", PAGE)),
        {"lines without a request": 80},
    ),
    "log of a server in development": (
        f"{MYSELF} 200 5.3 ms - 12\nGET /rest/api/3/issue/A-1?x=1 404 1 ms\n{PAGE} 200\nlistening\n",
        {"lines without a request": 1},
    ),
    "log of the edge": (
        "".join(
            json.dumps({"started": 1.5, "method": "GET", "host": host, "path": path, "query": "a=b"}) + "\n"
            for host, path in [
                ("nobodys.atlassian.net", "/rest/api/3/myself"),
                ("api.atlassian.com", f"/ex/jira/{UUID}/rest/api/3/issue/1"),
                ("api.atlassian.com", f"/ex/confluence/{UUID}/wiki/api/v2/pages/1"),
            ]
        ),
        {},
    ),
    "log in JSON": (
        (
            '{"request": "GET /rest/api/3/myself HTTP/1.1", "status": 200}\n{"note": 1}\n'
            '{"request_method": "GET", "request_uri": "/rest/api/3/issue/1"}\n'
            '{"method": "GET", "url": "/wiki/api/v2/pages/1"}\n'
        ),
        {"lines without a request": 1},
    ),
    "OpenAPI": (
        json.dumps(
            {
                "openapi": "3.0.1",
                "servers": [{"url": "https://{your-domain}/wiki/api/v2"}],
                "paths": {
                    "/pages/{id}": {"parameters": [], "get": {}},
                    "/rest/api/3/myself": {"servers": [{"url": "//your-domain.atlassian.net/"}], "get": {}},
                    "/rest/api/3/issue/{key}": {"get": {"servers": [{"url": "/"}]}},
                },
            }
        ),
        {},
    ),
    "Swagger in YAML": (
        (
            "swagger: '2.0'\nhost: nobodys.atlassian.net\nbasePath: /\npaths:\n  /rest/api/3/myself: {get: {}}\n"
            "  /rest/api/3/issue/{id}:\n    get: {x: 1}\n  /wiki/api/v2/pages/{page}: {get: {}, summary: a}\n"
        ),
        {},
    ),
    "http file": (
        (
            f"@base = {SITE}\n@jira = {{{{base}}}}/rest/api/3\n### first\n# a comment\nGET {{{{jira}}}}/myself\n"
            "Authorization: Basic {{token}}\n\n###\nGET {{ jira }}/issue/A-1\n  ?fields=summary\n  &expand=names\n"
            'Accept: application/json\n\n{"GET": "/rest/api/3/field"}\n###\n\n'
            "https://{{host}}/wiki/api/v2/pages/1 HTTP/1.1\n"
        ),
        {},
    ),
    "export of Insomnia": (
        json.dumps(
            {
                "_type": "export",
                "__export_format": 4,
                "resources": [
                    {"_type": "workspace", "name": "x", "url": "/rest/api/3/field"},
                    {"_type": "request", "method": "GET", "url": f"{SITE}/rest/api/3/myself"},
                    {"_type": "request", "method": "GET", "url": "{{ _.base }}/rest/api/3/issue/A-1"},
                    {"_type": "request", "method": "GET", "url": "{{ _.base }}/wiki/api/v2/pages/1"},
                    {"_type": "request", "method": "GET", "url": ""},
                ],
            }
        ),
        {"entries without a request": 1},
    ),
    "playbook of Ansible": (
        (
            "- hosts: all\n  tasks:\n"
            '    - ansible.builtin.uri:\n        url: "https://{{ site }}.atlassian.net/rest/api/3/myself"  # mine\n'
            "        method: GET\n        body:\n          method: PUT\n          url: /rest/api/3/field\n"
            f"    - name: b\n      uri:\n        url: '{SITE}/rest/api/3/issue/A-1'\n      method: DELETE\n"
            "    - uri: url={{ base }}/wiki/api/v2/pages/1 method=get user=x\n"
            f"    - uri:\n        url: {SITE}/rest/api/3/field\n        method: '{{{{ verb }}}}'\n"
        ),
        {"URLs whose method is not shown": 1},
    ),
    "configuration of Terraform": (
        "".join(
            f'data "http" "one" {{\n  url = "{base}{path}"\n\n  request_headers = {{\n    url = "x"\n  }}\n{more}}}\n\n'
            for base, path, more in (
                (SITE, "/rest/api/3/myself", ""),
                ("https://${var.site}.atlassian.net", "/rest/api/3/issue/A-1", '  method = "GET"\n'),
                (SITE, "/wiki/api/v2/pages/1", ""),
            )
        ),
        {},
    ),
    "file of Bruno": (
        "meta {\n  name: three\n  type: http\n}\n\n"
        + "".join(
            f"get {{\n  url: {{{{base}}}}{path}\n  auth: basic\n}}\n\nheaders {{\n  url: /rest/api/3/field\n}}\n"
            for path in ("/rest/api/3/myself", "/rest/api/3/issue/{{key}}?fields=x", "/wiki/api/v2/pages/1")
        ),
        {},
    ),
    "cassette in YAML": (
        "interactions:\n"
        + "".join(
            f"- request:\n    body: null\n    headers: {{}}\n    method: GET\n    uri: {SITE}{call[4:]}\n"
            "  response: {status: {code: 200}}\n"
            for call in (MYSELF, "GET /rest/api/3/issue/A-1", "GET /wiki/api/v2/pages/1")
        )
        + "version: 1\n",
        {},
    ),
    "observation": (
        json.dumps(
            {
                "scenario": "x",
                "requests": [
                    {"method": "GET", "host": "nobodys.atlassian.net", "path": "/rest/api/3/myself"},
                    {"method": "GET", "host": "nobodys.atlassian.net", "path": "/rest/api/3/issue/1"},
                    {"method": "GET", "host": "nobodys.atlassian.net", "path": "/wiki/api/v2/pages/1"},
                    {"method": "GET", "host": "foreign.example.com", "path": "/rest/api/3/field"},
                ],
            }
        ),
        {"requests to other hosts": 1},
    ),
}


@pytest.mark.parametrize(("content", "ignored"), FORMATS.values(), ids=FORMATS)
def test_every_format_is_recognised_by_its_content(content: str, ignored: dict[str, int]) -> None:
    """The three calls are found, and what is no call is counted."""
    traffic = of_bytes(content.encode(), "FILE")
    assert {MYSELF: 1, ISSUE: 1, PAGE: 1} == names(traffic)
    assert ignored == traffic.ignored


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(FORMATS["combined log"][0].encode()),
        FORMATS["list"][0].encode("utf-16"),
        b"\xef\xbb\xbf" + FORMATS["list"][0].replace("\n", "\r\n").encode(),
    ],
    ids=["gzip", "utf-16", "crlf"],
)
def test_the_bytes_of_a_file_can_be_packed_in_other_ways(content: bytes) -> None:
    """As log rotation and editors on Windows write them."""
    assert {MYSELF, ISSUE, PAGE} == set(names(of_bytes(content, "FILE")))


def test_a_call_of_traffic_that_nobody_publishes_is_kept() -> None:
    """Its scopes are unknown, and it is named without what can be the name of a person or a file."""
    log = LOG.format("GET /rest/api/3/isue/A-1/me@example.com/plan.txt", 404, "-") + LOG.format(
        "GET /rest/api/3/myself", 200, "-"
    )
    unknown, known = of_bytes(log.encode(), "FILE").calls
    assert (Fate.CALL_UNKNOWN, Fate.OPENED) == (unknown.fate, known.fate)
    assert "GET /rest/api/3/isue/{...}/{...}/{...}" == unknown.name
    assert "GET /rest/api/3/isue/{...}/{...}/{...}; " in unknown.reason
    assert not {"A-1", "example", "plan"} & set(re.findall(r"[\w-]+", unknown.reason))


def test_the_lines_of_a_long_log_are_few_calls() -> None:
    """Ids in paths make no call different, so 100,000 lines take two seconds."""
    lines = (LOG.format(f"GET /rest/api/3/issue/A-{number}", 200, "-") for number in range(20_000))
    assert {ISSUE: 20_000} == names(of_bytes("".join(lines).encode(), "FILE"))


def test_more_different_calls_than_exist_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that somebody made to take long does not."""
    monkeypatch.setattr(seen, "MOST_CALLS", 3)
    with pytest.raises(UserError, match="has more than 2 different calls"):
        of_bytes(
            "".join(
                LOG.format(f"GET /rest/api/3/{name}", 200, "-") for name in ("myself", "field", "label", "role")
            ).encode(),
            "FILE",
        )


@pytest.mark.parametrize("base", ["", SITE, "https://api.atlassian.com/ex/{app}/" + UUID])
def test_every_operation_is_found_with_real_ids(base: str) -> None:
    """At the site, at the gateway and without a host; every ninth one is tried."""
    operations = list(every_operation().values())[::9]
    ids = ("10001", "ABC-12", UUID, "5b10ac8d82e05b22", "me%40example.com")
    lines = [
        LOG.format(
            f"{one.method} {base.format(app=one.app)}{re.sub('{[^}]+}', ids[number % 5], one.path)}?a=1", 200, "-"
        )
        for number, one in enumerate(operations)
    ]
    assert {one.name: 1 for one in operations} == names(of_bytes("".join(lines).encode(), "FILE"))


SECRET = "ATATT3x" + "FfGF0" * 30  # made up

WRONG = {
    "empty": (b"", "FILE: is empty"),
    "blank": (b" \n\t\n", "FILE: is empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\xff\xfe\x00", "FILE: is not text"),
    "zeros": (bytes(1000), "FILE: is not text"),
    "damaged gzip": (b"\x1f\x8b\x08\x00abc", "FILE: cannot be decompressed"),
    "one long line": (b"a" * 1_100_000, "FILE: has no call that can be read"),
    "prose": (b"lorem ipsum dolor /foo sit\n" * 4_000, "FILE: has no call that can be read"),
    "comments alone": (b"# nothing\n// here\n", "FILE: has no call that can be read"),
    "HAR of another service": (
        har(entry("GET", "https://shop.example.com/rest/v1/a")).encode(),
        "FILE: has no call to Atlassian Cloud (requests to other hosts: 1)",
    ),
    "HAR without entries": (har().encode(), "FILE: has no call to Atlassian Cloud"),
    "HAR of pages": (har(entry("GET", f"{SITE}/browse/A-1")).encode(), "FILE: has no call to Atlassian Cloud"),
    "log of another service": (
        LOG.format("GET /index.html", 200, "-").encode(),
        "FILE: has no call to Atlassian Cloud",
    ),
    "cut JSON": (har(entry("GET", SITE)).encode()[:-5], "FILE: it is not JSON"),
    "other JSON": (b'{"a": 1}', "FILE: is a document of a kind that is not known"),
    "other YAML": (b"openapi: [1\n", "FILE: cannot be read as YAML"),
    "secret": (f"TOKEN={SECRET}\n{SECRET}\n".encode(), "FILE: has no call that can be read"),
}


@pytest.mark.parametrize(("content", "says"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_read_is_one_line(content: bytes, says: str) -> None:
    """It names the file, and says what to give instead."""
    with pytest.raises(UserError) as error:
        of_bytes(content, "FILE")
    assert str(error.value).startswith(says)
    assert "\n" not in str(error.value)
    assert SECRET[:20] not in str(error.value)


def test_each_wrong_line_of_a_list_is_named() -> None:
    """With its number, and with what could be meant."""
    calls = ("* POST /rest/api/3/isue", "GTE /rest/api/3/myself", f"GET /rest/api/3/issue/{SECRET}/x", "what")
    content = "\n".join((f"# {MYSELF}", f"- {MYSELF}", *calls))
    with pytest.raises(UserError) as error:
        of_bytes(content.encode(), "FILE")
    third, fourth, fifth, sixth = error.value.problems
    assert third.startswith("FILE, line 3: ")
    assert 'did you mean "POST /rest/api/3/issue"?' in third
    assert fourth.startswith("FILE, line 4: ")
    assert 'did you mean "GET"?' in fourth
    assert fifth.startswith("FILE, line 5: ")
    assert SECRET[:20] not in fifth
    assert sixth.startswith("FILE, line 6: is not a call")


def test_a_list_of_nothing_but_mistakes_is_cut_off() -> None:
    """Twenty lines say enough."""
    with pytest.raises(UserError) as error:
        of_bytes(b"GET /rest/api/3/none\n" * 100, "FILE")
    assert 21 == len(error.value.problems)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bytes are never all read."""
    monkeypatch.setattr(read, "LARGEST", 100)
    file = tmp_path / "large.log"
    file.write_text("x" * 101)
    with pytest.raises(UserError, match="has more than 100 bytes"):
        read_traffic(file)
    with pytest.raises(UserError, match="has more than 100 bytes when it is decompressed"):
        of_bytes(gzip.compress(b"x" * 10_000), "FILE")


def test_a_folder_of_cassettes_is_read(tmp_path: Path) -> None:
    """Files of other kinds are counted, and a certificate in it is opened."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "one.yaml").write_text(FORMATS["cassette in YAML"][0])
    (tmp_path / "results.json").write_text('{"format": 1}')
    (tmp_path / "notes.txt").write_text("GET /rest/api/3/field")
    traffic = read_traffic(tmp_path)
    assert {MYSELF: 1, ISSUE: 1, PAGE: 1} == names(traffic)
    assert {"files of another kind": 1} == traffic.ignored


def test_a_folder_without_cassettes_is_one_line(tmp_path: Path) -> None:
    """It says what could be in it."""
    with pytest.raises(UserError, match="has no call to Atlassian Cloud"):
        read_traffic(tmp_path)


def test_the_committed_cassettes_are_calls_of_the_catalogue() -> None:
    """Each of them has an operation or a family, and is counted."""
    traffic = read_traffic(ROOT / "cassettes" / "endpoints" / "jira-platform")
    assert [] == [call.name for call in traffic.calls if call.fate is Fate.CALL_UNKNOWN]
    assert {} == traffic.ignored


def test_a_certificate_and_the_folder_of_its_run_have_the_same_calls(tmp_path: Path) -> None:
    """The requests of all scenarios are counted."""
    certificate = next((ROOT / "reports" / "certified").rglob("*.zip"))
    folder = tmp_path / "run"
    container.write(folder, container.read(certificate))
    found = names(read_traffic(certificate))
    assert "POST /rest/api/3/issue" in found
    assert found == names(read_traffic(folder / "observations"))


def test_more_unknown_calls_than_a_program_sends_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What could be meant is looked for in the whole catalogue, for each of them."""
    monkeypatch.setattr(seen, "MOST_UNKNOWN", 2)
    log = "".join(LOG.format(f"GET /rest/api/3/none{'/x' * depth}", 404, "-") for depth in range(3))
    with pytest.raises(UserError, match="has more than 2 different calls that nobody publishes"):
        of_bytes(log.encode(), "FILE")


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_wrong_address_is_not_taken_for_a_right_one(*, is_turned: bool) -> None:
    """Calls are one call only if they name the same thing: not with another host, and not with a name as cloud id."""
    urls = [
        f"https://api.atlassian.com/ex/jira/{UUID}/rest/api/3/myself",
        "https://api.atlassian.com/ex/jira/nobodys/rest/api/3/myself",
        "https://api.atlassian.com/rest/api/3/myself",
        f"{SITE}/rest/api/3/myself",
    ]
    content = har(*(entry("GET", url) for url in (reversed(urls) if is_turned else urls)))
    fates = [call.fate for call in of_bytes(content.encode(), "FILE").calls]
    right, wrong = Fate.OPENED, Fate.CALL_UNKNOWN
    assert [right, wrong, wrong, right] == (fates[::-1] if is_turned else fates)


def test_a_parameter_that_is_gone_makes_another_call() -> None:
    """The value of a parameter is never kept."""
    paths = ("/rest/api/3/user?accountId=1", "/rest/api/3/user?username=nobody", "/rest/api/3/user?username=other")
    log = "".join(LOG.format(f"GET {path}", 200, "-") for path in paths)
    plain, old = of_bytes(log.encode(), "FILE").calls
    assert ("GET /rest/api/3/user", 1, ()) == (plain.name, plain.count, plain.bases)
    assert ("GET /rest/api/3/user?username", 2) == (old.name, old.count)
    assert "With the parameter username" in old.bases[0].text


@pytest.mark.parametrize("line", ["curl -D- -X PUT {}", "curl -o - -X PUT {}", "curl -X PUT {} -T - "])
def test_a_hyphen_inside_of_a_line_is_no_mark_of_a_list(line: str) -> None:
    """The options after it count: a method that got lost would give the scopes of another call."""
    (call,) = of_bytes(line.format(f"{SITE}/rest/api/3/issue/A-1").encode(), "calls.txt").calls
    assert "PUT /rest/api/3/issue/{issueIdOrKey}" == call.name
