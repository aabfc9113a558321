"""How the things of the journal are found and deleted: with the unscoped token at the site, as documented."""

from token_conformance.answer import Answer
from token_conformance.exchange import Exchange, Parts, RefusedError, require_success
from token_conformance.journal.entry import Entry, Thing
from token_conformance.model import Cell, Credential, Endpoint, Product, UrlForm


def _cell(product: Product, operation: str) -> Cell:
    return Cell(Endpoint(product, "clean-up", operation), Credential.UNSCOPED, UrlForm.SITE)


_FIND_ISSUES = _cell(Product.JIRA_PLATFORM, "GET /rest/api/3/search/jql")
_FIND_PAGES = _cell(Product.CONFLUENCE, "GET /wiki/api/v2/pages")
_DELETE_ISSUE = _cell(Product.JIRA_PLATFORM, "DELETE /rest/api/3/issue/{issueIdOrKey}")
_DELETE_PAGE = _cell(Product.CONFLUENCE, "DELETE /wiki/api/v2/pages/{id}")
_CALLER = {
    Thing.ISSUE: _cell(Product.JIRA_PLATFORM, "GET /rest/api/3/myself"),
    Thing.PAGE: _cell(Product.CONFLUENCE, "GET /wiki/rest/api/user/current"),
}


def find(exchange: Exchange, entry: Entry) -> list[Entry]:
    """The things that carry exactly the entry's title, which are none or one.

    Raises RefusedError where the search is refused, and where an empty one says nothing.
    """
    found = _issues(exchange, entry) if entry.thing is Thing.ISSUE else _pages(exchange, entry)
    if not found:
        require_known_caller(exchange, entry)
    return found


def delete(exchange: Exchange, entry: Entry) -> Answer:
    """Delete the thing of an entry whose id is known; a page goes to the trash of its space."""
    if entry.thing is Thing.ISSUE:
        return exchange.send(_DELETE_ISSUE, path={"issueIdOrKey": _id(entry)})
    return exchange.send(_DELETE_PAGE, path={"id": _id(entry)})


def purge(exchange: Exchange, entry: Entry) -> Answer:
    """Remove an entry's page from the trash, which takes a permission that not everybody has."""
    return exchange.send(_DELETE_PAGE, path={"id": _id(entry)}, query={"purge": "true"})


def require_known_caller(exchange: Exchange, entry: Entry) -> None:
    """Raise RefusedError where the product does not know the caller.

    To such a one the site shows nothing: a 404 and an empty list do not say that a thing is gone (rules S1, S2, C2).
    """
    try:
        require_success(exchange.send(_CALLER[entry.thing]))
    except RefusedError as refusal:
        reason = f"the site does not know the caller ({refusal}); check the e-mail address and the unscoped token"
        raise RefusedError(refusal.outcome, reason) from None


def _id(entry: Entry) -> str:
    assert entry.id is not None, "only what is known to exist is deleted"  # noqa: S101  # narrows the type
    return entry.id


def _issues(exchange: Exchange, entry: Entry) -> list[Entry]:
    word = entry.title.rpartition(" ")[2]
    query: Parts = {"query": {"jql": f'summary ~ "{word}"', "fields": "summary"}}
    issues = require_success(exchange.send(_FIND_ISSUES, **query)).json()["issues"]
    return [entry.made(issue["id"], issue["key"]) for issue in issues if issue["fields"]["summary"] == entry.title]


def _pages(exchange: Exchange, entry: Entry) -> list[Entry]:
    pages = require_success(exchange.send(_FIND_PAGES, query={"title": entry.title})).json()["results"]
    return [entry.made(page["id"], page["id"]) for page in pages if page["title"] == entry.title]
