"""Fields of texts, of times and of numbers."""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.jira.answers import NotModelledError
from token_conformance.edge.products.jira.jql import dates
from token_conformance.edge.products.jira.jql.choices import KNOWN_FUNCTIONS
from token_conformance.edge.products.jira.jql.context import Condition, Context, unsupported
from token_conformance.edge.products.jira.jql.syntax import Clause, Operand
from token_conformance.edge.products.jira.jql.texts import matcher
from token_conformance.edge.tenant.issue import Issue

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": operator.eq,
    "not in": operator.ne,
}


@dataclass(frozen=True)
class Text:
    """A field of texts, in which words are searched."""

    of: Callable[[Context, Issue], Sequence[str]]
    can_be_empty: bool = True

    def condition(self, context: Context, clause: Clause) -> Condition:
        """Whether an issue fulfils a clause on this field. Raises ApiError (400)."""
        if clause.operator in {"is", "is not"} and self.can_be_empty:
            return lambda issue: bool(self.of(context, issue)) == (clause.operator == "is not")
        if clause.operator not in {"~", "!~"} or clause.operands[0].kind != "value":
            raise unsupported(clause.operator, clause.field)
        matches = matcher(clause.operands[0].text, clause.field)
        if clause.operator == "~":
            return lambda issue: matches(self.of(context, issue))
        return lambda issue: bool(self.of(context, issue)) and not matches(self.of(context, issue))


@dataclass(frozen=True)
class Comparable:
    """A field of times or numbers; `read` gives the value of an operand, and `of` None where an issue has none."""

    of: Callable[[Issue], Any]
    read: Callable[[Context, str, Operand], Any]

    def condition(self, context: Context, clause: Clause) -> Condition:
        """Whether an issue fulfils a clause on this field; an issue without a value fulfils only IS EMPTY."""
        if clause.operator in {"is", "is not"}:
            return lambda issue: (self.of(issue) is None) == (clause.operator == "is")
        if clause.operator not in _COMPARE:
            raise unsupported(clause.operator, clause.field)
        values = [None if each.kind == "empty" else self.read(context, clause.field, each) for each in clause.operands]
        compare, combine = _COMPARE[clause.operator], all if clause.operator in {"!=", "not in"} else any

        def holds(issue: Issue) -> bool:
            value = self.of(issue)
            if value is None:
                return None in values and clause.operator in {"=", "in"}
            return combine(compare(value, each) for each in values if each is not None)

        return holds


def read_date(context: Context, name: str, operand: Operand) -> datetime:
    """The time of an operand. Raises ApiError (400)."""
    if operand.kind == "value":
        return dates.read_date(operand.text, name, context.now)
    if operand.text.casefold() in dates.FUNCTIONS:
        return dates.call(operand, context.now)
    if operand.text.casefold() in KNOWN_FUNCTIONS:
        raise NotModelledError(f"The local model does not know the JQL function {operand.text}() for the field {name}.")
    raise ApiError(400, f"Unable to find JQL function '{operand.text}({', '.join(operand.arguments)})'.")


def read_number(context: Context, name: str, operand: Operand) -> int:  # noqa: ARG001  # dates need the context
    """The number of an operand. Raises ApiError (400)."""
    if operand.kind != "value" or not operand.text.isascii() or not operand.text.isdigit() or len(operand.text) > 9:  # noqa: PLR2004  # far more than any count
        raise ApiError(400, f"'{operand.text}' is an invalid value for the field '{name}': it must be a whole number.")
    return int(operand.text)
