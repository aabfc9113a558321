"""The write guard: a write is sent only if it creates a thing that clean-up can delete, or changes one of this run."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Unpack

from token_conformance.errors import UnsafeWriteError
from token_conformance.exchange.client import Exchange, Names, Parts, RefusedError
from token_conformance.exchange.ids import issue_key, number_id
from token_conformance.exchange.journal import Entry, Journal, Thing
from token_conformance.exchange.look import is_own, look, seal
from token_conformance.exchange.reads import only_reads
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Cell, Endpoint

_REQUEST_TIMEOUT = 408


@dataclass(frozen=True)
class Creation:
    """The kind of thing that an operation creates, and where its title, id and key are.

    `title_at` is the path of keys in the request's JSON; `id_at` and `key_at` are members of the answer's JSON.
    """

    thing: Thing
    title_at: tuple[str, ...]
    id_at: str
    key_at: str

    def created(self, entry: Entry, answer: Answer) -> Entry:
        """The entry with the id and key of a success; unchanged if the answer is not what the product publishes."""
        read_key = issue_key if self.thing is Thing.ISSUE else number_id
        try:
            body = answer.json()
            return entry.created(number_id(body[self.id_at]), read_key(body[self.key_at]))
        except (ValueError, LookupError, TypeError):
            return entry


CREATIONS = {
    "POST /rest/api/3/issue": Creation(Thing.ISSUE, ("fields", "summary"), "id", "key"),
    "POST /rest/servicedeskapi/request": Creation(
        Thing.ISSUE, ("requestFieldValues", "summary"), "issueId", "issueKey"
    ),
    "POST /wiki/api/v2/pages": Creation(Thing.PAGE, ("title",), "id", "id"),
}
"""The operations that may create things. Only things that can be found by their title, and deleted, belong here."""

_TITLE_AT = {Thing.ISSUE: ("fields", "summary"), Thing.PAGE: ("title",)}
"""The path of keys to the title in the JSON of a request that changes a thing."""

_PAGE_PATHS = ("/wiki/api/v2/pages/{", "/wiki/rest/api/content/{")
"""The beginnings of the paths whose first parameter is the id of a page."""


_NOT_DELETABLE = "create or change something that the suite cannot delete"


def title_in(body: object, path: Iterable[str]) -> str | None:
    """The title in a request's body; None if the body has no title."""
    for name in path:
        body = body.get(name) if isinstance(body, Mapping) else None
    return body if isinstance(body, str) else None


def changed_thing(endpoint: Endpoint) -> Thing | None:
    """The kind of thing that the first path parameter of a write names; None for other kinds, and without one."""
    if endpoint.path_template.startswith(_PAGE_PATHS):
        return Thing.PAGE
    return Thing.ISSUE if endpoint.path_template.partition("{")[2].startswith("issueIdOrKey}") else None


def is_write(endpoint: Endpoint) -> bool:
    """Whether an endpoint changes the tenant: because its requirement says so, or by its operation."""
    return endpoint.writes or not only_reads(endpoint.operation)


