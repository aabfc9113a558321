"""The state of an operation: alive, going, gone, not for API tokens and so on, which are in `states.toml`.

What is published is not always alive, and an operation that left the document is not always gone.
"""

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qs

from token_conformance.catalogue.operations import published
from token_conformance.catalogue.statement import Statement, evidence_of
from token_conformance.model.grade import Evidence, Grade
from token_conformance.model.on_demand import OnDemand, tables_of
from token_conformance.model.path_tree import PathTree


class State(StrEnum):
    """What is known of an operation's life."""

    ALIVE = "alive"
    DEPRECATED = "deprecated"
    GOING = "going"
    GONE = "gone"
    GONE_FOR_OAUTH = "gone-for-oauth"
    APP_ONLY = "app-only"
    UNPUBLISHED = "unpublished"
    UNCLEAR = "unclear"


@dataclass(frozen=True, kw_only=True)
class OperationState:
    """The state of one operation, or of its calls with one query parameter, with its evidence.

    `since` is a year, a month or a day: when it went or is to go. `api_token` says what an API token gets, `status` is
    the status of that answer and `body` its text in own words. `for_whom` says who may call an app-only operation.
    """

    method: str
    path: str
    state: State
    evidence: Evidence
    api_token: str
    query: str = ""
    since: str = ""
    successor: str = ""
    for_whom: str = ""
    status: int | None = None
    headers: str = ""
    body: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """The operation as people write it, such as `GET /rest/api/3/search`."""
        return f"{self.method} {self.path}"

    def is_past(self, today: dt.date) -> bool:
        """Whether the whole day, month or year of `since` is over; false where no date is known."""
        if not self.since:
            return False
        parts = [int(part) for part in self.since.split("-")]
        return tuple(parts) < (today.year, today.month, today.day)[: len(parts)]


class States:
    """The states of operations, found by the name of an operation or by a request; each is read when it is needed."""

    def __init__(self, text: str) -> None:
        tables = {_key(table): table for table in tables_of(text, "operation")}
        self._states = OnDemand(tables, _state)
        self._routes = PathTree((method + path, (method, path, query)) for method, path, query in tables)

    @property
    def states(self) -> tuple[OperationState, ...]:
        """Every state, in the order of the file."""
        return tuple(self._states.values())

    def find(self, method: str, path: str, query: str = "") -> OperationState | None:
        """The state of a request or of a path template; `query` is the query string. None if nothing special is known.

        Of several rows, the one with the fewest path parameters applies, as for published operations.
        """
        named = parse_qs(query, keep_blank_values=True)
        found = [key for key in self._routes.matches(method + path) if not key[2] or key[2] in named]
        key = min(found, key=lambda key: (not key[2], key[1] != path, key[1].count("{")), default=None)
        return None if key is None else self._states[key]


@cache
def states() -> States:
    """Every state that ships with the project."""
    return States(files(__package__).joinpath("states.toml").read_text(encoding="utf-8"))


_KEY = re.compile(r'\[\[operation\]\]\nmethod = "([A-Z]+)"\npath = "([^"]+)"\n(?:query = "([^"]+)"\n)?')
"""The first lines of a row: what finds it is read without the rest."""


def _key(table: str) -> tuple[str, str, str]:
    """The method, path and query of a row."""
    found = _KEY.match(table)
    if found is None:
        raise ValueError(f"states.toml: a row does not begin with its method, path and query: {table[:80]!r}")
    return found[1], found[2], found[3] or ""


def _state(table: str) -> OperationState:
    (row,) = tomllib.loads(table)["operation"]
    fields = {key: value for key, value in row.items() if key not in {"grade", "source", "date", "state"}}
    return OperationState(state=State(row["state"]), evidence=evidence_of(row), **fields)


_MARKED = "Atlassian has marked this operation as deprecated"
DEPRECATED = Statement(
    f"{_MARKED}.", Evidence(Grade.DOCUMENTED, "", "the deprecated flag of Atlassian's OpenAPI document", "")
)
"""What is said of an operation that is deprecated by its document alone."""

_SENTENCES = {
    State.ALIVE: "It is alive",
    State.DEPRECATED: _MARKED,
    State.GOING: "Atlassian has announced its removal",
    State.GONE: "Atlassian has removed it",
    State.GONE_FOR_OAUTH: "It is gone for OAuth callers",
    State.APP_ONLY: "It is not for API tokens",
    State.UNPUBLISHED: "It has left Atlassian's document, and what it answers now is not published",
    State.UNCLEAR: "What it answers to an API token is not clear",
}


_SAYS_NOTHING = {"", "works as before", "not published", "status not published"}
"""What a row says of API tokens if it says nothing that the state does not say."""


def sentence(state: OperationState) -> str:
    """The state in words, with its date, who may call it, and what an API token gets."""
    text = _SENTENCES[state.state]
    if state.state is State.GONE and state.evidence.grade == "claimed":
        text = "It is said to be removed, but nobody has published an answer"
    when = f" ({'for' if state.state is State.GOING else 'since'} {state.since})" if state.since else ""
    whom = f", but for {state.for_whom}" if state.for_whom else ""
    about = f"With the parameter {state.query}: " if state.query else ""
    gets = f" An API token gets: {state.api_token}" if state.api_token not in _SAYS_NOTHING else ""
    return f"{about}{text}{when}{whom}.{gets}".rstrip(".") + "."


def noted(operation: str, query: str = "") -> tuple[State, Statement] | None:
    """What a reader should know of an operation's life, with its successor; None if it is alive or nothing is known."""
    method, _, path = operation.partition(" ")
    one = states().find(method, path, query)
    if one is None:
        known = published().operations.get(operation)
        return (State.DEPRECATED, DEPRECATED) if known and known.deprecated else None
    use = "" if one.successor.startswith("none") or not one.successor else f" Its successor: {one.successor}."
    return None if one.state is State.ALIVE else (one.state, Statement(sentence(one) + use, one.evidence))
