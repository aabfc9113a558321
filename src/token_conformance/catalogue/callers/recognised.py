"""Whether the caller of a published call is known, by the rules: with both token types, at both URL forms.

That is less than whether the call works: an operation for apps alone refuses a person whom it knows. Observations of
exactly this call support what the rules say, or contradict it.
"""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache

from token_conformance.catalogue.answer import Says
from token_conformance.catalogue.answer_credential import Asked
from token_conformance.catalogue.answer_family import own_answer, right_kind
from token_conformance.catalogue.evidence import Observation, ObservedCredential, observations
from token_conformance.catalogue.families import family_of
from token_conformance.catalogue.inference import by_scopes
from token_conformance.catalogue.operations import Operation, published
from token_conformance.catalogue.states import OperationState, State, sentence, states
from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.grade import Evidence, Grade
from token_conformance.model.outcome import SCOPE_REFUSAL, Outcome
from token_conformance.model.url import GATEWAY_HOST


@dataclass(frozen=True)
class Recognised:
    """What a caller gets from a call: an outcome with what it follows from, or None where nobody knows it.

    `rule` and `rests_on` are those of an inference, and otherwise `evidence` says who published it. `effect` says in
    one line what it means to the user. `sides` are the published statements, if they contradict each other.
    """

    outcome: Outcome | None
    effect: str
    rule: str = ""
    rests_on: str = ""
    evidence: Evidence | None = None
    against: str = ""
    sides: tuple[str, ...] = ()


_KNOWN = "The caller is known. What the product does then is not said."
_STRANGER = "The token is read as no credential, so that the answer is that of a stranger."

_JIRA_SITE = Recognised(Outcome.RECOGNISED, _KNOWN, "S1+S4", "credentials.toml: unscoped works at site-jira")
_JIRA_GATE = Recognised(Outcome.STRANGER, _STRANGER, "S1+S3", "anonymous = no")
_JIRA_OPEN = Recognised(Outcome.STRANGER, _STRANGER, "S1+S2", "anonymous = yes")
_CONFLUENCE_SITE = Recognised(
    Outcome.RECOGNISED, _KNOWN, "C1+S4", "credentials.toml: unscoped works at site-confluence"
)
_CONFLUENCE_REFUSAL = Recognised(
    Outcome.UNAUTHENTICATED,
    "The token is refused: it looks wrong or expired, though it is good.",
    "C1",
    "credentials.toml: scoped is refused at site-confluence",
)
_GATEWAY = Recognised(Outcome.RECOGNISED, _KNOWN, "G1+G4", "credentials.toml: unscoped works at gateway")
_GATEWAY_SCOPES = Recognised(
    Outcome.RECOGNISED,
    "The caller is known if the token has the scopes. What the product does then is not said.",
    "G1+G4",
    "the operation has a scope set",
)
_GATEWAY_OPEN = Recognised(Outcome.RECOGNISED, _KNOWN, "G2+G4", "no scope is needed")
_NO_SCOPED_TOKEN = Recognised(
    Outcome.SCOPE_MISMATCH,
    "No token with scopes can reach it: it has no scope set that a token could have.",
    "G2",
    "classic_scopes and granular_scopes are empty",
)
_SCOPES_UNKNOWN = Recognised(None, "Nobody has published which scopes it needs.")

_FAR = (State.APP_ONLY, State.ALIVE, State.DEPRECATED)
"""The states that say nothing of whether the caller is known: the product answers, be it with a refusal of its own."""


def recognised(operation: Operation, credential: Credential, form: UrlForm, today: dt.date) -> Recognised:
    """What a person's token of a type gets from a call at a URL form that the call has."""
    if operation.is_of_family:
        return _at_family(operation, credential)
    found = _by_rule(operation, credential, form)
    state = states().find(operation.method, operation.path)
    if state is not None:
        found = _in_state(found, state, credential, form, today)
    seen = _observed().get((operation.name, credential, form))
    return _supported(found, seen, operation.app, form) if seen and found.outcome else found


def _by_rule(operation: Operation, credential: Credential, form: UrlForm) -> Recognised:
    is_scoped, is_jira = credential is Credential.SCOPED, operation.app == "jira"
    if form is UrlForm.SITE:
        if is_jira:
            return (_JIRA_OPEN if operation.anonymous else _JIRA_GATE) if is_scoped else _JIRA_SITE
        return _confluence_refusal(operation.api) if is_scoped else _CONFLUENCE_SITE
    return _by_scopes(operation) if is_scoped else _GATEWAY


@cache
def _confluence_refusal(api: str) -> Recognised:
    """C1: what was observed of one operation of an API speaks against the inference for each of them."""
    against = (
        _told(one)
        for (name, credential, form), seen in _observed().items()
        if (credential, form) == (Credential.SCOPED, UrlForm.SITE) and _is_of(name, api)
        for one in seen
        if _outcome(one, "confluence", form) is not _CONFLUENCE_REFUSAL.outcome
    )
    return replace(_CONFLUENCE_REFUSAL, against="; ".join(against))


