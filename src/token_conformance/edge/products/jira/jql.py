"""A small part of JQL; the local model answers every other query with an error.

query  = [ term { AND term } ] [ ORDER BY field [ ASC | DESC ] { "," field [ ASC | DESC ] } ]
term   = field ( "=" | "!=" ) value | field [ NOT ] IN "(" value { "," value } ")" | summary "~" value
A field is a name in `_FIELDS`, and a value is a word or a quoted string. The order is read and ignored.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.project import ISSUE_TYPES, RESOLVED, STATUSES

Condition = Callable[[Issue], bool]

_TOKEN = re.compile(
    r"""\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<sign>!=|=|[~(),])|(?P<word>[^\s()=!~,"']+))\s*"""
)


def search(jira: Jira, jql: str) -> list[Issue]:
    """The issues that a query finds. Raises ApiError (400) when it is invalid, or has no restriction."""
    conditions = _conditions(jira, Tokens(jql))
    if not conditions:
        raise ApiError(
            400,
            "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.",
        )
    return [issue for issue in jira.issues.values() if all(condition(issue) for condition in conditions)]


def with_words(jira: Jira, text: str) -> list[Issue]:
    """The issues whose summary contains all words of a text."""
    contains = _summary_contains(text)
    return [issue for issue in jira.issues.values() if contains(issue)]


class Tokens:
    """The tokens of a query, read from left to right. Every error is an ApiError (400) that shows where it is."""

    def __init__(self, jql: str) -> None:
        self._jql = jql
        self._position = 0

    def next_is(self, *words: str) -> bool:
        """Whether the next token is one of the words (lower case; empty for the end), outside quotes."""
        match = _TOKEN.match(self._jql, self._position)
        if match is None:
            return "" in words and not self._jql[self._position :].strip()
        return (match["word"] or match["sign"] or '"').lower() in words

    def accept(self, *words: str) -> bool:
        """Read the next token if it is one of the words; whether it was."""
        found = self.next_is(*words)
        if found:
            self._read()
        return found

    def read_value(self) -> str:
        """Read a name or a value."""
        if self.next_is("=", "!=", "~", "(", ")", ",", ""):
            raise self._error("a name or a value")
        return self._read()

    def read_values(self) -> tuple[bool, list[str]]:
        """Read an operator with its values: whether it is negated, and the values."""
        if self.next_is("=", "!="):
            return self._read() == "!=", [self.read_value()]
        negated = self.accept("not")
        if not self.accept("in"):
            raise self._error("an operator that the local model knows (=, !=, IN, NOT IN)")
        return negated, self._read_list()

    def read_text(self) -> str:
        """Read the operator that searches texts, and its value."""
        self._expect("~")
        return self.read_value()

    def read_order(self) -> None:
        """Read what follows ORDER: BY, and fields with or without a direction."""
        self._expect("by")
        self.read_value()
        self.accept("asc", "desc")
        while self.accept(","):
            self.read_value()
            self.accept("asc", "desc")

    def expect_end(self) -> None:
        """Raise ApiError (400) unless the query ends here."""
        if not self.next_is(""):
            raise self._error("AND, ORDER BY or the end (the local model knows no OR)")

    def _read_list(self) -> list[str]:
        self._expect("(")
        values = [self.read_value()]
        while self.accept(","):
            values.append(self.read_value())
        self._expect(")")
        return values

    def _expect(self, word: str) -> None:
        if not self.accept(word):
            raise self._error(f"'{word.upper()}'")

    def _read(self) -> str:
        match = _TOKEN.match(self._jql, self._position)
        if match is None:
            raise self._error("a name or a value")
        self._position = match.end()
        return next(group for group in match.groups() if group is not None)

    def _error(self, expected: str) -> ApiError:
        rest = self._jql[self._position :].strip()
        got = f"got '{rest}'" if rest else "the query ended"
        return ApiError(400, f"Error in the JQL Query: Expecting {expected} but {got}.")


@dataclass(frozen=True)
class Field:
    """A field to search by: the values that an issue has for it, and all values that exist in the tenant."""

    values: Callable[[Issue], Iterable[str]]
    known_values: Callable[[Jira], Iterable[str]]


_TEXT = "summary"
_KEY = Field(
    values=lambda issue: (issue.key, issue.id),
    known_values=lambda jira: (name for issue in jira.issues.values() for name in (issue.key, issue.id)),
)
_ISSUE_TYPE = Field(
    values=lambda issue: (issue.fields["issuetype"].name, issue.fields["issuetype"].id),
    known_values=lambda jira: (name for each in ISSUE_TYPES for name in (each.name, each.id)),  # noqa: ARG005  # a Field's shape
)
_FIELDS = {
    "project": Field(
        values=lambda issue: (issue.project.key, issue.project.id, issue.project.name),
        known_values=lambda jira: (name for each in jira.projects.values() for name in (each.key, each.id, each.name)),
    ),
    "key": _KEY,
    "issuekey": _KEY,
    "issue": _KEY,
    "id": _KEY,
    "issuetype": _ISSUE_TYPE,
    "type": _ISSUE_TYPE,
    "status": Field(
        values=lambda issue: (issue.status.name, issue.status.id),
        known_values=lambda jira: (name for each in STATUSES for name in (each.name, each.id)),  # noqa: ARG005  # a Field's shape
    ),
    "resolution": Field(
        values=lambda issue: (issue.resolution.name if issue.resolution else "Unresolved",),
        known_values=lambda jira: (RESOLVED.name, "Unresolved"),  # noqa: ARG005  # a Field's shape
    ),
}


def _conditions(jira: Jira, tokens: Tokens) -> list[Condition]:
    conditions = []
    if not tokens.next_is("order", ""):
        conditions.append(_condition(jira, tokens))
        while tokens.accept("and"):
            conditions.append(_condition(jira, tokens))
    if tokens.accept("order"):
        tokens.read_order()
    tokens.expect_end()
    return conditions


def _condition(jira: Jira, tokens: Tokens) -> Condition:
    name = tokens.read_value().lower()
    if name == _TEXT:
        return _summary_contains(tokens.read_text())
    field = _FIELDS.get(name)
    if field is None:
        raise ApiError(
            400,
            f"Field '{name}' does not exist, or the local model does not search by it; "
            f"it knows {', '.join([*_FIELDS, _TEXT])}.",
        )
    negated, values = tokens.read_values()
    known = {value.lower() for value in field.known_values(jira)}
    for value in values:
        if value.lower() not in known:
            raise ApiError(400, f"The value '{value}' does not exist for the field '{name}'.")
    wanted = {value.lower() for value in values}
    return lambda issue: wanted.isdisjoint(value.lower() for value in field.values(issue)) == negated


def _summary_contains(wanted: str) -> Condition:
    words = _words(wanted)
    return lambda issue: words <= _words(issue.fields["summary"])


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
