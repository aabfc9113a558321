"""What scopes do for one call: it is opened by some, needs none, or no scope opens it, with the way out."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from token_conformance.advice.explanation.redacted import redacted
from token_conformance.calls.call import Call
from token_conformance.calls.named import without_third_form
from token_conformance.calls.target import FamilyTarget, OperationTarget, Target, resolve
from token_conformance.calls.unnamed import refusal
from token_conformance.catalogue.answer import Answer, Basis, Says
from token_conformance.catalogue.answer_credential import Asked
from token_conformance.catalogue.answer_family import family_answer, right_kind
from token_conformance.catalogue.answer_operation import operation_answer
from token_conformance.catalogue.known import aliased, find_operation
from token_conformance.catalogue.operations import Operation
from token_conformance.catalogue.scopes import needed_scopes
from token_conformance.catalogue.states import OperationState, State, noted, states
from token_conformance.model.cell import UrlForm
from token_conformance.model.url import site_host
from token_conformance.redaction.masking import masked

_SITE = f"https://{site_host('SITE')}"
_SUCCESSOR = re.compile(r"(?P<methods>[A-Z]{3,6}(?: or [A-Z]{3,6})*) (?P<path>/\S*[^\s.,;])")


class Fate(StrEnum):
    """What scopes do for a call."""

    OPENED = "opened"
    FREE = "no-scope-needed"
    CLOSED = "no-scope-opens-it"
    REMOVED = "removed"
    APP_ONLY = "for-apps-only"
    OTHER = "another-api"
    """It belongs to a family: an API with a base, and mostly with tokens, of its own."""

    SCOPES_UNKNOWN = "scopes-unknown"
    CALL_UNKNOWN = "call-unknown"


UNCERTAIN = frozenset({Fate.SCOPES_UNKNOWN, Fate.CALL_UNKNOWN})
"""Where the list of scopes may be too short."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One operation or base of a family that somebody calls, `count` times.

    `operation` is None of what is not published. `reason` says why no scope opens it, and `instead` what to do; both
    are empty if scopes open it. Then `bases` says what is known of the operation's life, such as that it will be
    removed; otherwise it has the evidence of the reason.
    """

    name: str
    fate: Fate
    count: int = 1
    operation: Operation | None = None
    reason: str = ""
    instead: str = ""
    bases: tuple[Basis, ...] = ()

    @property
    def app(self) -> str:
        """The app of the token that the call needs; empty if nothing says it."""
        return self.operation.app if self.operation and self.fate is not Fate.OTHER else ""


def judged(call: Call, today: dt.date) -> Judged:
    """What scopes do for a call; raises UserError, which says what could be meant, for one that names nothing."""
    call = without_third_form(call)
    found = resolve(call, None)
    if isinstance(found, Answer):
        if found.says is not Says.YES:
            raise refusal(call, found)
        return Judged(name=f"{call.method} {masked(call.path)}", fate=Fate.FREE, reason=found.reason, bases=found.bases)
    return _of_target(call, found, today)


def unknown_call(name: str, reason: str) -> Judged:
    """A call of traffic that names nothing published: its scopes cannot be known."""
    return Judged(name=redacted(name), fate=Fate.CALL_UNKNOWN, reason=redacted(reason))


def of_operation(operation: Operation, today: dt.date, query: str = "") -> Judged:
    """What scopes do for an operation; `query` is the query string of the call.

    A state that is about one parameter of the query is named with it.
    """
    state = states().find(operation.method, operation.path, query)
    name = f"{operation.name}?{state.query}" if state and state.query else operation.name
    asked = Asked("scoped", f"scoped-{operation.app}", "Basic")
    answer = operation_answer(operation, asked, UrlForm.GATEWAY, today, query)
    known = noted(operation.name, query)
    notes = (Basis(known[1].text, known[1].evidence),) if known else ()
    found = Judged(name=name, fate=_fate(operation, answer, state), operation=operation, bases=notes)
    if found.fate is Fate.OPENED:
        return found
    return replace(found, reason=answer.reason, instead=_with_scopes(answer.instead), bases=answer.bases)


def _of_target(call: Call, found: tuple[Target, ...], today: dt.date) -> Judged:
    target = found[0]
    if isinstance(target, OperationTarget):
        return of_operation(target.operation, today, call.query)
    if target.numbered:
        judged = of_operation(target.numbered, today, call.query)
        return replace(judged, name=f"{call.method} {aliased(target.numbered.path)}")
    return _of_family(call, target)


def _of_family(call: Call, target: FamilyTarget) -> Judged:
    """A call of a family: its operation has scopes sometimes, but no form is known that offers them."""
    family = target.family
    answer = family_answer(family, target.base, Asked("scoped", right_kind(family, target.base), "Basic"))
    statement = family.scoped_token
    reason = f"It belongs to another API: {family.title}. Of tokens with scopes: {statement.text.rstrip('.')}."
    bases = (Basis(statement.text, statement.evidence), *answer.bases)
    return Judged(
        name=_family_name(call, target),
        fate=Fate.OTHER,
        operation=target.operation,
        reason=reason,
        instead=family.instead,
        bases=bases,
    )


def _family_name(call: Call, target: FamilyTarget) -> str:
    """The operation; where it is not published, the base and no more, since the rest may name somebody's things."""
    if target.operation:
        return target.operation.name
    rest = "/..." if target.called[target.base.match(target.called) :].strip("/") else ""
    return f"{call.method} {target.base.template(target.called).removeprefix(_SITE)}{rest}"


def _fate(operation: Operation, answer: Answer, state: OperationState | None) -> Fate:
    named = operation.classic or operation.granular
    if state and state.state is State.GONE and (answer.says is Says.NO or not named):
        return Fate.REMOVED
    if answer.says is Says.NO:
        return Fate.APP_ONLY if state and state.state is State.APP_ONLY else Fate.CLOSED
    if named:
        return Fate.OPENED
    if not operation.scopes_known:
        return Fate.SCOPES_UNKNOWN
    return Fate.FREE if answer.says is Says.YES else Fate.CLOSED


def _with_scopes(successor: str) -> str:
    """What to use instead, with the scopes that it needs: a list for tomorrow has those of the successor."""
    scopes = sorted(needed_scopes(_named_in(successor)))
    return f"{successor.rstrip('.')} (needs {' '.join(scopes)})" if scopes else successor


def _named_in(text: str) -> Iterator[Operation]:
    for found in _SUCCESSOR.finditer(text):
        for method in found["methods"].split(" or "):
            if operation := find_operation(method, found["path"]):
                yield operation
