"""A member of the wrong type in a body is a 400 in the form of the product, for every operation of Jira's products."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

import busy_tenant
import jira_operations
from for_each import for_each
from token_conformance.edge.products.jira.routes import HANDLERS
from token_conformance.edge.products.routes import every_route
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import SEEDED, Tenant
from wrong_types import members, wrong_values

Ask = Callable[..., httpx.Response]
Fresh = Callable[[], tuple[Ask, State]]

OTHERWISE = (
    *("/properties/{propertyKey}", "/mypreferences", "/watchers"),
    *("/attachments", "/child/attachment", "/data", "/avatar2", "/owner/{entityId}"),
    *("/votes", "/favourite", "{operationKey}/user", "{targetId}", "{moveIssuesTo}"),
    *("user/watch/content/{contentId}", "user/watch/space/{spaceKey}", "user/watch/label/{labelName}"),
    *("addToDefault/{fieldId}", "draft/publish", "{id}/notification"),
    *("inline-comments/{id}", "custom-content/{id}", "custom-content/{id}/properties"),
    *("custom-content/{id}/properties/{property_id}", "/custom-content", "/classification-level"),
    *("/classification-level/reset", "/classification-level/default", "/{targetKey}", "byGroupId/{groupId}"),
)
"""The ends of operations that read a file, or JSON that is no object, or nothing, or that are of what is not there."""

WRITES = [route for route in every_route() if route.body and not route.path.startswith("/wiki")]
PLATFORM = [f"{operation.replace(' ', f' /rest/api/{version}/')}" for version in (2, 3) for operation in HANDLERS]


@pytest.fixture
def tenant() -> Tenant:
    """The seeded tenant alone; its names make no difference here."""
    return SEEDED


@pytest.fixture
def make(fresh: Fresh) -> Callable[[], Callable[[str, Any], httpx.Response]]:
    """Make a full tenant, and a function that sends a body to an operation of it."""

    def made() -> Callable[[str, Any], httpx.Response]:
        ask, state = fresh()
        parameters = busy_tenant.make_busy(state)
        jira_operations.complete(state)

        def send(operation: str, body: Any) -> httpx.Response:
            method, _, path = operation.partition(" ")
            if operation in PLATFORM:
                start, named = path[: len("/rest/api/3/")], path[len("/rest/api/3/") :]
                path = f"{start}{jira_operations.path_of(f'{method} {named}', state.tenant)}"
            else:
                path = busy_tenant.path_of(operation, parameters, state)
            return ask(method, path, json=body)

        return send

    return made


def test_every_operation_that_can_have_a_body_says_what_it_reads() -> None:
    """Another one would take any type."""
    silent = {
        route.path for route in every_route() if route.name.startswith(("POST", "PUT", "PATCH")) and not route.body
    }
    assert {path for path in silent if path.endswith(OTHERWISE)} == silent


@pytest.mark.slow
@for_each("route", WRITES)
def test_a_wrong_type_is_refused(make: Callable[[], Any], route: Any) -> None:
    """At each place of the body; the error is in the form of the product."""
    send = make()
    for body in wrong_values(route.body):
        answer = send(route.name, body)
        assert 400 == answer.status_code, (route.name, body, answer.text)
        assert "in the request's body" in _message(route.path, answer.json()) or not isinstance(body, dict), body


def _message(path: str, error: dict[str, Any]) -> str:
    """The message of an error; it is the only one."""
    if path.startswith("/rest/servicedeskapi/"):
        [message] = error.values()
        return str(message)
    assert {} == error["errors"]
    [message] = error["errorMessages"]
    return str(message)


def _nullable() -> Iterator[tuple[str, str]]:
    return ((route.name, name) for route in WRITES for name in members(route.body) if "/rest/api/2/" not in route.path)


@for_each("operation, member", list(_nullable()))
def test_null_is_as_if_the_member_was_missing(make: Callable[[], Any], operation: str, member: str) -> None:
    """Where it has no meaning of its own."""
    assert make()(operation, {}).status_code == make()(operation, {member: None}).status_code
