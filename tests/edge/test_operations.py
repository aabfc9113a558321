"""The operation of a request, the methods of a path, and the state of an operation."""

import pytest

from token_conformance.catalogue.operations import published
from token_conformance.catalogue.states import State, states
from token_conformance.edge.operations import (
    allowed_methods,
    as_echoed,
    as_routed,
    find_family_operation,
    find_operation,
    is_retired,
    methods_of_resource,
    shape,
    state_of,
    state_without_operation,
)


@pytest.mark.parametrize(
    ("sent", "routed", "echoed"),
    [("/a/b", "/a/b", "/a/b"), ("/a//b/", "/a/b", "/a/b/"), ("///", "/", "/"), ("/", "/", "/"), ("", "/", "")],
)
def test_a_path_is_routed_and_echoed(sent: str, routed: str, echoed: str) -> None:
    """A slash at the end is kept in the echo alone."""
    assert (routed, echoed) == (as_routed(sent), as_echoed(sent))


@pytest.mark.parametrize(
    ("path", "allowed", "of_resource"),
    [
        ("/rest/api/3/serverInfo", ["GET"], ["GET"]),
        ("/rest/api/3/project/search", ["GET", "PUT", "DELETE"], ["GET"]),
        ("/rest/api/3/issue/X-1", ["GET", "PUT", "DELETE"], ["GET", "PUT", "DELETE"]),
        ("/rest/api/3/x", [], []),
    ],
)
def test_the_methods_of_a_path(path: str, allowed: list[str], of_resource: list[str]) -> None:
    """A literal path can also be the id of a template."""
    assert (allowed, of_resource) == (allowed_methods(path), methods_of_resource(path))


def test_head_is_get() -> None:
    """Of families too."""
    assert (found := find_operation("HEAD", "/rest/api/3/myself"))
    assert "GET /rest/api/3/myself" == found.name
    assert find_family_operation("HEAD", "/jsm/ops/api/x/v1/schedules")
    assert find_family_operation("GET", "/jsm/ops/api/x/v1/none") is None


def test_a_state_belongs_to_its_own_operation() -> None:
    """Not to a neighbour whose literal path its template matches; over all rows."""
    for row in states().states:
        operation = published().operations.get(row.name)
        if operation is not None:
            assert row is state_of(operation, f"?{row.query}=x" if row.query else ""), row.name
    search = published()["GET /wiki/rest/api/content/search"]
    assert state_of(search, "") is None


def test_a_request_of_no_operation_may_have_a_state() -> None:
    """One that left the document."""
    found = state_without_operation("HEAD", "/wiki/rest/api/content/1/history", "")
    assert found
    assert State.UNPUBLISHED is found.state
    assert state_without_operation("GET", "/rest/api/3/x", "?a=b") is None


def test_a_retired_operation() -> None:
    """It is still called (rule G8)."""
    found = find_operation("GET", "/wiki/rest/api/space")
    assert found
    assert is_retired(found)
    assert not is_retired(published()["GET /rest/api/3/myself"])


def test_the_names_of_parameters_do_not_matter() -> None:
    """A route may name them otherwise than the catalogue."""
    assert "GET /a/{}/b/{}" == shape("GET /a/{x}/b/{y-z}") == shape("GET /a/{p}/b/{q}")
