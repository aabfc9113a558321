"""How the things of the journal are found and deleted: with the unscoped token at the site, as documented."""

from collections.abc import Callable
from datetime import UTC, datetime
from time import sleep

from token_conformance.exchange.client import Exchange, Parts, RefusedError, require_success
from token_conformance.exchange.journal import Entry, Journal, Thing
from token_conformance.exchange.parallel import parallel_map
from token_conformance.model.answer import Answer, NotJsonError
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm


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


SEARCH_LAG_SECONDS = 10.0
"""How long a search may not know of what was just made: Atlassian documents that it lags, and not for how long."""

_FORBIDDEN = 403
_NOT_FOUND = 404


def clean_up(journal: Journal, exchange: Callable[[], Exchange], say: Callable[[str], None]) -> list[str]:
    """Finish a journal; returns a line for each thing that is still there, or may be.

    The exchange is asked for only where something is left to do, and `say` is told what a person should know
    meanwhile. Raises JournalError.
    """
    left = Cleanup(exchange(), journal, say).run() if journal.open_entries() else []
    journal.remove_if_done()
    return left


class Cleanup:
    """Finishes the open entries of a journal."""

    def __init__(self, exchange: Exchange, journal: Journal, say: Callable[[str], None]) -> None:
        self._exchange = exchange
        self._journal = journal
        self._say = say

    def run(self) -> list[str]:
        """Delete what is open; returns a line for each thing that is still there, or may be."""
        entries = self._journal.open_entries()
        self._say(f"deleting {len(entries)} things that were made in the tenant")
        self._await_search(entries)
        faults = parallel_map(self._finish, entries)
        return [f"{entry}: {fault}" for entry, fault in zip(entries, faults, strict=True) if fault]

    def _finish(self, entry: Entry) -> str | None:
        """Delete one thing and strike it; returns why not, if so."""
        site = self._exchange.target.tenant.site
        if entry.site != site:
            return f"was made at the site {entry.site}, and the settings are those of {site}; name that site in them"
        try:
            faults = [self._delete(found) for found in self._known(entry)]
        except RefusedError as refusal:
            return str(refusal)
        except (NotJsonError, LookupError, TypeError) as error:
            return f"the search for it was answered with something else ({type(error).__name__})"
        if not any(faults):
            self._journal.write(entry.gone())
        return next((fault for fault in faults if fault), None)

    def _known(self, entry: Entry) -> list[Entry]:
        """The entry with its id, by a search where no answer has told it; nothing where it was never made."""
        return [entry] if entry.id else find(self._exchange, entry)

    def _delete(self, entry: Entry) -> str | None:
        answer = delete(self._exchange, entry)
        if answer.status == _NOT_FOUND:
            require_known_caller(self._exchange, entry)
        elif not answer.is_success:
            return _refusal(answer)
        return self._purge(entry) if entry.thing is Thing.PAGE else None

    def _purge(self, entry: Entry) -> str | None:
        """Take a page out of the trash; where the account may not, it stays there, as any page that it deletes."""
        answer = purge(self._exchange, entry)
        if answer.status == _FORBIDDEN:
            self._say(f"{entry}: stays in the trash of its space, for the account may not purge")
        elif answer.status != _NOT_FOUND and not answer.is_success:
            return _refusal(answer)
        return None

    def _await_search(self, entries: list[Entry]) -> None:
        """Wait until a search knows of the last thing that only a search can find."""
        unknown = [entry.at for entry in entries if entry.id is None]
        passed = (datetime.now(UTC) - max(unknown)).total_seconds() if unknown else SEARCH_LAG_SECONDS
        if passed < SEARCH_LAG_SECONDS:
            pause = SEARCH_LAG_SECONDS - max(passed, 0)
            self._say(f"waiting {pause:.0f} s, for a search does not at once know of what was just made")
            sleep(pause)


def _refusal(answer: Answer) -> str:
    return f"{answer.status} {answer.text[:120]}"
