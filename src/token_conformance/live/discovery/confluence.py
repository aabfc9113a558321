"""A page of Confluence with a comment at its foot, an attachment and a label, in a space of a team."""

from collections.abc import Iterable
from dataclasses import dataclass

from token_conformance.live.discovery import spaces
from token_conformance.live.discovery.ask import Ask, Body, NotShownError, items_of, part_of
from token_conformance.live.discovery.findings import Findings, quoted
from token_conformance.model.cell import Product

_PRODUCT = Product.CONFLUENCE
_ROOT = "/wiki/api/v2"
_MOST = 50
_MOST_LOOKED_AT = 10

_LISTS = {"page-comment": "footer-comments", "page-attachment": "attachments"}
"""By need, the list of the site, and of a page, that meets it."""

_WORDS = {"page-comment": "a comment at its foot", "page-attachment": "an attachment", "page-label": "a label"}


@dataclass(frozen=True)
class Page:
    """A page with its space, and the needs that it is known to meet."""

    id: str
    title: str
    space: Body
    meets: frozenset[str]


def choose(ask: Ask, findings: Findings) -> None:
    """Choose a page and its space, and look for a blog post and a task on the site.

    A Confluence that does not know the account is left out, with the reason.
    """
    fields = ("space_id", "space_key", "page_id")
    if _PRODUCT in findings.absent or not findings.is_unset(*fields):
        return
    if refusal := ask.refusal(_PRODUCT):
        findings.absent[_PRODUCT] = refusal
        return
    page = _best(_pages(ask, findings))
    if page:
        _note(ask, findings, page)
    else:
        spaces.choose(ask, findings)
        for need, words in _WORDS.items():
            findings.lack(need, f"the account sees no page with {words}")
    for need, path, words in (("blog-post", "blogposts", "blog post"), ("task", "tasks", "task")):
        if not ask.has_some(_PRODUCT, f"{_ROOT}/{path}", "results", limit=1):
            findings.lack(need, f"the account sees no {words}")


def _pages(ask: Ask, findings: Findings) -> list[Page]:
    """Some pages with their spaces, in the space that is set, if any; the most promising ones are among them."""
    if page := findings.given.get("page_id"):
        return _described(ask, {page: set()})
    promising = _with_pieces(ask)
    space = spaces.given(ask, findings)
    if space or not promising:
        within = {"space-id": str(space.get("id"))} if space else {}
        promising = {**_listed(ask, "pages", "id", within), **promising}
    found = _described(ask, promising)
    return [one for one in found if not space or str(one.space.get("id")) == str(space.get("id"))]


def _with_pieces(ask: Ask) -> dict[str, set[str]]:
    """The ids of the pages that have the oldest comments and attachments, with what they have, the best first."""
    met: dict[str, set[str]] = {}
    for need, path in _LISTS.items():
        for page in _listed(ask, path, "pageId", {"sort": "created-date"}):
            met.setdefault(page, set()).add(need)
    ranked = sorted(met, key=lambda page: (-len(met[page]), int(page)))
    return {page: met[page] for page in ranked[:_MOST_LOOKED_AT]}


def _listed(ask: Ask, path: str, member: str, query: dict[str, str]) -> dict[str, set[str]]:
    """The ids of pages that a list of the site names, in order."""
    try:
        items = ask.items(_PRODUCT, f"{_ROOT}/{path}", "results", limit=_MOST, **query)
    except NotShownError:
        return {}
    named = [str(item.get(member)) for item in items]
    return {page: set() for page in named if page.isdecimal()}


def _described(ask: Ask, promising: dict[str, set[str]]) -> list[Page]:
    """The pages with their titles, spaces and labels, by one search."""
    ids = ", ".join(list(promising)[: 2 * _MOST_LOOKED_AT])
    if not ids:
        return []
    query = {"cql": f"id in ({ids})", "expand": "space,metadata.labels", "limit": str(2 * _MOST_LOOKED_AT)}
    try:
        found = ask.items(_PRODUCT, "/wiki/rest/api/content/search", "results", **query)
    except NotShownError:
        return []
    return [_page(body, promising) for body in found if body.get("type") == "page" and str(body.get("id")) in promising]


def _page(body: Body, promising: dict[str, set[str]]) -> Page:
    id_ = str(body["id"])
    labels = items_of(part_of(body, "metadata", "labels"), "results")
    meets = frozenset(promising[id_] | ({"page-label"} if labels else set()))
    return Page(id_, str(body.get("title", "")), part_of(body, "space"), meets)


def _best(pages: Iterable[Page]) -> Page | None:
    """The page that meets the most needs, in a space of a team if any is; of several the oldest."""
    return min(pages, key=lambda one: (not spaces.is_of_team(one.space), -len(one.meets), int(one.id)), default=None)


def _note(ask: Ask, findings: Findings, page: Page) -> None:
    """Note a page and its space; a need that it is not known to meet is looked at once more."""
    findings.find("page_id", page.id, f"page {quoted(page.title)}" if spaces.is_of_team(page.space) else "page")
    spaces.note(findings, page.space)
    for need, words in _WORDS.items():
        if need not in page.meets and not _meets(ask, page, need):
            findings.lack(need, f"the page {page.id} lacks {words}")


def _meets(ask: Ask, page: Page, need: str) -> bool:
    path = _LISTS.get(need)
    return bool(path) and ask.has_some(_PRODUCT, f"{_ROOT}/pages/{{id}}/{path}", "results", {"id": page.id}, limit=1)
