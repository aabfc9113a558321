"""The search of the page: what somebody pastes or types is understood, and answered in one step."""

from typing import Any, Literal
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser import RULES, out_of_reach

WATCHERS = "GET /rest/api/3/issue/{issueIdOrKey}/watchers"
CALL = {"method": "GET", "host": "", "path": "/rest/api/3/issue/ABC-1/watchers", "parameters": []}
AT_SITE = {**CALL, "host": "mysite.atlassian.net"}
CLOUD_ID = str(UUID(int=1))
GATEWAY = f"https://api.atlassian.com/ex/jira/{CLOUD_ID}"

PATH = "/rest/api/3/issue/ABC-1/watchers"
URL = f"https://mysite.atlassian.net{PATH}"

NAMED = PATH[: PATH.rindex("/")] + "/{name}"

PASTES: list[tuple[str, dict[str, Any]]] = [
    (f"GET {PATH}", CALL),
    (PATH.removeprefix("/"), {**CALL, "method": ""}),
    (f"post $JIRA_URL{PATH}", {**CALL, "method": "POST"}),
    (f"{URL}?expand=x&a=#top", {**AT_SITE, "method": "", "parameters": ["expand", "a"]}),
    (f"Look at {URL}.", {**AT_SITE, "method": ""}),
    (f'10.0.0.1 - - [28/Nov/2026] "GET {PATH} HTTP/1.1" 404 12 "https://a.example.com/x"', CALL),
    (f'DEBUG:urllib3:https://mysite.atlassian.net:443 "GET {PATH} HTTP/1.1" 404 None', AT_SITE),
    (f'requests.get("{URL}")', AT_SITE),
    ('{"method": "get", "url": "' + URL.replace("/", "\\/") + '"}', AT_SITE),
    (f"curl -u me:x {URL}", {**AT_SITE, "method": ""}),
    (f"curl --json @x {URL}", {**AT_SITE, "method": "POST"}),
    (f"curl -X DELETE -d @x mysite.atlassian.net{PATH}", {**AT_SITE, "method": "DELETE"}),
    (f"GET {GATEWAY}{PATH}", {**CALL, "host": "api.atlassian.com", "path": f"/ex/jira/{CLOUD_ID}{PATH}"}),
    (WATCHERS, {**CALL, "path": "/rest/api/3/issue/{issueIdOrKey}/watchers"}),
    (f'requests.post(f"{{base}}{PATH}", json=x)', {**CALL, "method": "POST"}),
    (f"axios.put(base + '{PATH}')", {**CALL, "method": "PUT"}),
    (f'fetch("{URL}", {{method: "DELETE"}})', {**AT_SITE, "method": "DELETE"}),
    (f"{{{{baseUrl}}}}{PATH}", {**CALL, "method": ""}),
    (f'Request.Builder() .url("{URL}") .header("A", b.get("c")) .put(body) .build()', {**AT_SITE, "method": "PUT"}),
    (f'Request.Builder().url("{URL}")', {**AT_SITE, "method": ""}),
    (f'HttpRequest.newBuilder(URI.create("{URL}")).DELETE().build()', {**AT_SITE, "method": "DELETE"}),
    (f'Request.Builder().url("{URL}").post(b).build(); Request.Builder().url(u).build()', {**AT_SITE, "method": ""}),
    (f'uri = URI("{URL}"); Net::HTTP::Post.new(uri)', {**AT_SITE, "method": "POST"}),
    (f'uri = URI("{URL}"); Net::HTTP::Get.new(uri); Net::HTTP::Put.new(uri)', {**AT_SITE, "method": ""}),
    (f"[CURLOPT_URL => '{URL}', CURLOPT_CUSTOMREQUEST => 'PUT']", {**AT_SITE, "method": "PUT"}),
    (f'http.NewRequest(http.MethodPost, "{URL}", body)', {**AT_SITE, "method": "POST"}),
    (f'new HttpRequestMessage(x ? HttpMethod.Post : HttpMethod.Put, "{URL}")', {**AT_SITE, "method": ""}),
    (f'client.PutAsync("{URL}", content)', {**AT_SITE, "method": "PUT"}),
    (f"// https://example.com/docs/fetch\nfetch('{URL}', {{method: 'POST'}})", {**AT_SITE, "method": "POST"}),
    (f'http.NewRequest("GET", "{URL}", nil); req.Method = "POST"', {**AT_SITE, "method": ""}),
    (f'var url = "{URL}"; request.httpMethod = "PUT"', {**AT_SITE, "method": "PUT"}),
    (f'RestClient.put "#{{base}}{PATH[: PATH.rindex("/")]}/#{{key}}", x', {**CALL, "method": "PUT", "path": NAMED}),
    ("GET /moon", {**CALL, "path": "/moon"}),
]

