"""Every link in an answer of Confluence leads somewhere: all are followed, at both URL forms."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from for_each import for_each
from in_process_edge import ACCOUNT, SITE
from in_process_edge import ask as ask_edge
from token_conformance.edge.products.confluence import v1_routes, v2_routes
from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import FORMS
from token_conformance.model.tenant import SEEDED

Ask = Callable[..., httpx.Response]

DOWNLOADS = "/wiki/download/attachments/"
PAGES = {"webui", "editui", "tinyui", "webuiLink", "url", "displayUrl", "base"}
"""Links to pages in the browser, which are HTML and no part of the API; Atlassian is known to give them out."""

NO_LINKS = {"context", "path"}
"""Members that are no links into the API: the beginning of paths, and the picture of a user."""

OTHER_LINKS = {"downloadLink", "webuiLink", "url", "displayUrl", "path"}
READS = [name for name in v1_routes.HANDLERS | v2_routes.HANDLERS if name.startswith("GET ")]
WRITES: dict[str, dict[str, Any]] = {
    "POST /wiki/api/v2/pages": {"spaceId": SEEDED.space_id, "title": "New"},
    "POST /wiki/api/v2/blogposts": {"spaceId": SEEDED.space_id, "title": "New"},
    "POST /wiki/api/v2/spaces": {"name": "New", "key": "NEW"},
    "POST /wiki/api/v2/footer-comments": {"pageId": SEEDED.page_id, "body": {"value": "x"}},
    "POST /wiki/api/v2/pages/{id}/properties": {"key": "new", "value": 1},
    "POST /wiki/api/v2/spaces/{id}/properties": {"key": "new", "value": 1},
    "POST /wiki/rest/api/content": {
        "type": "page",
        "title": "New",
        "space": {"key": SEEDED.space_key},
        "body": {"storage": {"value": ""}},
    },
    "POST /wiki/rest/api/space": {"key": "NEW", "name": "New"},
    "POST /wiki/rest/api/content/{id}/property": {"key": "new", "value": 1},
    "POST /wiki/rest/api/content/{id}/label": {"name": "new", "prefix": "global"},
}
QUERIES = ("", "limit=1", "version=1", "include-labels=true&include-properties=true&include-versions=true")
EXPANDED = (
    "expand=version,space,history,ancestors,container,metadata.labels,metadata.properties,children.page,restrictions"
)


def links(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """The links in an answer, each with the name of its member."""
    if isinstance(value, list):
        for part in value:
            yield from links(part, name)
    elif isinstance(value, dict):
        for member, part in value.items():
            if name in {"_links", "_expandable"} or (member in OTHER_LINKS and isinstance(part, str)):
                yield member, part
            else:
                yield from links(part, member)


def path_of(link: str) -> str:
    """The path at the site of a link that is absolute, relative to the site, or relative to its `/wiki`."""
    path = link.removeprefix(SITE)
    return path if path.startswith("/wiki/") else f"/wiki{path}"


@pytest.fixture(params=FORMS)
def follow(
    request: pytest.FixtureRequest,
    ask_state: Callable[[State], Ask],
    new_state: Callable[[], State],
    fill: Callable[[str, State], str],
) -> Callable[..., int]:
    """A function that sends a request, follows the links in its answer at the same URL form, and counts them."""

    def send(name: str, query: str = "", json: object = None) -> int:
        state = new_state()
        ask, (method, _, template) = ask_state(state), name.partition(" ")
        more = {} if json is None else {"json": json}
        answer = ask(method, f"{fill(template, state)}?{query}", form=request.param, **more)
        found = set(links(answer.json())) if "json" in answer.headers.get("content-type", "") else set()
        if answer.has_redirect_location:
            found.add(("location", "/wiki/" + answer.headers["location"].partition("/wiki/")[2]))
        followed = {link for member, link in found if link and member not in PAGES and member not in NO_LINKS}
        for path in map(path_of, followed):
            if path.startswith(DOWNLOADS):  # relative to the site at both URL forms (G7), and not for API tokens
                refused = ask_edge("GET", f"{SITE}{path}", ACCOUNT.unscoped)
                assert (401, "C4") == (refused.status, refused.rule), path
            else:
                assert 200 == ask("GET", path, form=request.param).status_code, path
        return len(followed)

    return send


@pytest.mark.slow
@for_each("name", READS)
def test_links_of_what_is_read_lead_somewhere(follow: Callable[..., int], name: str) -> None:
    """A link of an answer, of its first page alone and of its earlier versions is answered with success."""
    queries = (*QUERIES, *(("cql=type=page", "cql=type=comment", "cql=type=attachment") if "search" in name else ()))
    for query in queries:
        follow(name, f"cql=type=page&{query}" if "search" in name and "cql" not in query else query)


@for_each("name", [name for name in READS if "/content" in name and "v2" not in name])
def test_links_of_expanded_parts_lead_somewhere(follow: Callable[..., int], name: str) -> None:
    """Parts that `expand` shows have links of their own."""
    follow(name, f"cql=type=page&{EXPANDED}" if "search" in name else EXPANDED)


@for_each("name, body", WRITES.items())
def test_links_of_what_is_created_lead_somewhere(follow: Callable[..., int], name: str, body: object) -> None:
    """A client reads what it has just created."""
    follow(name, "", body)


def test_links_are_found(follow: Callable[..., int]) -> None:
    """The test would pass for an answer in which it finds no links."""
    assert 10 < follow("GET /wiki/rest/api/content/{id}", EXPANDED)
