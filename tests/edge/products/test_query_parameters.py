"""Every published query parameter of Jira Software and Jira Service Management is honoured, or refused with 501."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from busy_tenant import OPERATIONS, make_busy, path_of
from for_each import for_each
from token_conformance.catalogue.operations import published
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import SEEDED, Tenant

Ask = Callable[..., httpx.Response]

CHANGES = {
    "accountId": SEEDED.account_id,
    "done": "true",
    "fields": "summary",
    "filterId": "0",
    "groupId": "0",
    "includeCount": "true",
    "jql": "summary ~ backlog",
    "limit": "1",
    "maxResults": "1",
    "name": "another",
    "nextPageToken": "cG9zaXRpb246MQ==",
    "orderBy": "name",
    "projectKeyOrId": "NONE",
    "projectTypeLocation": "service_desk",
    "public": "false",
    "query": "zzz",
    "released": "true",
    "requestOwnership": "PARTICIPATED_REQUESTS",
    "requestStatus": "CLOSED_REQUESTS",
    "requestTypeId": SEEDED.request_type_id,
    "restrictionStatus": "restricted",
    "searchQuery": "zzz",
    "searchTerm": "long",
    "serviceDeskId": "0",
    "start": "1",
    "startAt": "1",
    "state": "closed",
    "type": "kanban",
}
"""A value of each honoured parameter that changes the answer for the busy tenant."""

NOTHING = {
    "includeHiddenRequestTypesInSearch": "true",
    "includePrivate": "true",
    "internal": "false",
    "reconcileIssues": "10000",
    "updateHistory": "true",
    "validateQuery": "true",
}
"""A value of each honoured parameter that changes nothing: the tenant has nothing private, hidden or internal."""

PUBLISHED = [(name, query) for name in OPERATIONS for query in sorted(published()[name].query - {"expand"})]
EXPANDABLE = [name for name in OPERATIONS if "expand" in published()[name].query]


@pytest.fixture
def tenant() -> Tenant:
    """The seeded tenant alone; its names make no difference here."""
    return SEEDED


@pytest.fixture
def get(ask: Ask, state: State) -> Callable[..., httpx.Response]:
    """Call an operation on a busy tenant with a query."""
    parameters = make_busy(state)

    def send(operation: str, **query: str) -> httpx.Response:
        method = operation.partition(" ")[0]
        return ask(method, path_of(operation, parameters, state), params=query)

    return send


@for_each("operation, name", PUBLISHED)
def test_a_published_parameter_is_honoured_or_refused(get: Ask, operation: str, name: str) -> None:
    """An answer that ignores it would look right and be wrong."""
    answer = get(operation, **{name: (CHANGES | NOTHING).get(name, "1")})
    if answer.status_code == 501:
        assert f"The local model does not know {operation} with {name}.\n" == answer.text
    else:
        assert (name in NOTHING) == (_content(answer) == _content(get(operation)))


@for_each("operation", EXPANDABLE)
def test_a_value_of_expand_is_honoured_or_refused(get: Ask, operation: str) -> None:
    """Each published value changes the answer, but for the hidden fields of a request type without any."""
    plain = _content(get(operation))
    for value in sorted(published()[operation].expand) or ["anything"]:
        answer = get(operation, expand=value)
        if answer.status_code == 501:
            assert f"with expand={value}.\n" in answer.text
        else:
            assert (value == "hiddenFields") == (_content(answer) == plain)


@for_each("operation", [name for name in OPERATIONS if name.startswith("GET")])
def test_an_unknown_parameter_is_ignored(get: Ask, operation: str) -> None:
    """Atlassian does not refuse it either."""
    assert (200, _content(get(operation))) == (
        (answer := get(operation, made_up="1")).status_code,
        _content(answer),
    )


def _content(answer: httpx.Response) -> Any:
    """What an answer says, without the link to itself, in which the query is."""
    content = answer.json()
    if isinstance(content.get("_links"), dict):
        content = content | {"_links": {**content["_links"], "self": None}}
    return answer.status_code, content
