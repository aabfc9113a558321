"""Searches of a tenant's issues by JQL."""

from collections.abc import Callable, Mapping

from token_conformance.edge.products.api import ApiError, Call
from token_conformance.edge.products.jira.answers import NotModelledError
from token_conformance.edge.products.jira.jql.context import Condition, Context
from token_conformance.edge.products.jira.jql.fields import FIELDS, NOT_MODELLED
from token_conformance.edge.products.jira.jql.order import KEYS, sort, unknown_field
from token_conformance.edge.products.jira.jql.syntax import Clause, Group, Not, Query, Term, parse
from token_conformance.edge.tenant.issue import Issue

_OPPOSITE = {
    "=": "!=",
    "~": "!~",
    "<": ">=",
    ">": "<=",
    "in": "not in",
    "is": "is not",
}
_OPPOSITES: Mapping[str, str] = _OPPOSITE | {opposite: sign for sign, opposite in _OPPOSITE.items()}
_COMBINE: Mapping[str, Callable[..., bool]] = {"and": all, "or": any}


def search(call: Call, jql: str) -> list[Issue]:
    """The issues that a query finds, in its order.

    Raises ApiError (400) when the query is invalid, and NotModelledError for what the model does not know of JQL.
    """
    return _run(Context.of(call), parse(jql))


def restricted_search(call: Call, jql: str) -> list[Issue]:
    """As `search`; a query without any condition is an ApiError (400)."""
    query = parse(jql)
    if query.where is None:
        message = "Unbounded JQL queries are not allowed here. Please add a search restriction to your query."
        raise ApiError(400, message)
    return _run(Context.of(call), query)


def _run(context: Context, query: Query) -> list[Issue]:
    holds = _condition(context, query.where, is_negated=False) if query.where else lambda issue: True  # noqa: ARG005
    found = [issue for issue in context.jira.issues.values() if holds(issue)]
    return sort(context, found, query.order)


def _condition(context: Context, term: Term, *, is_negated: bool) -> Condition:
    """The meaning of a condition. Jira moves a NOT inwards, so `NOT a = b` means `a != b`."""
    if isinstance(term, Not):
        return _condition(context, term.term, is_negated=not is_negated)
    if isinstance(term, Clause):
        return _clause(context, Clause(term.field, _OPPOSITES[term.operator], term.operands) if is_negated else term)
    conditions = [_condition(context, each, is_negated=is_negated) for each in term.terms]
    combine = _COMBINE[_other(term) if is_negated else term.word]
    return lambda issue: combine(condition(issue) for condition in conditions)


def _other(group: Group) -> str:
    return "or" if group.word == "and" else "and"


def _clause(context: Context, clause: Clause) -> Condition:
    name = clause.field.casefold()
    if name in FIELDS:
        return FIELDS[name].condition(context, clause)
    if name in NOT_MODELLED or name in KEYS:
        raise NotModelledError(f"The local model does not know the field {clause.field} of JQL.")
    raise unknown_field(clause.field)
