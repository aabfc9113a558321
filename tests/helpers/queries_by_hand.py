"""Queries of any shape, each with a function that says by hand whether it holds for a record: for JQL and CQL."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

Record = Mapping[str, Any]
"""A thing that a query may find, as an answer shows it."""

Truth = bool | None
"""Whether a condition holds; None where the record has no value that could be compared."""

Orders = Sequence[tuple[str, str]]
"""The fields to sort by, each with a direction; the first counts most."""


class Term(NamedTuple):
    """A condition: its text, whether it holds for a record, and the word of a group."""

    text: str
    holds: Callable[[Record], Truth]
    word: str = ""


by_hand = settings(
    max_examples=80 if "HYPOTHESIS_PROFILE" in os.environ else 20,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
"""The same queries each time, more of them with any profile; a busy machine must not fail a test."""


@st.composite
def queries(
    draw: st.DrawFn, conditions: st.SearchStrategy[Term], words: Mapping[str, Sequence[str]], deep: int = 3
) -> Term:
    """A condition, one that is negated, or a group; a group of AND needs no parentheses in one of OR.

    `words` are the ways to write AND, OR and NOT.
    """
    word = draw(st.sampled_from(["", "and", "or", "not"] if deep else [""]))
    if not word:
        return draw(conditions)
    terms = draw(st.lists(queries(conditions, words, deep - 1), min_size=1, max_size=1 if word == "not" else 3))
    sign = draw(st.sampled_from(words[word]))
    if word == "not":
        return Term(f"{sign} ({terms[0].text})", _negation(terms[0].holds))
    parts = [f"({each.text})" if word == "and" and each.word == "or" else each.text for each in terms]
    return Term(f" {sign} ".join(parts), _group(word, terms), word if len(terms) > 1 else terms[0].word)


def _negation(of: Callable[[Record], Truth]) -> Callable[[Record], Truth]:
    def holds(record: Record) -> Truth:
        found = of(record)
        return None if found is None else not found

    return holds


def _group(word: str, terms: Sequence[Term]) -> Callable[[Record], Truth]:
    """Whether all terms hold, or one does: one that decides is enough, then what is unknown counts."""

    def holds(record: Record) -> Truth:
        found, decides = [term.holds(record) for term in terms], word == "or"
        if decides in found:
            return decides
        return None if None in found else not decides

    return holds


def orders_of(fields: Iterable[str]) -> st.SearchStrategy[Orders]:
    """Up to three fields in either direction."""
    return st.lists(st.tuples(st.sampled_from(sorted(fields)), st.sampled_from(["ASC", "desc"])), max_size=3)


def written_order(orders: Orders) -> str:
    """The end of a query that asks for this order."""
    return f" ORDER BY {', '.join(' '.join(each) for each in orders)}" if orders else ""


def in_order(found: Sequence[Record], orders: Orders, keys: Mapping[str, Callable[[Record], Any]]) -> list[Record]:
    """The records sorted by the last field first, so that the first one counts most."""
    result = list(found)
    for name, direction in reversed(orders):
        result.sort(key=keys[name], reverse=direction == "desc")
    return result