NO_CALLS = ["watchers", "which scopes", "", "404", "mysite.atlassian.net", "read:jira-work", "and/or", "a / b"]


def test_the_call_is_read_from_what_is_pasted(opened: Page) -> None:
    """From URLs, paths, lines of logs, code and curl lines; the call of a log line is the one with a method."""
    shown = opened.evaluate("texts => texts.map(readCall)", [text for text, _ in PASTES])
    assert [call for _, call in PASTES] == shown


def test_a_text_without_a_call_is_not_read_as_one(opened: Page) -> None:
    """Words are searched for instead."""
    assert [None] * len(NO_CALLS) == opened.evaluate("texts => texts.map(readCall)", NO_CALLS)


_PASTE = """text => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text", text);
  const field = document.querySelector("input[name=text]");
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
}"""


def test_lines_that_are_pasted_become_one(opened: Page) -> None:
    """The browser alone would join them without a blank."""
    opened.get_by_role("searchbox").fill("")
    opened.evaluate(_PASTE, f"curl -X DELETE \\\n  {URL.removesuffix('/watchers')}\nHTTP 404")
    found = opened.locator("#answers .found")
    expect(found).to_have_attribute("data-operation", "DELETE /rest/api/3/issue/{issueIdOrKey}")


def test_a_line_of_a_log_is_answered_in_one_step(opened: Page) -> None:
    """The answer, the URL to use, the scopes, and that it is inferred; the command is copied."""
    opened.get_by_role("searchbox").fill('"GET /rest/api/3/issue/ABC-1/watchers HTTP/1.1" 404')
    found = opened.locator("#answers .found")
    expect(found).to_have_attribute("data-operation", WATCHERS)
    for text in (
        "A token with scopes works at the gateway only; one without scopes works at both URLs.",
        "https://api.atlassian.com/ex/jira/CLOUD_ID/rest/api/3/issue/ABC-1/watchers",
        "https://SITE.atlassian.net/rest/api/3/issue/ABC-1/watchers",
        "all of (classic): read:jira-work",
        "read:issue.watcher:jira",
        "Not recorded: inferred from what is published",
        "inferred by rule S2",
    ):
        expect(found).to_contain_text(text)
    assert ["yes", "yes", "no", "yes"] == [row.get_attribute("data-says") for row in found.locator("tr").all()]
    expect(opened.get_by_text("Why do I get 404 for what exists?")).to_be_visible()
    opened.evaluate("void (navigator.clipboard.writeText = async (text) => void (globalThis.copied = text))")
    found.get_by_role("button", name="Copy curl").first.click()
    assert (
        "curl --user \"$EMAIL:$SCOPED_TOKEN\" \\\n  --header 'Accept: application/json' \\\n"
        "  'https://api.atlassian.com/ex/jira/CLOUD_ID/rest/api/3/issue/ABC-1/watchers'"
    ) == opened.evaluate("copied")


