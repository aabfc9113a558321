"""The part of JQL that the local model searches by: `=`, `!=`, `in (...)` and `not in (...)`, joined by AND.

A text (`summary`) is searched by `~` alone, and is found when it has all of the words, in any order and case.
ORDER BY is read and changes nothing. What Jira understands and the model does not, is refused as such.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from token_conformance.edge.products.jira.jql_tokens import Tokens
from token_conformance.edge.products.refusal import Refusal
from token_conformance.edge.state.issue import Issue
from token_conformance.edge.state.jira import Jira
from token_conformance.edge.state.project import ISSUE_TYPES
from token_conformance.edge.state.workflow import RESOLVED, STATUSES


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
