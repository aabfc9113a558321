"""The calls that stand in the text of a program are found, and a folder of programs is read."""

from pathlib import Path

import pytest

from token_conformance.advice.least_scopes.traffic import program
from token_conformance.advice.least_scopes.traffic.program import Program
from token_conformance.advice.least_scopes.traffic.read import of_bytes, read_traffic
from token_conformance.advice.least_scopes.traffic.seen import Seen
from token_conformance.calls.program.snippet import Snippet, read_snippet
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
    assert not Program(text.splitlines()).has_calls


def test_a_very_long_line_is_left_out() -> None:
    """A program that was made smaller is one line, in which no call can be told from the next."""
    seen = Seen("FILE")
    Program([f"fetch('/rest/api/3/field');{'x' * 2_000}"]).count(seen)
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


SERVER = """import responses
app = FastAPI()


@app.post("/rest/api/3/issue")
async def create(body: dict):
    return await client.post("/wiki/api/v2/pages", body)


responses.add(
    responses.GET,
    "https://nobodys.atlassian.net/rest/api/3/field",
)
"""
EXPRESS = """const api = express.Router();
api.post('/rest/api/3/issue', create);
api.get('/rest/api/3/field', (req, res) => res.json([]));
axios.post('https://nobodys.atlassian.net/wiki/api/v2/pages', page);
nock('https://nobodys.atlassian.net')
  .get('/rest/api/3/myself')
  .reply(200);
"""


@pytest.mark.parametrize(("text", "served"), [(SERVER, 2), (EXPRESS, 3)])
def test_routes_of_servers_and_answers_of_mocks_are_no_calls(text: str, served: int) -> None:
    """They are counted, also where most lines of the text read like calls."""
    assert ({"POST /wiki/api/v2/pages": 1}, {"routes of servers and mocks": served}) == found(text)


def test_a_method_that_is_set_after_the_request_is_made_is_never_overlooked() -> None:
    """One that contradicts the first makes the method unknown, because the text does not say which one is sent."""
    first = 'req, err := http.NewRequest("%s", base+"/rest/api/3/issue", body)\nif err != nil {\n\treturn err\n}\n'
    later = 'req.Method = "POST"\nclient.Do(req)\n'
    assert ({CREATE: 1}, {}) == found(first % "" + later)
    with pytest.raises(UserError, match="URLs whose method is not shown: 1"):
        found(first % "GET" + later)


def test_the_statements_of_a_list_of_lines_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the lines are a list is decided from what is counted afterwards."""
    read = list[str]()

    def kept(text: str, servers: frozenset[str]) -> Snippet:
        read.append(text)
        return read_snippet(text, servers)

    monkeypatch.setattr(program, "read_snippet", kept)
    found(
        "requests.get('/rest/api/3/field')\nresponses.post('/rest/api/3/issue')\nrequests.get('/rest/api/3/myself')\n"
    )
    assert ["requests.get('/rest/api/3/field')", "requests.get('/rest/api/3/myself')"] == read


CONSTANTS = """const API = `https://${site}.atlassian.net/rest/api/3`;

export const create = (fields) => fetch(`${API}/issue`, { method: 'POST', body: JSON.stringify({ fields }) });

export async function issue(key) {
  return (await fetch(`${API}/issue/${key}`)).json();
}
"""


def test_an_address_that_begins_with_a_constant_is_whole() -> None:
    """The constant may be far from its use, and have a part of the path in it."""
    assert ({CREATE: 1, ISSUE: 1}, {}) == found(CONSTANTS)
