"""What both token types get for an operation at both URL forms: four answers, each with what it follows from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from token_conformance.catalogue.answer import Answer, Basis, Says
from token_conformance.catalogue.answer_credential import Asked
from token_conformance.catalogue.answer_operation import operation_answer
from token_conformance.catalogue.observed import observed
from token_conformance.catalogue.operations import Operation
from token_conformance.catalogue.states import State, sentence, states
from token_conformance.model.cell import MATRIX, Credential, UrlForm

OBSERVED = "observed"
"""The ground of an answer that somebody has observed for exactly this call and published."""

_STATES = {State.APP_ONLY: "R2", State.UNPUBLISHED: "G8"}
"""The rules of operations in a state; that of every other state is R1."""

_SITES = {"jira": "S1", "confluence": "C1"}


@dataclass(frozen=True)
class Grounded:
    """An answer and its ground: the id of the rule that it follows from, or OBSERVED; empty if it is unknown."""

    answer: Answer
    ground: str


def four_answers(
    operation: Operation, today: dt.date, query: str = ""
) -> Mapping[tuple[Credential, UrlForm], Grounded]:
    """The answers for a person's tokens without and with scopes, in the columns of the matrix.

    They are those of `can-i-use`. `query` is the query string of the call: some states are about one parameter.
    """
    return {
        (token, form): _grounded(operation, personal(token, operation.app), form, today, query)
        for token, form in MATRIX
    }


def personal(token: Credential, app: str) -> Asked:
    """A person's token of a type, sent as usual; one with scopes is made for the app that the call belongs to."""
    kind = f"{token}-{app}" if token is Credential.SCOPED else token.value
    return Asked(token.value, kind, "Basic")


def _grounded(operation: Operation, asked: Asked, form: UrlForm, today: dt.date, query: str) -> Grounded:
    answer = operation_answer(operation, asked, form, today, query)
    return Grounded(answer, "" if answer.says is Says.UNKNOWN else ground(answer, operation, asked, form, query))


def ground(answer: Answer, operation: Operation, asked: Asked, form: UrlForm, query: str = "") -> str:
    """The rule of the decisive statement, which is a rule, the operation's state, or what the credential gets there.

    OBSERVED if the decisive statement is an observation of this call.
    """
    first = answer.bases[0]
    if first.rule:
        return first.rule
    state = states().find(operation.method, operation.path, query)
    if state and first == Basis(sentence(state), state.evidence):
        return _STATES.get(state.state, "R1")
    if first in (row.basis for row in observed(operation.method, operation.path, form, asked, operation.app)):
        return OBSERVED
    return "G1" if form is UrlForm.GATEWAY else _SITES[operation.app]