def _is_of(name: str, api: str) -> bool:
    return name in published() and published()[name].api == api


def _by_scopes(operation: Operation) -> Recognised:
    answer = by_scopes(operation)
    if answer is None:
        return _GATEWAY_SCOPES
    return {Says.YES: _GATEWAY_OPEN, Says.NO: _NO_SCOPED_TOKEN, Says.UNKNOWN: _SCOPES_UNKNOWN}[answer.says]


def _in_state(
    found: Recognised, state: OperationState, credential: Credential, form: UrlForm, today: dt.date
) -> Recognised:
    """What the rules say, changed by what became of the operation (R1).

    Of a removed operation only the 410 is known. If an operation may have been removed, only the answer to a caller who
    is refused as a stranger is known.
    """
    is_claimed = state.evidence.grade == Grade.CLAIMED
    if state.state is State.GONE and not is_claimed:
        if credential is Credential.UNSCOPED and form is UrlForm.SITE and state.status == _GONE:
            return Recognised(Outcome.GONE, "Atlassian has removed it.", evidence=state.evidence)
        return Recognised(None, sentence(state))
    is_far = state.state in _FAR or (state.state is State.GOING and not state.is_past(today))
    is_refused = found.outcome in {Outcome.STRANGER, Outcome.UNAUTHENTICATED}
    if is_far or is_refused or (state.state is State.GONE_FOR_OAUTH and form is UrlForm.SITE):
        return found
    return Recognised(None, sentence(state))


_UNAUTHENTICATED, _FORBIDDEN, _GONE = 401, 403, 410


@cache
def _observed() -> dict[tuple[str, Credential, UrlForm], tuple[Observation, ...]]:
    """The observations of a call as it is published, by a person's tokens that have the scopes.

    Those with a 403 are left out: it does not show whether the refused caller was known.
    """
    found: dict[tuple[str, Credential, UrlForm], tuple[Observation, ...]] = {}
    for one in observations():
        if one.credential.value in _TOKENS and one.status != _FORBIDDEN:
            key = (one.request, Credential(one.credential.value), one.url_form)
            found[key] = (*found.get(key, ()), one)
    return found


_TOKENS = {Credential.UNSCOPED.value, Credential.SCOPED.value}


def _supported(found: Recognised, seen: tuple[Observation, ...], app: str, form: UrlForm) -> Recognised:
    """What the rules say, with the best observation that agrees as its evidence, and the others in `against`.

    If no observation agrees, the outcome is open.
    """
    agreeing = [one for one in seen if _outcome(one, app, form) is found.outcome]
    against = [_told(one) for one in seen if one not in agreeing]
    if not agreeing and against:
        return Recognised(None, "What was observed is not what the rules say.", sides=(_by(found), *against))
    best = min(agreeing, key=lambda one: list(Grade).index(one.grade))
    evidence = Evidence(best.grade, best.date.isoformat() if best.date else "", best.source, "")
    return replace(found, rule="", rests_on="", evidence=evidence, against="; ".join(against))


def _outcome(one: Observation, app: str, form: UrlForm) -> Outcome:
    """What an observed answer says of its caller."""
    if one.status == _GONE:
        return Outcome.GONE
    if form is UrlForm.SITE and one.credential is ObservedCredential.SCOPED:
        return Outcome.STRANGER if app == "jira" or one.status != _UNAUTHENTICATED else Outcome.UNAUTHENTICATED
    if one.status != _UNAUTHENTICATED:
        return Outcome.RECOGNISED
    said = f"{one.body or ''}{one.body_contains or ''}".encode()
    return Outcome.SCOPE_MISMATCH if SCOPE_REFUSAL in said else Outcome.STRANGER


def _by(found: Recognised) -> str:
    return f"{found.outcome} by {found.rule} ({found.rests_on})"


def _told(one: Observation) -> str:
    return f"{one.status}, {one.grade} {one.date or 'without a date'} ({one.source})"


def _at_family(operation: Operation, credential: Credential) -> Recognised:
    """What is published of a credential at the base of the family; a scoped token is of the kind that this takes."""
    found = family_of(f"https://{GATEWAY_HOST}{operation.path}")
    if found is None:
        return Recognised(None, "Nobody has published the base of its family.")
    family, base = found
    kind = right_kind(family, base) if credential is Credential.SCOPED else credential.value
    answer = own_answer(family, base, Asked(credential.value, kind, "Basic"))
    if answer is None or answer.says is not Says.YES:
        return Recognised(None, f"Nobody has published what it gets at the base of {family.title}.")
    return Recognised(Outcome.RECOGNISED, _KNOWN, evidence=answer.evidence)
