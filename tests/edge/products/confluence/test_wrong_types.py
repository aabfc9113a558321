"""A member of the wrong type in a body is a 400 in the form of the API, for every operation of Confluence."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from for_each import for_each
from token_conformance.edge.products.confluence import v1_routes, v2_routes
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import SEEDED, Tenant
from wrong_types import members, wrong_values

Ask = Callable[..., httpx.Response]
Make = Callable[[], Callable[[str, Any], httpx.Response]]

WRITES = [route for route in (*v1_routes.ROUTES, *v2_routes.ROUTES) if route.body]
NULLABLE = [(route.name, member) for route in WRITES for member in members(route.body)]


@pytest.fixture
def tenant() -> Tenant:
    """The seeded tenant alone; its names make no difference here."""
    return SEEDED


@pytest.fixture
def make(ask_state: Callable[[State], Ask], new_state: Callable[[], State], fill: Callable[[str, State], str]) -> Make:
    """Make a full tenant, and a function that sends a body to an operation of it."""

    def made() -> Callable[[str, Any], httpx.Response]:
        state = new_state()
        ask = ask_state(state)

        def send(operation: str, body: Any) -> httpx.Response:
            method, _, path = operation.partition(" ")
            new = path.replace("property/{key}", "property/new") if method == "POST" else path
            return ask(method, fill(new, state), json=body)

        return send

    return made


@pytest.mark.slow
@for_each("route", WRITES)
def test_a_wrong_type_is_refused(make: Make, route: Any) -> None:
    """At each place of the body; the error is in the form of the API."""
    send = make()
    for body in wrong_values(route.body):
        answer = send(route.name, body)
        assert 400 == answer.status_code, (route.name, body, answer.text)
        assert "request's body" in _message(route.path, answer.json()), body


def _message(path: str, error: dict[str, Any]) -> str:
    """The message of an error; it is the only one."""
    if path.startswith("/wiki/rest/api/"):
        assert {"statusCode", "message"} == error.keys()
        return str(error["message"])
    [only] = error["errors"]
    assert (400, "INVALID_REQUEST_PARAMETER") == (only["status"], only["code"])
    return str(only["title"])


@for_each("operation, member", NULLABLE)
def test_null_is_as_if_the_member_was_missing(make: Make, operation: str, member: str) -> None:
    """Where it has no meaning of its own."""
    assert make()(operation, {}).status_code == make()(operation, {member: None}).status_code


@pytest.mark.parametrize(
    "body", [5, ["x"], {"storage": "x"}, {"value": 5}, {"value": "x", "representation": 5}, {"storage": {"value": []}}]
)
@pytest.mark.parametrize("operation", ["POST /wiki/api/v2/pages", "POST /wiki/rest/api/content"])
def test_a_body_of_a_page_is_text_in_a_format(make: Make, operation: str, body: Any) -> None:
    """Anything else is a 400."""
    places = {"spaceId": SEEDED.space_id, "space": {"key": SEEDED.space_key}, "type": "page"}
    assert 400 == make()(operation, {**places, "title": "New", "body": body}).status_code
