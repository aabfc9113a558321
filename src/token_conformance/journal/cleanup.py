"""Deletes what the journal says that a run has made, and nothing else."""

from collections.abc import Callable
from datetime import UTC, datetime
from time import sleep

from token_conformance.answer import Answer, NotJsonError
from token_conformance.exchange import Exchange, RefusedError
from token_conformance.journal.entry import Entry, Thing
from token_conformance.journal.journal import Journal
from token_conformance.journal.things import delete, find, purge, require_known_caller
from token_conformance.politeness.together import together

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
        faults = together(self._finish, entries)
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
