"""The write guard: a write is sent only if it creates a thing that clean-up can delete, or changes one of this run."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Unpack

from token_conformance.errors import UnsafeWriteError
from token_conformance.exchange.client import Exchange, Parts
from token_conformance.exchange.journal import Entry, Journal, Thing
from token_conformance.model.answer import Answer, NotJsonError
from token_conformance.model.cell import Cell, Endpoint

_REQUEST_TIMEOUT = 408

READS_BY_POST = frozenset({"POST /rest/api/3/search/jql"})
"""The operations with the method POST that change nothing."""


@dataclass(frozen=True)
class Creation:
    """The kind of thing that an operation creates, and where its title, id and key are.

    `title_at` is the path of keys in the request's JSON; `id_at` and `key_at` are members of the answer's JSON.
    """

    thing: Thing
    title_at: tuple[str, ...]
    id_at: str
    key_at: str

    def title(self, body: object) -> str | None:
        """The title in a request's body; None if the body has no title."""
        for name in self.title_at:
            body = body.get(name) if isinstance(body, Mapping) else None
        return body if isinstance(body, str) else None

    def created(self, entry: Entry, answer: Answer) -> Entry:
        """The entry with the id and key of a success; unchanged if the answer is not what the product publishes."""
        try:
            body = answer.json()
            return entry.created(str(body[self.id_at]), str(body[self.key_at]))
        except (NotJsonError, LookupError, TypeError):
            return entry


CREATIONS = {
    "POST /rest/api/3/issue": Creation(Thing.ISSUE, ("fields", "summary"), "id", "key"),
    "POST /rest/servicedeskapi/request": Creation(
        Thing.ISSUE, ("requestFieldValues", "summary"), "issueId", "issueKey"
    ),
    "POST /wiki/api/v2/pages": Creation(Thing.PAGE, ("title",), "id", "id"),
}
"""The operations that may create things. Only things that can be found by their title, and deleted, belong here."""


def is_write(endpoint: Endpoint) -> bool:
    """Whether an endpoint changes the tenant: because its requirement says so, or by its method."""
    reads = endpoint.method in {"GET", "HEAD"} or endpoint.operation in READS_BY_POST
    return endpoint.writes or not reads


class WriteGuard:
    """Sends the requests of a run. A request that would change something this run did not create is never sent.

    Each thing is written to the journal, if there is one, before it is created.
    """

    def __init__(self, exchange: Exchange, journal: Journal | None) -> None:
        self._exchange = exchange
        self._journal = journal
        self._allowed: set[str] = set()

    def allow(self, *names: str) -> None:
        """Allow the run to create a thing with each of these titles, or to change things with these ids or keys."""
        self._allowed.update(names)

    def send(self, cell: Cell, **parts: Unpack[Parts]) -> Answer:
        """Send the cell's request; raises UnsafeWriteError, JournalError, or an error of the exchange."""
        creation = CREATIONS.get(cell.endpoint.operation)
        if creation is not None:
            return self._create(creation, cell, parts)
        if is_write(cell.endpoint):
            self._require_allowed(cell, [str(value) for value in parts.get("path", {}).values()])
        return self._exchange.send(cell, **parts)

    def _create(self, creation: Creation, cell: Cell, parts: Parts) -> Answer:
        title = creation.title(parts.get("json"))
        if title not in self._allowed:
            raise UnsafeWriteError(
                f"{cell.endpoint.operation} would create an issue or page without a unique title, by which it could"
                " be found and deleted, so it is not sent; use the fixture title, once"
            )
        self._allowed.remove(title)
        entry = Entry.new(creation.thing, title, self._exchange.target.tenant.site)
        self._write(entry)
        answer = self._exchange.send(cell, **parts)
        self._record(_after(creation, entry, answer))
        return answer

    def _record(self, entry: Entry) -> None:
        self._write(entry)
        self.allow(*(name for name in (entry.id, entry.key) if name))

    def _write(self, entry: Entry) -> None:
        if self._journal is not None:
            self._journal.write(entry)

    def _require_allowed(self, cell: Cell, names: list[str]) -> None:
        foreign = [name for name in names if name not in self._allowed]
        if foreign:
            what = f"would change {', '.join(foreign)}, which the suite did not create"
        elif not names:
            what = "would create or change something that the suite cannot delete"
        else:
            return
        raise UnsafeWriteError(
            f"{cell.endpoint.operation} {what}, so it is not sent; use disposable_issue or disposable_page"
        )


def _after(creation: Creation, entry: Entry, answer: Answer) -> Entry:
    """The entry after the answer; after a time-out or a server error it stays open, because the thing may exist."""
    if answer.is_success:
        return creation.created(entry, answer)
    is_refused = 400 <= answer.status < 500 and answer.status != _REQUEST_TIMEOUT  # noqa: PLR2004  # HTTP's own class
    return entry.closed() if is_refused else entry