class WriteGuard:
    """Sends the requests of a run. A request that would change something this run did not create is never sent.

    Each thing is written to the journal, if there is one, before it is created, and is looked at before it is changed.
    `unrecorded` returns the context in which the looks are sent, so that no cassette of a cell contains them.
    """

    def __init__(
        self,
        exchange: Exchange,
        journal: Journal | None,
        unrecorded: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self._exchange = exchange
        self._journal = journal
        self._unrecorded = unrecorded
        self._titles: set[str] = set()
        self._created: dict[tuple[Thing, str], Entry] = {}

    def allow(self, *titles: str) -> None:
        """Allow the run to create one thing with each of these titles."""
        self._titles.update(titles)

    def send(self, cell: Cell, **parts: Unpack[Parts]) -> Answer:
        """Send the cell's request; raises UnsafeWriteError, JournalError, or an error of the exchange."""
        creation = CREATIONS.get(cell.endpoint.operation)
        if creation is not None:
            return self._create(creation, cell, parts)
        if is_write(cell.endpoint):
            self._prepare_change(cell.endpoint, parts)
        return self._exchange.send(cell, **parts)

    def _create(self, creation: Creation, cell: Cell, parts: Parts) -> Answer:
        title = title_in(parts.get("json"), creation.title_at)
        if title not in self._titles:
            raise UnsafeWriteError(
                f"{cell.endpoint.operation} would create an issue or page without a unique title, by which it could"
                " be found and deleted, so it is not sent; use the fixture title, once"
            )
        self._titles.remove(title)
        entry = Entry.new(creation.thing, title, self._exchange.target.tenant.site)
        self._write(entry)
        answer = self._exchange.send(cell, **parts)
        self._record(_after(creation, entry, answer))
        return answer

    def _record(self, entry: Entry) -> None:
        self._write(entry)
        self._created.update({(entry.thing, name): entry for name in (entry.id, entry.key) if name})

    def _write(self, entry: Entry) -> None:
        if self._journal is not None:
            self._journal.write(entry)

    def _prepare_change(self, endpoint: Endpoint, parts: Parts) -> None:
        """Look at the thing that a request would change, and write its next title to the journal, if it gets one."""
        name, entry = self._entry(endpoint, parts.get("path", {}))
        self._require_own(endpoint, name, entry)
        title = title_in(parts.get("json"), _TITLE_AT[entry.thing])
        if title is not None and title != entry.title:
            self._record(entry.renamed(title, seal(self._exchange.target, entry, title)))

    def _entry(self, endpoint: Endpoint, path: Names) -> tuple[str, Entry]:
        """The thing of this run that a path names, with that name; raises UnsafeWriteError.

        A second parameter names something on the thing, which no run has created.
        """
        thing, name = changed_thing(endpoint), ", ".join(map(str, path.values()))
        entry = self._created.get((thing, name)) if thing and len(path) == 1 else None
        if entry is None:
            what = f"change {name}, which the suite did not create" if name else _NOT_DELETABLE
            raise UnsafeWriteError(f"{endpoint.operation} would {what}, so it is not sent; {_remedy(endpoint)}")
        return name, entry

    def _require_own(self, endpoint: Endpoint, name: str, entry: Entry) -> None:
        """Look at a thing by its id, outside of any cassette; raises UnsafeWriteError if it is not the run's own."""
        try:
            with self._unrecorded():
                problem = self._problem(name, entry)
        except RefusedError as refusal:
            problem = f"could not be looked at first ({refusal.outcome})"
        if problem:
            raise UnsafeWriteError(
                f"{endpoint.operation} is not sent, because {name}, with which the creation was answered, {problem};"
                " run it again, and if that happens again, find out what answers for the site"
            )

    def _problem(self, name: str, entry: Entry) -> str | None:
        """Why a thing is not the run's own, or None. No text of the answer is in it, because it is put into results."""
        seen = look(self._exchange, entry.thing, str(entry.id))
        if seen is None:
            return "cannot be found by its id"
        is_same = name in {seen.id, seen.key} and is_own(self._exchange.target, entry, seen)
        return None if is_same else "has another key or title than the run gave it"


def _remedy(endpoint: Endpoint) -> str:
    """What to do about a write that is not sent: a disposable thing helps only a call that names one."""
    if thing := changed_thing(endpoint):
        return f"use disposable_{thing.value}"
    return "leave it out: only calls that read, or write to an issue or a page of this run, can be tested"


def _after(creation: Creation, entry: Entry, answer: Answer) -> Entry:
    """The entry after the answer; after a time-out or a server error it stays open, because the thing may exist."""
    if answer.is_success:
        return creation.created(entry, answer)
    is_refused = 400 <= answer.status < 500 and answer.status != _REQUEST_TIMEOUT  # noqa: PLR2004  # HTTP's own class
    return entry.closed() if is_refused else entry