@pytest.mark.parametrize(
    ("text", "operations"),
    [
        ("watchers", {WATCHERS, "POST /rest/api/3/issue/{issueIdOrKey}/watchers"}),
        ("wachers", {WATCHERS}),
        ("how do I delete a project?", {"DELETE /rest/api/3/project/{projectIdOrKey}"}),
        ("search jql", {"GET /rest/api/3/search/jql"}),
        ("/issue/ABC-1/watchers", {WATCHERS, "DELETE /rest/api/3/issue/{issueIdOrKey}/watchers"}),
        ("read:issue.watcher:jira", {WATCHERS}),
        ("assets object", {"GET /jsm/assets/workspace/{workspaceId}/v1/object/{id}"}),
        ("compass", {"GET site.atlassian.net/gateway/api/compass/v1"}),
        ("/rest/api/3/search", {"GET /rest/api/3/search", "POST /rest/api/3/search"}),
        ("https://mysite.atlassian.net/rest/api/3/issue", {"POST /rest/api/3/issue"}),
    ],
)
def test_words_find_operations(opened: Page, text: str, operations: set[str]) -> None:
    """Also misspelt ones, a path without its beginning, a scope; and a path finds all of its methods."""
    opened.get_by_role("searchbox").fill(text)
    found = [one.get_attribute("data-operation") for one in opened.locator("#answers .found").all()]
    assert operations <= set(found)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("which scopes do I need", "Which scopes does my token need?"),
        ("cloud id", "What is my cloud id?"),
        ("404", "Why do I get 404 for what exists?"),
        ("empty list", "Why is the list empty?"),
        ("401 Unauthorized; scope does not match", "Why do I get 401?"),
    ],
)
def test_a_question_is_answered(opened: Page, text: str, title: str) -> None:
    """Its answer is shown, and the others are hidden."""
    opened.get_by_role("searchbox").fill(text)
    expect(opened.locator("#questions").get_by_text(title)).to_be_visible()
    expect(opened.get_by_text("What about a service account?")).to_be_hidden()


def test_a_removed_operation_names_its_successor(opened: Page) -> None:
    """All four answers are no."""
    opened.get_by_role("searchbox").fill("https://mysite.atlassian.net/rest/api/3/search?jql=x")
    found = opened.locator("#answers .found").first
    expect(found).to_contain_text("A token with scopes does not work; one without scopes does not work.")
    expect(found.locator(".instead")).to_contain_text("/rest/api/3/search/jql")


def test_after_a_mistake_comes_the_call_without_it(opened: Page) -> None:
    """Such as a site's name in place of the cloud id: the mistake, and then the answer."""
    opened.get_by_role("searchbox").fill("https://api.atlassian.com/ex/jira/mysite/rest/api/3/issue/ABC-1/watchers")
    expect(opened.locator("#answers .single")).to_contain_text("'mysite' is a name, but a cloud id is a UUID.")
    expect(opened.locator("#answers .found")).to_have_attribute("data-operation", WATCHERS)


def test_nothing_found_says_what_to_do(opened: Page) -> None:
    """And the recorded endpoints are none."""
    opened.get_by_role("searchbox").fill("qqqzzzxxx")
    expect(opened.locator("#found")).to_contain_text("Nothing is found. Paste the URL of the call")
    expect(opened.locator("#answers > *")).to_have_count(0)


def test_the_address_never_has_a_credential(opened: Page) -> None:
    """Of a pasted command it keeps the method and path; of other texts nothing that is long or has an address."""
    token = "".join(["AT", "ATT", "3xFfGF0" * 6])
    pasted = f"curl -u me@example.com:{token} https://mysite.atlassian.net/rest/api/3/myself?x=y"
    kept = {pasted: "?text=%2Frest%2Fapi%2F3%2Fmyself", token: "", "me@example.com": "", "watchers": "?text=watchers"}
    for text, address in kept.items():
        opened.get_by_role("searchbox").fill(text)
        assert address == opened.evaluate("location.search")


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_an_answer_is_whole_at_every_width(opened: Page, width: int) -> None:
    """Of a call, of several operations, and of a mistake in a URL."""
    opened.set_viewport_size({"width": width, "height": 900})
    for text in (f"{GATEWAY}/rest/api/3/issue/ABC-1/watchers", "content", f"{GATEWAY[:-36]}mysite/rest/api/3/myself"):
        opened.get_by_role("searchbox").fill(text)
        assert [] == out_of_reach(opened, "#found, #answers :is(summary, p, code, th, td, dd, button)")


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_answer(opened: Page, color_scheme: Literal["light", "dark"]) -> None:
    """With its evidence open, beside a question."""
    opened.emulate_media(color_scheme=color_scheme)
    opened.get_by_role("searchbox").fill("https://mysite.atlassian.net/rest/api/3/search -> 404")
    opened.locator("#answers").get_by_text("What this rests on").click()
    opened.locator("#questions summary:visible").first.click()
    assert "" == Axe().run(opened, context="#find, #answers, #questions", options=RULES).generate_snapshot()
