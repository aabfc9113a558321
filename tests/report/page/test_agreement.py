"""The page's search gives the answers of `can-i-use`: for every operation, for families, and for mistakes in a URL."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page

from every_operation import filled
from token_conformance.calls.answers import answer_of
from token_conformance.calls.asked import asked_for
from token_conformance.calls.call import read_call
from token_conformance.calls.target import resolve
from token_conformance.catalogue.answer import Answer
from token_conformance.catalogue.families import families
from token_conformance.catalogue.known import every_operation
from token_conformance.catalogue.operations import Operation
from token_conformance.model.cell import UrlForm

CLOUD_ID = str(UUID(int=1))
SITE = "https://mysite.atlassian.net"
GATEWAY = "https://api.atlassian.com"

MISTAKES = [
    f"{GATEWAY}/ex/jira/mysite/rest/api/3/myself",
    f"{GATEWAY}/ex/jira/12345/rest/api/3/myself",
    f"{GATEWAY}/ex/jira/CLOUD_ID/rest/api/3/myself",
    f"{GATEWAY}/ex/jira/rest/api/3/myself",
    f"{GATEWAY}/ex/bitbucket/{CLOUD_ID}/rest/api/3/myself",
    f"{GATEWAY}/ex/confluence/{CLOUD_ID}/rest/api/3/myself",
    f"{GATEWAY}/ex/jira/{CLOUD_ID}/wiki/api/v2/pages/1",
    f"{GATEWAY}/ex/confluence/{CLOUD_ID}/api/v2/pages/1",
    f"{GATEWAY}/ex/jira/{CLOUD_ID}/rest/api/3/myself/",
    f"{GATEWAY}/ex/jira/{CLOUD_ID}/rest/api/3/no/such/path",
    f"{GATEWAY}/ex/jira/{CLOUD_ID}",
    f"{GATEWAY}/rest/api/3/myself",
    f"{GATEWAY}/api/v2/pages/1",
    f"{GATEWAY}/moon",
    f"POST {GATEWAY}/jsm/ops/api/mysite/v1/alerts",
    f"{SITE}/ex/jira/{CLOUD_ID}/rest/api/3/myself",
    f"{SITE}/rest/api/3/myself/",
    f"{SITE}/api/v2/pages/1",
    f"{SITE}/wiki/rest/api/3/myself",
    f"{SITE}/wiki/wiki/api/v2/pages/1",
    f"{SITE}/rest/api/latest/issue/ABC-1",
    f"{SITE}/rest/agile/latest/board/1",
    f"{SITE}/rest/api/latest/moon",
    f"{GATEWAY}/ex/jira/{CLOUD_ID}/rest/api/latest/myself",
    f"{SITE}/gateway/api/ex/jira/{CLOUD_ID}/rest/api/3/myself",
    f"{SITE}/_edge/tenant_info",
    f"{SITE}/browse/ABC-1",
    f"DELETE {SITE}/rest/api/3/myself",
    f"{SITE}/rest/api/3/user/search?username=x",
    f"{SITE}/rest/api/3/user/search?query=x",
    "https://jira.example.com/rest/api/3/myself",
    "https://example.jira-dev.com/rest/api/3/myself",
    "/rest/api/3/myself/",
    "/ex/jira/mysite/rest/api/3/myself",
    "https://mysite.atlassian.net/jira/software/c/projects/ABC/boards/1",
    "/wiki/spaces/ABC/pages/123/Title",
    "/secure/Dashboard.jspa",
    f"https://api.atlassian.com/jira/{CLOUD_ID}/rest/api/3/myself",
    f"https://api.atlassian.com/{CLOUD_ID}/wiki/api/v2/spaces",
    f"https://api.atlassian.com/ex/{CLOUD_ID}/rest/api/3/myself",
    "/rest/api/4/myself",
    "/REST/api/3/myself",
    "/rest/api/3/mysel",
    "/forms/x",
    "/jsm/assets/workspace/1/v1/object/1",
    "/wiki/rest/api/3/myself",
    "POST /wiki/rest/api/space/",
    "PATCH /rest/api/3/search",
]

_ANSWERS = """texts => texts.map((text) => {
  const reply = resolve(readCall(text));
  const said = ({ answer, token, form }) => [token, form, answer.says, answer.reason];
  if (reply.kind === "answer") return [["", "", reply.answer.says, reply.answer.reason]];
  return reply.items.filter((one) => one.isAsked).map(said).sort();
})"""

_SHOWN = """texts => texts.map((text) => {
  showAnswers(text);
  const found = document.querySelector("#answers .found[open]");
  const rows = [...(found?.querySelectorAll("tr") ?? [])];
  return [found?.dataset.operation, ...rows.map((row) => row.dataset.says)];
})"""


def _said(text: str) -> list[list[str]]:
    """What `can-i-use` says of a call for both token types: token, place, answer and reason."""
    call = read_call(text)
    found = resolve(call, None)
    if isinstance(found, Answer):
        return [["", "", found.says.value, found.reason]]
    return sorted(_items(call, found))


def _items(call: Any, targets: Any) -> Iterator[list[str]]:
    for target in targets:
        for token in ("unscoped", "scoped"):
            asked = next(asked_for(target, token, None))
            answer = answer_of(call, asked, target, dt.datetime.now(dt.UTC).date())
            place = target.form if hasattr(target, "path") else target.base.host
            yield [token, str(place), answer.says.value, answer.reason]


def _differences(page: Page, texts: list[str]) -> list[tuple[str, list[list[str]], list[list[str]]]]:
    shown = page.evaluate(_ANSWERS, texts)
    both = zip(texts, map(_said, texts), shown, strict=True)
    return [(text, said, seen) for text, said, seen in both if said != seen]


def test_mistakes_in_a_url_are_answered_alike(opened: Page) -> None:
    """Such as a name in place of the cloud id, a missing prefix, or the path of the other product."""
    assert [] == _differences(opened, MISTAKES)


def test_every_base_of_a_family_is_answered_alike(opened: Page) -> None:
    """With a path below it, also where a base is below that of another family."""
    urls = [
        f"{method} {_filled(url)}{path}"
        for family in families()
        for base in family.bases
        for url in base.urls
        for method, path in (("GET", ""), ("POST", "/something"))
    ]
    assert [] == _differences(opened, urls)


def _filled(url: str) -> str:
    return filled(url.replace("SITE", "mysite").replace("{cloudId}", CLOUD_ID))


@pytest.mark.parametrize("form", [UrlForm.SITE, UrlForm.GATEWAY])
def test_the_url_of_every_operation_is_answered_alike(opened: Page, form: UrlForm) -> None:
    """With real ids in its path, and a query."""
    urls = [_url(operation, form) for operation in every_operation().values()]
    assert [] == _differences(opened, urls)


def _url(operation: Operation, form: UrlForm) -> str:
    base = SITE if form is UrlForm.SITE else f"{GATEWAY}/ex/{operation.app}/{CLOUD_ID}"
    return f"{operation.method} {base}{filled(operation.path)}?x=1"


def test_the_four_answers_of_every_operation_are_shown(opened: Page) -> None:
    """The table of the page has them for the operation as it is written in the documentation."""
    operations = list(every_operation().values())
    said = [[text, *(line[2] for line in _in_order(_said(text)))] for text in (one.name for one in operations)]
    assert said == opened.evaluate(_SHOWN, [one.name for one in operations])


def _in_order(lines: list[list[str]]) -> list[list[str]]:
    """The order of the matrix: tokens without scopes first, the site first."""
    return sorted(lines, key=lambda line: (line[0] != "unscoped", line[1] != "site"))
