"""Queries of requests in JQL, whose language is imported when the first of them is read: an edge starts without it."""

from collections.abc import Callable, Iterable
from typing import Any

from token_conformance.edge.products.api import Call
from token_conformance.edge.tenant.issue import Issue


def search(call: Call, jql: str) -> list[Issue]:
    """The issues that a query finds, in its order.

    Raises ApiError (400) when the query is invalid, and NotModelledError for what the model does not know of JQL.
    """
    from token_conformance.edge.products.jira.jql import search as language  # noqa: PLC0415  # see above

    return language.search(call, jql)


def restricted_search(call: Call, jql: str) -> list[Issue]:
    """As `search`; a query without any condition is an ApiError (400)."""
    from token_conformance.edge.products.jira.jql import search as language  # noqa: PLC0415  # see above

    return language.restricted_search(call, jql)


def check_syntax(jql: str) -> None:
    """Raise ApiError (400) for a query that is not JQL; what it names need not exist."""
    from token_conformance.edge.products.jira.jql.syntax import parse  # noqa: PLC0415  # see above

    parse(jql)


def structure(jql: str) -> dict[str, Any]:
    """The structure of a query, as Jira shows it; raises ApiError (400) for one that is not JQL."""
    from token_conformance.edge.products.jira.jql.structure import structure_of  # noqa: PLC0415  # see above
    from token_conformance.edge.products.jira.jql.syntax import parse  # noqa: PLC0415  # see above

    return structure_of(parse(jql))


def matcher(wanted: str, field: str) -> Callable[[Iterable[str]], bool]:
    """A function that says whether texts have the words of a search, as JQL's `~` does in a field."""
    from token_conformance.edge.products.jira.jql import texts  # noqa: PLC0415  # see above

    return texts.matcher(wanted, field)
