"""What operations do to a tenant: read it, make a thing in it that can be found and deleted again, or change one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Unpack

from token_conformance.errors import UnsafeWriteError
from token_conformance.exchange.client import Exchange, Parts
from token_conformance.exchange.journal import Entry, Journal, Thing
from token_conformance.model.answer import Answer, NotJsonError
from token_conformance.model.cell import Cell, Endpoint

READS_BY_POST = frozenset({"POST /rest/api/3/search/jql"})
"""The operations that change nothing for all that their method says."""


@dataclass(frozen=True)
class Creation:
    """What an operation makes: where its request has the title, and which members of its answer are id and key."""

    thing: Thing
    title_at: tuple[str, ...]
    id_at: str
    key_at: str

    def title(self, body: object) -> str | None:
        """The title in a request's body; None where there is none."""
        for name in self.title_at:
            body = body.get(name) if isinstance(body, Mapping) else None
        return body if isinstance(body, str) else None

    def made(self, entry: Entry, answer: Answer) -> Entry:
        """The entry with what a success has told; as it was where that is not what the product publishes."""
        try:
            body = answer.json()
            return entry.made(str(body[self.id_at]), str(body[self.key_at]))
        except (NotJsonError, LookupError, TypeError):
            return entry


CREATIONS = {
    "POST /rest/api/3/issue": Creation(Thing.ISSUE, ("fields", "summary"), "id", "key"),
    "POST /rest/servicedeskapi/request": Creation(
        Thing.ISSUE, ("requestFieldValues", "summary"), "issueId", "issueKey"
    ),
    "POST /wiki/api/v2/pages": Creation(Thing.PAGE, ("title",), "id", "id"),
}
"""The operations that may make things: only what can be found by its title, and deleted, belongs here."""


def is_write(endpoint: Endpoint) -> bool:
    """Whether a call changes the tenant, by what its requirement says or else by its method."""
    reads = endpoint.method in {"GET", "HEAD"} or endpoint.operation in READS_BY_POST
    return endpoint.writes or not reads


_REQUEST_TIMEOUT = 408


class WriteGuard:
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
