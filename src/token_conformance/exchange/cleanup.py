"""Clean-up: finds and deletes the things in a journal, with the unscoped token at the site form, as documented."""

from collections.abc import Callable
from datetime import UTC, datetime
from time import sleep

from token_conformance.exchange.client import Exchange, Parts, RefusedError, require_success
from token_conformance.exchange.journal import Entry, Journal, Thing
from token_conformance.exchange.parallel import parallel_map
from token_conformance.model.answer import Answer, NotJsonError
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm

SEARCH_LAG_SECONDS = 10.0
"""How long a search may miss a new thing: Atlassian documents that the search lags, but not for how long."""

_FORBIDDEN = 403
_NOT_FOUND = 404


def clean_up(journal: Journal, open_exchange: Callable[[], Exchange], notify: Callable[[str], None]) -> list[str]:
    """Delete what a journal lists; returns a line for each thing that still exists, or may exist.

    `open_exchange` is called only if the journal has an open entry. `notify` gets lines on the progress, for a person.
    Raises JournalError.
    """
    left = Cleanup(open_exchange(), journal, notify).run() if journal.open_entries() else []
    journal.remove_if_done()
    return left


class Cleanup:
    """Deletes the things of a journal's open entries, and closes the entries."""

    def __init__(self, exchange: Exchange, journal: Journal, notify: Callable[[str], None]) -> None:
        self._exchange = exchange
        self._journal = journal
        self._notify = notify

    def run(self) -> list[str]:
        """Delete the things; returns a line for each that still exists, or may exist."""
        entries = self._journal.open_entries()
        self._notify(f"deleting {len(entries)} things that a run created in the tenant")
        self._await_search(entries)
        problems = parallel_map(self._finish, entries)
        return [f"{entry}: {problem}" for entry, problem in zip(entries, problems, strict=True) if problem]

    def _finish(self, entry: Entry) -> str | None:
        """Delete one thing and close its entry; returns the reason if that is not possible."""
        site = self._exchange.target.tenant.site
        if entry.site != site:
            return f"was created at the site {entry.site}, but the settings are for {site}; change them to that site"
        try:
            problems = [self._delete(found) for found in self._with_id(entry)]
        except RefusedError as refusal:
            return str(refusal)
        except (NotJsonError, LookupError, TypeError) as error:
            return f"the search for it got an unexpected answer ({type(error).__name__}); try again later"
        if not any(problems):
            self._journal.write(entry.closed())
        return next((problem for problem in problems if problem), None)

    def _with_id(self, entry: Entry) -> list[Entry]:
        """The entry with its id, by a search if the id is unknown; an empty list if the thing was never created."""
        return [entry] if entry.id else find(self._exchange, entry)

    def _delete(self, entry: Entry) -> str | None:
        answer = delete(self._exchange, entry)
        if answer.status == _NOT_FOUND:
            require_known_caller(self._exchange, entry)
        elif not answer.is_success:
            return _refusal(answer)
        return self._purge(entry) if entry.thing is Thing.PAGE else None

    def _purge(self, entry: Entry) -> str | None:
        """Remove a page from the trash. Without the permission it stays there, as any page that the account deletes."""
        answer = purge(self._exchange, entry)
        if answer.status == _FORBIDDEN:
            self._notify(f"{entry}: stays in the trash of its space, because the account may not purge pages")
        elif answer.status != _NOT_FOUND and not answer.is_success:
            return _refusal(answer)
        return None

    def _await_search(self, entries: list[Entry]) -> None:
        """Wait until the search should find the newest of the things whose id is unknown."""
        unknown = [entry.at for entry in entries if entry.id is None]
        passed = (datetime.now(UTC) - max(unknown)).total_seconds() if unknown else SEARCH_LAG_SECONDS
        if passed < SEARCH_LAG_SECONDS:
            pause = SEARCH_LAG_SECONDS - max(passed, 0)
            self._notify(f"waiting {pause:.0f} s, because the search does not find new things at once")
            sleep(pause)


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
    """Search for the thing with exactly the entry's title; returns one entry or none.

    Raises RefusedError if the search is refused, or if it finds nothing because the site does not know the caller.
    """
    found = _issues(exchange, entry) if entry.thing is Thing.ISSUE else _pages(exchange, entry)
    if not found:
        require_known_caller(exchange, entry)
    return found


def delete(exchange: Exchange, entry: Entry) -> Answer:
    """Delete the thing of an entry whose id is known; a page is moved to the trash of its space."""
    if entry.thing is Thing.ISSUE:
        return exchange.send(_DELETE_ISSUE, path={"issueIdOrKey": _id(entry)})
    return exchange.send(_DELETE_PAGE, path={"id": _id(entry)})


def purge(exchange: Exchange, entry: Entry) -> Answer:
    """Remove an entry's page from the trash, which needs a permission that not every account has."""
    return exchange.send(_DELETE_PAGE, path={"id": _id(entry)}, query={"purge": "true"})


def require_known_caller(exchange: Exchange, entry: Entry) -> None:
    """Raise RefusedError if the product does not know the caller.

    The site shows nothing to a stranger, so a 404 or an empty list does not prove a deletion (rules S1, S2, C2).
    """
    try:
        require_success(exchange.send(_CALLER[entry.thing]))
    except RefusedError as refusal:
        reason = f"the site does not know the caller ({refusal}); check the e-mail address and the unscoped token"
        raise RefusedError(refusal.outcome, reason) from None


def _id(entry: Entry) -> str:
    assert entry.id is not None, "only things with a known id are deleted"  # noqa: S101  # narrows the type
    return entry.id


def _issues(exchange: Exchange, entry: Entry) -> list[Entry]:
    last_word = entry.title.rpartition(" ")[2]
    query: Parts = {"query": {"jql": f'summary ~ "{last_word}"', "fields": "summary"}}
    issues = require_success(exchange.send(_FIND_ISSUES, **query)).json()["issues"]
    return [entry.created(issue["id"], issue["key"]) for issue in issues if issue["fields"]["summary"] == entry.title]


def _pages(exchange: Exchange, entry: Entry) -> list[Entry]:
    pages = require_success(exchange.send(_FIND_PAGES, query={"title": entry.title})).json()["results"]
    return [entry.created(page["id"], page["id"]) for page in pages if page["title"] == entry.title]


def _refusal(answer: Answer) -> str:
    return f"{answer.status} {answer.text[:120]}"
