"""`scopes`: from the calls that somebody uses to the least set of scopes for each app, with the reason for each."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from token_conformance.advice.least_scopes.form_link import MOST_SCOPES, FormLink, form_link
from token_conformance.advice.least_scopes.had import Had, had
from token_conformance.advice.least_scopes.judged import UNCERTAIN, Fate, Judged, judged, of_operation
from token_conformance.advice.least_scopes.scope_names import kind_of
from token_conformance.calls.call import Call, read_call
from token_conformance.catalogue.operations import Operation
from token_conformance.catalogue.scopes import Prefer, Scopes, needed_scopes
from token_conformance.model.url import APPS


@dataclass(frozen=True)
class Need:
    """A scope, its kind (`classic` or `granular`), and the names of the operations that need it in this list."""

    scope: str
    kind: str
    opens: tuple[str, ...]


@dataclass(frozen=True)
class AppScopes:
    """The scopes of the token for one app. `had` is None if nobody said what a token has."""

    app: str
    needs: tuple[Need, ...]
    had: Had | None = None

    @property
    def scopes(self) -> tuple[str, ...]:
        """The names of the scopes, sorted."""
        return tuple(need.scope for need in self.needs)

    @property
    def link(self) -> FormLink:
        """The link to Atlassian's form with these scopes ticked."""
        return form_link(self.app, self.scopes)

    @property
    def are_too_many(self) -> bool:
        """Whether they are more than one token is said to hold."""
        return len(self.needs) > MOST_SCOPES


@dataclass(frozen=True)
class LeastScopes:
    """The answer: `apps` has the apps that need a scope or a look at what a token has; `calls` has each call once.

    `ignored` says how many requests of the traffic were no calls of an API, by what they are.
    """

    prefer: Prefer
    apps: tuple[AppScopes, ...]
    calls: tuple[Judged, ...]
    ignored: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_certain(self) -> bool:
        """Whether the scopes of every call are known, so that no list is too short."""
        return not any(call.fate in UNCERTAIN for call in self.calls)

    @property
    def lacks(self) -> bool:
        """Whether a token lacks a scope."""
        return any(app.had and app.had.missing for app in self.apps)

    def of(self, *fates: Fate) -> Sequence[Judged]:
        """The calls of these fates."""
        return [call for call in self.calls if call.fate in fates]


def scopes(
    calls: Iterable[str | Call | Operation], *, prefer: Prefer = Prefer.CLASSIC, have: Collection[str] = ()
) -> LeastScopes:
    """The least set of scopes for some calls, for each app.

    A call is a text as `can-i-use` takes it (`POST /rest/api/3/issue`, a URL, a curl line), a `Call`, or an operation
    of the catalogue. `have` has the scopes of a token that exists; then it is said what is missing and what is
    superfluous. Raises UserError, in one line, for a call that names nothing published, and for a scope that no
    operation has.
    """
    today = dt.datetime.now(dt.UTC).date()
    return of_judged((_judged(call, today) for call in calls), prefer=prefer, have=have)


def of_judged(
    calls: Iterable[Judged],
    *,
    prefer: Prefer = Prefer.CLASSIC,
    have: Collection[str] = (),
    ignored: Mapping[str, int] | None = None,
    apps: Iterable[str] = APPS,
) -> LeastScopes:
    """The answer for calls that are judged already, for some apps; a call that is there several times is counted."""
    every = tuple(_counted(calls))
    by_app = had(have) if have else None
    found = [_of_app(app, every, prefer, by_app) for app in apps]
    return LeastScopes(prefer, tuple(filter(None, found)), every, ignored or {})


def _judged(call: str | Call | Operation, today: dt.date) -> Judged:
    if isinstance(call, Operation):
        return of_operation(call, today)
    return judged(read_call(call) if isinstance(call, str) else call, today)


def _counted(calls: Iterable[Judged]) -> Iterable[Judged]:
    counts: Counter[tuple[str, Fate]] = Counter()
    first: dict[tuple[str, Fate], Judged] = {}
    for call in calls:
        key = (call.name, call.fate)
        counts[key] += call.count
        first.setdefault(key, call)
    return (replace(call, count=counts[key]) for key, call in first.items())


def _of_app(app: str, calls: Iterable[Judged], prefer: Prefer, have: Mapping[str, Scopes] | None) -> AppScopes | None:
    """The scopes for an app; None if no call needs one and the token, if there is one, has none of it."""
    opened = {call.name: call.operation for call in calls if call.fate is Fate.OPENED and call.app == app}
    operations = list(filter(None, opened.values()))
    has = have[app] if have else Scopes()
    if not opened and not has:
        return None
    compared = Had.of(operations, prefer, has) if have else None
    return AppScopes(app, tuple(_needs(opened, needed_scopes(operations, prefer), prefer)), compared)


def _needs(opened: Mapping[str, Operation | None], chosen: Scopes, prefer: Prefer) -> Iterator[Need]:
    used = {name: used_set(operation, chosen, prefer) for name, operation in opened.items() if operation}
    for scope in sorted(chosen):
        yield Need(scope, kind_of(scope), tuple(name for name, needed in used.items() if scope in needed))


def used_set(operation: Operation, chosen: Scopes, prefer: Prefer) -> Scopes:
    """The set of an operation that a token with the chosen scopes uses; empty if it has none of them whole."""
    sets = (
        (operation.classic, operation.granular) if prefer is Prefer.CLASSIC else (operation.granular, operation.classic)
    )
    return next((needed for needed in sets if needed and needed <= chosen), Scopes())
