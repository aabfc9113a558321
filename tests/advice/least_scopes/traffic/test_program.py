"""The calls that stand in the text of a program are found, and a folder of programs is read."""

from pathlib import Path

import pytest

from token_conformance.advice.least_scopes.traffic.program import is_program, read_program
from token_conformance.advice.least_scopes.traffic.read import of_bytes, read_traffic
from token_conformance.advice.least_scopes.traffic.seen import Seen
from token_conformance.errors import UserError

ISSUE = "GET /rest/api/3/issue/{issueIdOrKey}"
CREATE = "POST /rest/api/3/issue"
PAGES = "GET /wiki/api/v2/pages"

PYTHON = '''"""Talks to Jira."""
import requests

BASE = "https://nobodys.atlassian.net"
# requests.delete(BASE + "/rest/api/3/issue/A-1") is never called


def issue(key):
    return requests.get(f"{BASE}/rest/api/3/issue/{key}", auth=(EMAIL, TOKEN))


def create(fields):
    answer = requests.post(
        BASE + "/rest/api/3/issue",
        json=fields,
        auth=(EMAIL, TOKEN),
    )
    return send(build("/rest/api/3/field"))
'''
SCRIPT = """export const pages = () => fetch(`${base}/wiki/api/v2/pages`, {
  method: 'GET',
  headers,
});
"""


def found(text: str) -> tuple[dict[str, int], dict[str, int]]:
    """The calls of a text with their counts, and what is counted besides."""
    traffic = of_bytes(text.encode(), "FILE")
    return {call.name: call.count for call in traffic.calls}, dict(traffic.ignored)


def test_calls_in_one_and_in_several_lines_are_found() -> None:
    """A comment is none, and a URL without a method is counted and not guessed."""
    assert ({ISSUE: 1, CREATE: 1}, {"URLs whose method is not shown": 1}) == found(PYTHON)


def test_a_call_of_several_lines_ends_with_its_bracket() -> None:
    """The method is looked for up to there, and not in the next call."""
    text = f"import x from 'x';\n\n{SCRIPT}const y = 1;\nfetch('/rest/api/3/issue/A-1');\nmethod = 'DELETE';\n"
    assert ({PAGES: 1, ISSUE: 1}, {}) == found(text)


def test_a_path_without_its_first_slash_is_found() -> None:
    """Many clients join it to their base."""
    assert {ISSUE: 1} == found("import jira\n\n\njira.get('rest/api/3/issue/A-1')\nprint(1)\n")[0]


@pytest.mark.parametrize("text", ["import requests\n", "# requests.get('/rest/api/3/field')\nx = 1\n", "a b c\nd\n"])
def test_a_text_without_a_call_is_no_program(text: str) -> None:
    """What is left of it is a list with wrong lines, or nothing."""
    assert not is_program(text.splitlines())


def test_a_very_long_line_is_left_out() -> None:
    """A program that was made smaller is one line, in which no call can be told from the next."""
    seen = Seen("FILE")
    read_program([f"fetch('/rest/api/3/field');{'x' * 2_000}"], seen)
    assert not seen.has_calls


def test_a_folder_of_programs_is_read(tmp_path: Path) -> None:
    """Without other people's code, and only if there is no traffic in it."""
    for name, text in {"a.py": PYTHON, "deep/b.ts": SCRIPT, "node_modules/c.js": SCRIPT, ".venv/d.py": PYTHON}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert {ISSUE: 1, CREATE: 1, PAGES: 1} == {call.name: call.count for call in read_traffic(tmp_path).calls}
    (tmp_path / "cassette.json").write_text(
        '{"log": {"version": "1.2", "entries": [{"request": {"method": "GET", "headers": [], "url":'
        ' "https://nobodys.atlassian.net/rest/api/3/myself"}, "response": {"status": 200}}]}}'
    )
    assert ["GET /rest/api/3/myself"] == [call.name for call in read_traffic(tmp_path).calls]


def test_a_program_without_a_call_to_atlassian_is_refused(tmp_path: Path) -> None:
    """The message counts what was found instead."""
    (tmp_path / "a.py").write_text("requests.get('https://example.com/rest/api/3/myself')\nsend('/rest/api/3/field')\n")
    with pytest.raises(UserError, match=r"requests to other hosts: 1.*URLs whose method is not shown: 1|URLs whose"):
        read_traffic(tmp_path)


JAVA = """class Jira {
    Request create(RequestBody body) {
        return new Request.Builder()
            .url("https://nobodys.atlassian.net/rest/api/3/issue")
            .addHeader("Accept", "application/json")
            .post(body)
            .build();
    }

    Request issue(String url) {
        return new Request.Builder().url(url).delete().build();
    }
}
"""
RUBY = """uri = URI("https://nobodys.atlassian.net/wiki/api/v2/pages")

http = Net::HTTP.new(uri.host, uri.port)
request = Net::HTTP::Get.new(uri)
response = http.request(request)
"""
PHP = """<?php
$curl = curl_init();
curl_setopt($curl, CURLOPT_URL, 'https://nobodys.atlassian.net/rest/api/3/issue');
curl_setopt($curl, CURLOPT_CUSTOMREQUEST, 'POST');
$response = curl_exec($curl);
"""
BASE_OF_CLIENT = """conn = Faraday.new(url: "https://nobodys.atlassian.net")
conn.post("/rest/api/3/issue", body)
"""


@pytest.mark.parametrize(
    ("text", "call"), [(JAVA, CREATE), (RUBY, PAGES), (PHP, CREATE), (BASE_OF_CLIENT, CREATE), (RUBY * 2, PAGES)]
)
def test_a_call_whose_method_is_in_another_line_than_its_url_is_found(text: str, call: str) -> None:
    """The method is one of a builder, of a variable with the URL, or of an option."""
    assert ({call: text.count("atlassian.net")}, {}) == found(text)


def test_lines_that_follow_a_url_are_not_its_method_if_they_name_other_things() -> None:
    """They belong to other requests, so the call of the URL is counted as one without a method."""
    with pytest.raises(UserError, match="URLs whose method is not shown: 1"):
        found('url = URI("https://nobodys.atlassian.net/rest/api/3/issue")\nhttp.delete(other)\nmethod: "POST"\n')
