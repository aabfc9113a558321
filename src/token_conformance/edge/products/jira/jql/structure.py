"""A query as the JSON of its structure, as `POST jql/parse` shows it."""

from typing import Any

from token_conformance.edge.products.jira.jql.syntax import Clause, Group, Not, Operand, Order, Query, Term


def structure_of(query: Query) -> dict[str, Any]:
    """The conditions of a query, and its order, where it has them."""
    where = {"where": _term(query.where)} if query.where else {}
    order = {"orderBy": {"fields": [_order(each) for each in query.order]}} if query.order else {}
    return where | order


def _term(term: Term) -> dict[str, Any]:
    if isinstance(term, Group):
        return {"clauses": [_term(each) for each in term.terms], "operator": term.word}
    if isinstance(term, Not):
        return {"clauses": [_term(term.term)], "operator": "not"}
    return _clause(term)


def _clause(clause: Clause) -> dict[str, Any]:
    operands = [_operand(each) for each in clause.operands]
    is_list = clause.operator in {"in", "not in"} and clause.operands[0].kind != "function"
    return {
        "field": {"name": clause.field},
        "operator": clause.operator,
        "operand": {"values": operands} if is_list else operands[0],
    }


def _operand(operand: Operand) -> dict[str, Any]:
    if operand.kind == "empty":
        return {"keyword": "empty"}
    if operand.kind == "function":
        return {"function": operand.text, "arguments": list(operand.arguments)}
    return {"value": operand.text}


def _order(order: Order) -> dict[str, Any]:
    direction = {None: {}, True: {"direction": "desc"}, False: {"direction": "asc"}}[order.is_descending]
    return {"field": {"name": order.field}, **direction}
