"""The way of every request of a cell: what would change a thing that the run did not make is never sent."""

from typing import Unpack

from token_conformance.answer import Answer
from token_conformance.errors import UnsafeWriteError
from token_conformance.exchange import Exchange, Parts
from token_conformance.journal.effect import CREATIONS, Creation, is_write
from token_conformance.journal.entry import Entry
from token_conformance.journal.journal import Journal
from token_conformance.model import Cell

_REQUEST_TIMEOUT = 408


class Writes:
    """Sends the requests of a run, and tells the journal, if there is one, of each thing before it is made."""

    def __init__(self, exchange: Exchange, journal: Journal | None) -> None:
        self._exchange = exchange
        self._journal = journal
        self._own: set[str] = set()

    def claim(self, *names: str) -> None:
        """Say that these titles, ids or keys are of this run's own making."""
        self._own.update(names)

    def send(self, cell: Cell, **parts: Unpack[Parts]) -> Answer:
        """Call the cell's endpoint; raises UnsafeWriteError, JournalError, or what the exchange raises."""
        creation = CREATIONS.get(cell.endpoint.operation)
        if creation is not None:
            return self._create(creation, cell, parts)
        if is_write(cell.endpoint):
            self._require_own(cell, [str(value) for value in parts.get("path", {}).values()])
        return self._exchange.send(cell, **parts)

    def _create(self, creation: Creation, cell: Cell, parts: Parts) -> Answer:
        title = creation.title(parts.get("json"))
        if title not in self._own:
            raise UnsafeWriteError(
                f"{cell.endpoint.operation} would make an issue or page without a title of its own, by which"
                " it could be found and deleted; take the fixture title, once"
            )
        self._own.remove(title)
        entry = Entry.making(creation.thing, title, self._exchange.target.tenant.site)
        self._tell(entry)
        answer = self._exchange.send(cell, **parts)
        self._settle(_after(creation, entry, answer))
        return answer

    def _settle(self, entry: Entry) -> None:
        self._tell(entry)
        self.claim(*(name for name in (entry.id, entry.key) if name))

    def _tell(self, entry: Entry) -> None:
        if self._journal is not None:
            self._journal.write(entry)

    def _require_own(self, cell: Cell, names: list[str]) -> None:
        foreign = [name for name in names if name not in self._own]
        if foreign:
            what = f"would change {', '.join(foreign)}, which the suite did not create"
        elif not names:
            what = "would make or change what the suite cannot delete again"
        else:
            return
        raise UnsafeWriteError(
            f"{cell.endpoint.operation} {what}, so it is not sent; take disposable_issue or disposable_page"
        )


def _after(creation: Creation, entry: Entry, answer: Answer) -> Entry:
    """What is known of a thing after the answer: after a time-out or a server's error, no more than before."""
    if answer.is_success:
        return creation.made(entry, answer)
    is_refused = 400 <= answer.status < 500 and answer.status != _REQUEST_TIMEOUT  # noqa: PLR2004  # HTTP's own class
    return entry.gone() if is_refused else entry
