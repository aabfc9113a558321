"""The words and signs of a JQL query, taken one after the other."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from token_conformance.edge.products.api import Refusal
from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.project import ISSUE_TYPES, RESOLVED, STATUSES

_TOKEN = re.compile(
    r"""\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<sign>!=|=|[~(),])|(?P<word>[^\s()=!~,"']+))\s*"""
)


class Tokens:
    """A query that is read from left to right; every fault raises Refusal (400) that shows where."""

    def __init__(self, jql: str) -> None:
        self._jql = jql
        self._at = 0

    def is_at(self, *words: str) -> bool:
        """Whether one of the words (lower case; empty for the end) comes next, outside quotes."""
        match = _TOKEN.match(self._jql, self._at)
        if match is None:
            return "" in words and not self._jql[self._at :].strip()
        return (match["word"] or match["sign"] or '"').lower() in words

    def takes(self, *words: str) -> bool:
        """Whether one of the words came next; it is then taken."""
        found = self.is_at(*words)
        if found:
            self._next()
        return found

    def take(self) -> str:
        """Take a name or a value."""
        if self.is_at("=", "!=", "~", "(", ")", ",", ""):
            raise self._fault("a name or a value")
        return self._next()

    def take_values(self) -> tuple[bool, list[str]]:
        """Take an operator with its values, and whether it asks for their absence."""
        if self.is_at("=", "!="):
            return self._next() == "!=", [self.take()]
        negated = self.takes("not")
        if not self.takes("in"):
            raise self._fault("an operator that the local model knows (=, !=, IN, NOT IN)")
        return negated, self._take_list()

    def take_text(self) -> str:
        """Take the operator that searches texts, with what it searches for."""
        self._require("~")
        return self.take()

    def take_order(self) -> None:
        """Take what follows ORDER: BY, and fields with or without a direction."""
        self._require("by")
        self.take()
        self.takes("asc", "desc")
        while self.takes(","):
            self.take()
            self.takes("asc", "desc")

    def require_end(self) -> None:
        """Refuse a query that goes on."""
        if not self.is_at(""):
            raise self._fault("AND, ORDER BY or the end (the local model knows no OR)")

    def _take_list(self) -> list[str]:
        self._require("(")
        values = [self.take()]
        while self.takes(","):
            values.append(self.take())
        self._require(")")
        return values

    def _require(self, word: str) -> None:
        if not self.takes(word):
            raise self._fault(f"'{word.upper()}'")

    def _next(self) -> str:
        match = _TOKEN.match(self._jql, self._at)
        if match is None:
            raise self._fault("a name or a value")
        self._at = match.end()
        return next(group for group in match.groups() if group is not None)

    def _fault(self, expected: str) -> Refusal:
        rest = self._jql[self._at :].strip()
        got = f"got '{rest}'" if rest else "the query ended"
        return Refusal(400, f"Error in the JQL Query: Expecting {expected} but {got}.")


@dataclass(frozen=True)
class Field:
    """A field to search by: the values that fit an issue, and all values that exist."""

    of: Callable[[Issue], Iterable[str]]
    known: Callable[[Jira], Iterable[str]]


def search(jira: Jira, jql: str) -> list[Issue]:
    """The issues that a query means. Raises Refusal (400) when it is no query, or none that is bounded."""
    conditions = _read(jira, Tokens(jql))
    if not conditions:
        raise Refusal(
            400,
            "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.",
        )
    return [issue for issue in jira.issues.values() if all(fits(issue) for fits in conditions)]


Condition = Callable[[Issue], bool]


def _read(jira: Jira, tokens: Tokens) -> list[Condition]:
    conditions = []
    if not tokens.is_at("order", ""):
        conditions.append(_condition(jira, tokens))
        while tokens.takes("and"):
            conditions.append(_condition(jira, tokens))
    if tokens.takes("order"):
        tokens.take_order()
    tokens.require_end()
    return conditions


def _condition(jira: Jira, tokens: Tokens) -> Condition:
    name = tokens.take().lower()
    if name == _TEXT:
        return _containing(tokens.take_text())
    field = _FIELDS.get(name)
    if field is None:
        raise Refusal(
            400,
            f"Field '{name}' does not exist, or the local model does not search by it; "
            f"it knows {', '.join([*_FIELDS, _TEXT])}.",
        )
    negated, values = tokens.take_values()
    known = {value.lower() for value in field.known(jira)}
    for value in values:
        if value.lower() not in known:
            raise Refusal(400, f"The value '{value}' does not exist for the field '{name}'.")
    wanted = {value.lower() for value in values}
    return lambda issue: wanted.isdisjoint(value.lower() for value in field.of(issue)) == negated


def _containing(wanted: str) -> Condition:
    words = _words(wanted)
    return lambda issue: words <= _words(issue.fields["summary"])


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


_TEXT = "summary"
_KEY = Field(
    of=lambda issue: (issue.key, issue.id),
    known=lambda jira: (name for issue in jira.issues.values() for name in (issue.key, issue.id)),
)
_ISSUE_TYPE = Field(
    of=lambda issue: (issue.fields["issuetype"].name, issue.fields["issuetype"].id),
    known=lambda jira: (name for each in ISSUE_TYPES for name in (each.name, each.id)),  # noqa: ARG005  # a Field's shape
)
_FIELDS = {
    "project": Field(
        of=lambda issue: (issue.project.key, issue.project.id, issue.project.name),
        known=lambda jira: (name for each in jira.projects.values() for name in (each.key, each.id, each.name)),
    ),
    "key": _KEY,
    "issuekey": _KEY,
    "issue": _KEY,
    "id": _KEY,
    "issuetype": _ISSUE_TYPE,
    "type": _ISSUE_TYPE,
    "status": Field(
        of=lambda issue: (issue.status.name, issue.status.id),
        known=lambda jira: (name for each in STATUSES for name in (each.name, each.id)),  # noqa: ARG005  # a Field's shape
    ),
    "resolution": Field(
        of=lambda issue: (issue.resolution.name if issue.resolution else "Unresolved",),
        known=lambda jira: (RESOLVED.name, "Unresolved"),  # noqa: ARG005  # a Field's shape
    ),
}
