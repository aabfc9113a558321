"""Comparisons of a query, each a function that says whether a subject matches."""

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from token_conformance.edge.products.confluence.answers import unmodelled
from token_conformance.edge.products.confluence.cql.dates import Moment
from token_conformance.edge.products.confluence.cql.subject import Subject

Matcher = Callable[[Subject], bool]
Values = Callable[[Subject], tuple[str, ...]]

_ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_SYNTAX = re.compile(r"\b(AND|OR|NOT)\b|[?~^+\[\]{}]|(?:^|\s)-")
"""What a text search may hold besides words, and the local model does not search for."""


def negated(matcher: Matcher) -> Matcher:
    """Matches what the other does not."""
    return lambda subject: not matcher(subject)


def equal(values_of: Values, wanted: Iterable[str]) -> Matcher:
    """Matches a subject of which a value is one of the wanted ones, in any case."""
    folded = {value.casefold() for value in wanted}
    return lambda subject: any(value.casefold() in folded for value in values_of(subject))


def containing(values_of: Values, wanted: str) -> Matcher:
    """Matches a subject whose texts hold all words, at the beginning of a word or in it, or the phrase in quotes.

    Confluence searches for stems of words, which the local model does not know. Raises ApiError (501) for the syntax
    of a search that is more than words, `*` and a phrase.
    """
    phrases = re.findall('"([^"]*)"', wanted)
    rest = re.sub('"[^"]*"', " ", wanted)
    if _SYNTAX.search(rest):
        raise unmodelled(f"the search for {wanted!r}: it knows words, `*` and phrases in quotes")
    parts = [*phrases, *rest.replace("*", " ").split()]
    folded = [part.casefold() for part in parts]
    return lambda subject: all(any(part in value.casefold() for value in values_of(subject)) for part in folded)


def in_time(time_of: Callable[[Subject], datetime], sign: str, moment: Moment) -> Matcher:
    """Matches a subject whose time is before, at or after a moment; `=` with a date means at any time of that day."""
    if sign in {"=", "!="}:
        return lambda subject: moment.contains(time_of(subject)) == (sign == "=")
    return lambda subject: _ORDERS[sign](time_of(subject), moment.start)
