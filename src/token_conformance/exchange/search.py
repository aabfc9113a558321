"""The search for a thing by its title, at two endpoints of its product: one empty answer does not prove an absence."""

from typing import Any, Unpack

from token_conformance.exchange.client import Exchange, Parts, RefusedError, require_success
from token_conformance.exchange.ids import number_id
from token_conformance.exchange.journal import Entry, Thing
from token_conformance.exchange.look import at_site
from token_conformance.model.cell import Cell, Product
from token_conformance.model.outcome import Outcome

_ISSUES = at_site(Product.JIRA_PLATFORM, "GET /rest/api/3/search/jql")
_ISSUE_PICKER = at_site(Product.JIRA_PLATFORM, "GET /rest/api/3/issue/picker")
_PAGES = at_site(Product.CONFLUENCE, "GET /wiki/api/v2/pages")
_CONTENTS = at_site(Product.CONFLUENCE, "GET /wiki/rest/api/content/search")
_CALLER = {
    Thing.ISSUE: at_site(Product.JIRA_PLATFORM, "GET /rest/api/3/myself"),
    Thing.PAGE: at_site(Product.CONFLUENCE, "GET /wiki/rest/api/user/current"),
}


def find(exchange: Exchange, entry: Entry) -> list[str]:
    """The ids of all things that either endpoint finds by the title; what they are has to be looked at.

    Raises RefusedError if an answer is refused, incomplete or of another shape, or if both endpoints find nothing and
    the site does not know the caller.
    """
    try:
        found = _issues(exchange, entry) if entry.thing is Thing.ISSUE else _pages(exchange, entry)
        ids = list(dict.fromkeys(map(number_id, found)))
    except (ValueError, LookupError, TypeError) as error:
        reason = f"the search for it got an unexpected answer ({type(error).__name__}); try again later"
        raise RefusedError(Outcome.UNEXPECTED, reason) from None
    if not ids:
        require_known_caller(exchange, entry.thing)
    return ids


def require_known_caller(exchange: Exchange, thing: Thing) -> None:
    """Raise RefusedError if the product does not know the caller.

    The site shows nothing to a stranger, so a 404 or an empty list does not prove a deletion (rules S1, S2, C2).
    """
    try:
        require_success(exchange.send(_CALLER[thing]))
    except RefusedError as refusal:
        reason = f"the site does not know the caller ({refusal}); check the e-mail address and the unscoped token"
        raise RefusedError(refusal.outcome, reason) from None


def _issues(exchange: Exchange, entry: Entry) -> list[Any]:
    word = _unique_word(entry)
    issues = _listed(exchange, _ISSUES, "issues", query={"jql": f'summary ~ "{word}"', "fields": "summary"})
    sections = _listed(exchange, _ISSUE_PICKER, "sections", query={"query": word, "currentJQL": f'summary ~ "{word}"'})
    suggested = [issue for section in sections for issue in section["issues"]]
    return [issue["id"] for issue in (*issues, *suggested)]


def _pages(exchange: Exchange, entry: Entry) -> list[Any]:
    pages = _listed(exchange, _PAGES, "results", query={"title": entry.title})
    cql = f'type = page and title ~ "{_unique_word(entry)}"'
    return [page["id"] for page in (*pages, *_listed(exchange, _CONTENTS, "results", query={"cql": cql}))]


def _unique_word(entry: Entry) -> str:
    """The last word of the title, which is unique alone, and has only digits and the letters a to f."""
    return entry.title.rpartition(" ")[2]


def _listed(exchange: Exchange, cell: Cell, member: str, **parts: Unpack[Parts]) -> list[Any]:
    """The list in an answer; raises ValueError if the answer says that the list goes on."""
    body = require_success(exchange.send(cell, **parts)).json()
    listed = body[member]
    if not isinstance(listed, list):
        raise TypeError(member)
    if "nextPageToken" in body or "next" in body.get("_links", {}):
        raise ValueError(member)
    return listed
