"""Clean-up: looks at the things in a journal and deletes the run's own, with the unscoped token at the site.

That a thing does not exist is believed only after two answers say so: a 404 for its id and an empty search, or two
empty searches; a deletion is followed by a look. Otherwise the thing may still exist, and its entry stays open.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from time import sleep

from token_conformance.errors import JournalError
from token_conformance.exchange.client import Exchange, Parts, RefusedError
from token_conformance.exchange.journal import Entry, Journal, Thing
from token_conformance.exchange.look import Seen, at_site, is_own, look, path_of
from token_conformance.exchange.parallel import parallel_map
from token_conformance.exchange.search import find
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Product
from token_conformance.model.outcome import Outcome

SEARCH_LAG_SECONDS = 10.0
"""How long a search may miss a new thing: Atlassian documents that the search lags, but not for how long."""

_FORBIDDEN = 403
_NOT_FOUND = 404

_DELETE = {
    Thing.ISSUE: at_site(Product.JIRA_PLATFORM, "DELETE /rest/api/3/issue/{issueIdOrKey}"),
    Thing.PAGE: at_site(Product.CONFLUENCE, "DELETE /wiki/api/v2/pages/{id}"),
}

_FOREIGN = (
    "has another title than a run gave it, so it is not deleted; if a run created it, delete it yourself and run this"
    " again, else remove its lines from the journal"
)


def clean_up(journal: Journal, open_exchange: Callable[[], Exchange], notify: Callable[[str], None]) -> list[str]:
    """Delete what a journal lists; returns a line for each thing that still exists, or may exist.

    Lines of the journal that are cut short count too, and so does a journal that cannot be removed. `open_exchange` is
    called only if the journal has an open entry. `notify` gets lines on the progress, for a person.
    Raises JournalError.
    """
    left = Cleanup(open_exchange(), journal, notify).run() if journal.open_entries() else []
    try:
        journal.remove_if_done()
        return left + journal.cut_lines()
    except JournalError as error:
        return [*left, str(error)]


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
            problem = self._remove(entry)
        except RefusedError as refusal:
            return str(refusal)
        if problem is None:
            self._journal.write(entry.closed())
        return problem

    def _remove(self, entry: Entry) -> str | None:
        """Delete what has the entry's id if it is the run's own, else what a search finds that is."""
        seen = look(self._exchange, entry.thing, entry.id) if entry.id else None
        if seen and self._is_own(entry, seen):
            return self._delete(entry, seen)
        found = self._found(entry)
        own = [thing for thing in found if self._is_own(entry, thing)]
        if own:
            return next(filter(None, [self._delete(entry, thing) for thing in own]), None)
        similar = found if seen is None else [seen]
        return f"may still exist: {similar[0].key} {_FOREIGN}" if similar else None

    def _is_own(self, entry: Entry, seen: Seen) -> bool:
        return is_own(self._exchange.target, entry, seen)

    def _found(self, entry: Entry) -> list[Seen]:
        """The things that a search finds, each looked at; raises RefusedError if one of them cannot be seen by its id.

        A search may find a thing for a while after its deletion, so it is asked twice.
        """
        for is_last in (False, True):
            seen = [look(self._exchange, entry.thing, id_) for id_ in find(self._exchange, entry)]
            found = [thing for thing in seen if thing]
            if len(found) == len(seen):
                return found
            if not is_last:
                sleep(SEARCH_LAG_SECONDS)
        reason = "may still exist: a search finds it, but its id is answered with 404; try again later"
        raise RefusedError(Outcome.HIDDEN, reason)

    def _delete(self, entry: Entry, seen: Seen) -> str | None:
        """Delete a thing that was just looked at, a page from the trash too, and look again; returns what went wrong.

        Without the permission to purge, a page stays in the trash, as any page that the account deletes.
        """
        if not seen.is_in_trash and (problem := _refusal(self._send_deletion(entry, seen))):
            return problem
        if entry.thing is Thing.PAGE:
            answer = self._send_deletion(entry, seen, purge="true")
            if answer.status == _FORBIDDEN:
                self._notify(f"{entry}: stays in the trash of its space, because the account may not purge pages")
                return self._still_exists(entry, seen, may_be_in_trash=True)
            if problem := _refusal(answer):
                return problem
        return self._still_exists(entry, seen)

    def _send_deletion(self, entry: Entry, seen: Seen, **query: str) -> Answer:
        parts: Parts = {"path": path_of(entry.thing, seen.id)}
        return self._exchange.send(_DELETE[entry.thing], **(parts | {"query": query} if query else parts))

    def _still_exists(self, entry: Entry, deleted: Seen, *, may_be_in_trash: bool = False) -> str | None:
        """Look at a thing that was deleted, twice if it is there; returns one line if it still is."""
        for is_last in (False, True):
            seen = look(self._exchange, entry.thing, deleted.id)
            if seen is None or (seen.is_in_trash and may_be_in_trash):
                return None
            if not is_last:
                sleep(SEARCH_LAG_SECONDS)
        return "still exists, although its deletion was answered as if it were done; try again later"

    def _await_search(self, entries: list[Entry]) -> None:
        """Wait until the search should find the newest of the things whose id is unknown."""
        unknown = [entry.at for entry in entries if entry.id is None]
        passed = (datetime.now(UTC) - max(unknown)).total_seconds() if unknown else SEARCH_LAG_SECONDS
        if passed < SEARCH_LAG_SECONDS:
            pause = SEARCH_LAG_SECONDS - max(passed, 0)
            self._notify(f"waiting {pause:.0f} s, because the search does not find new things at once")
            sleep(pause)


def _refusal(answer: Answer) -> str | None:
    """Why something was not deleted; None if it was, or if it does not exist."""
    return None if answer.is_success or answer.status == _NOT_FOUND else answer.summary
