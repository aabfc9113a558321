"""Whether an operation of Jira or Confluence works with a credential at a URL form, from all data of the catalogue."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from token_conformance.catalogue.answer import Answer, Basis, Row, Says, rule_basis, weigh
from token_conformance.catalogue.answer_credential import Asked, credential_answer, rows_at
from token_conformance.catalogue.inference import as_stranger, by_scopes
from token_conformance.catalogue.observed import observed
from token_conformance.catalogue.operations import Operation, retired
from token_conformance.catalogue.states import DEPRECATED, OperationState, State, sentence, states
from token_conformance.model.cell import UrlForm

_APPS = {"Connect", "OAuth", "Forge"}
"""The first words of the titles of credentials that apps hold."""


def operation_answer(
    operation: Operation, asked: Asked, form: UrlForm, today: dt.date, query: str = "", *, app: str = ""
) -> Answer:
    """Answer from the state of the operation, the observations of the call, the credential's rows and the rules.

    `query` is the query string of the call: some states are about one parameter. `app` is the app in a gateway URL.
    """
    seen = tuple(observed(operation.method, operation.path, form, asked, operation.app))
    answer = _of_credential(operation, asked, form, app or operation.app, seen)
    state = states().find(operation.method, operation.path, query)
    if state:
        return _showing(_in_state(answer, state, asked, form, today), seen)
    return answer.noting(Basis(DEPRECATED.text, DEPRECATED.evidence)) if operation.deprecated else answer


def _showing(answer: Answer, seen: Sequence[Row]) -> Answer:
    """The answer with every observation of the call, also where its state decides."""
    shown = (*answer.bases, *answer.notes)
    missing = tuple(row.basis for row in seen if row.basis not in shown)
    return replace(answer, bases=(*answer.bases, *missing))


def _of_credential(operation: Operation, asked: Asked, form: UrlForm, app: str, seen: Sequence[Row]) -> Answer:
    general = credential_answer(asked, app, form, operation.path)
    specific = _follows(general, operation, asked, form, app)
    if found := weigh(seen):
        return _with_observations(found, specific, is_open=_is_contradicted(general))
    return specific.noting(*(row.basis for row in seen))


def _follows(general: Answer, operation: Operation, asked: Asked, form: UrlForm, app: str) -> Answer:
    """What follows for this operation from what the credential gets at the place."""
    if form is UrlForm.SITE and app == "jira" and _is_stranger(asked):
        inferred = as_stranger(operation)
        return replace(inferred, bases=(*inferred.bases, *general.bases))
    if form is UrlForm.GATEWAY and asked.has_scopes and general.says is not Says.NO:
        return _by_scopes(general, by_scopes(operation))
    return general


def _by_scopes(general: Answer, inferred: Answer | None) -> Answer:
    """The credential's own answer, narrowed by what follows from the scopes of the operation, if anything does."""
    if inferred and (general.says is Says.YES or inferred.says is Says.NO):
        return replace(inferred, bases=(*inferred.bases, *general.bases))
    if general.says is Says.YES:
        return replace(general, reason=f"{general.reason} The token needs all scopes of one set.")
    return general


def _is_stranger(asked: Asked) -> bool:
    """Whether all that is known of the credential is that Jira's site reads it as none."""
    return {row.answer for row in rows_at(asked, "site-jira") if not row.is_conditional} == {"anonymous"}


def _is_contradicted(general: Answer) -> bool:
    return general.says is Says.UNKNOWN and len(general.bases) > 1


def _with_observations(found: Answer, specific: Answer, *, is_open: bool) -> Answer:
    """An observation of this call decides, unless other observations of its credential contradict each other."""
    bases = (*found.bases, *specific.bases)
    notes = (*found.notes, *specific.notes)
    if is_open:
        return replace(specific, bases=bases, notes=notes)
    reason = specific.reason if found.says is specific.says else found.reason
    return replace(found, reason=reason, bases=bases, notes=notes)


def _in_state(answer: Answer, state: OperationState, asked: Asked, form: UrlForm, today: dt.date) -> Answer:
    basis = Basis(sentence(state), state.evidence)
    match state.state:
        case State.GONE if state.evidence.grade != "claimed":
            return _decided(Says.NO, state, basis)
        case State.APP_ONLY:
            return _for_apps(answer, state, asked, basis)
        case State.GONE_FOR_OAUTH:
            return _gone_for_oauth(answer, state, asked, form, basis)
        case State.ALIVE | State.DEPRECATED:
            return answer.noting(basis)
        case State.GOING if not state.is_past(today):
            return answer.noting(basis)
        case State.GOING:
            basis = replace(basis, text=f"{basis.text} That day is past, and nobody has published whether it is gone.")
    return _open(answer, state, basis)


def _for_apps(answer: Answer, state: OperationState, asked: Asked, basis: Basis) -> Answer:
    """An app whose kind is named may call it; of another kind of app nothing is known."""
    kind = asked.details.title.split()[0]
    if kind not in _APPS:
        return _decided(Says.NO, state, basis)
    if kind in state.for_whom:
        return answer.noting(basis)
    return _decided(Says.UNKNOWN, state, basis)


def _gone_for_oauth(answer: Answer, state: OperationState, asked: Asked, form: UrlForm, basis: Basis) -> Answer:
    if asked.kind.startswith("oauth-") and form is UrlForm.GATEWAY:
        return _decided(Says.NO, state, basis)
    if form is UrlForm.SITE:
        short = Basis(sentence(replace(state, api_token="")), state.evidence)
        return replace(answer, bases=(*answer.bases, short), instead=_unless_yes(answer.says, state.successor))
    return _open(answer, state, basis)


def _open(answer: Answer, state: OperationState, basis: Basis) -> Answer:
    """Nobody knows whether the operation is alive; a credential that is refused in any case stays refused."""
    if answer.says is Says.NO and answer.bases[0].rule != "G2":
        return replace(answer.noting(basis), instead=state.successor)
    opened = _decided(Says.UNKNOWN, state, basis)
    return replace(opened, bases=(*opened.bases, rule_basis("G8"))) if state.name in retired() else opened


def _decided(says: Says, state: OperationState, basis: Basis) -> Answer:
    return Answer(says=says, reason=basis.text, bases=(basis,), instead=_unless_yes(says, state.successor))


def _unless_yes(says: Says, successor: str) -> str:
    return "" if says is Says.YES or successor.startswith("none") else successor
