"""The names and the cells of all published calls."""

import re
from dataclasses import replace

import pytest

from token_conformance.catalogue.callers.every_call import calls_by_api
from token_conformance.catalogue.known import find_operation
from token_conformance.catalogue.operations import family_operations, published
from token_conformance.model.cell import Credential, Endpoint, UrlForm
from token_conformance.suite.catalogue.cells import _named as _named_calls
from token_conformance.suite.catalogue.cells import cells_of, endpoints_of
from token_conformance.suite.catalogue.request import ACCOUNT, ISSUE, KEY, NAME, NUMBER, UUID, parts_of, value_of

EVERY = {endpoint: operation for api in calls_by_api() for endpoint, operation in endpoints_of(api).items()}


def _named(operation: str) -> Endpoint:
    return next(endpoint for endpoint in EVERY if endpoint.operation == operation)


def test_each_call_has_a_name_that_is_fit_for_files_and_its_own() -> None:
    """Also where two paths differ by a sign that a name cannot have."""
    ids = [endpoint.id for endpoint in EVERY]
    assert len(ids) == len(set(ids)) == sum(map(len, calls_by_api().values()))
    assert all(re.fullmatch(r"catalogue/[a-z0-9-]+/[a-z0-9]+(-[a-z0-9]+)*", id_) for id_ in ids)


@pytest.mark.parametrize(
    ("operation", "id_"),
    [
        ("GET /rest/api/3/issue/{issueIdOrKey}", "catalogue/jira-platform-v3/get-issue-issueidorkey"),
        ("GET /rest/agile/1.0/board", "catalogue/jira-software/get-board"),
        ("POST /rest/devopscomponents/1.0/bulk", "catalogue/jira-software/post-rest-devopscomponents-1-0-bulk"),
        ("GET /wiki/api/v2/pages/{id}", "catalogue/confluence-v2/get-pages-id"),
        ("GET /jsm/ops/api/{cloudId}/v1/alerts", "catalogue/jsm-ops/get-alerts"),
    ],
)
def test_a_call_is_named_after_its_method_and_its_path_below_the_api(operation: str, id_: str) -> None:
    """The id in results and cassettes stays the same."""
    assert id_ == _named(operation).id


def test_what_a_stranger_gets_comes_first() -> None:
    """It is the control of the cells that follow."""
    endpoint = _named("GET /rest/api/3/myself")
    cells = cells_of(endpoint, EVERY[endpoint])
    columns = ["none-site", "none-gateway", "unscoped-site", "unscoped-gateway", "scoped-site", "scoped-gateway"]
    assert columns == [cell.column for cell in cells]
    assert not any(cell.is_positive_control for cell in cells)
    assert "catalogue/jira-platform-v3/get-myself/none-site" == cells[0].id


def test_a_call_of_a_family_has_no_cell_at_the_site() -> None:
    """Its base is at the gateway's host."""
    endpoint = _named("GET /jsm/ops/api/{cloudId}/v1/alerts")
    cells = cells_of(endpoint, EVERY[endpoint])
    assert [(one, UrlForm.GATEWAY) for one in (Credential.NONE, Credential.UNSCOPED, Credential.SCOPED)] == [
        (cell.credential, cell.url_form) for cell in cells
    ]


def test_the_calls_that_read_are_told_from_those_that_write() -> None:
    """By their method, and by the few that read with another one."""
    assert [False, False, True, True] == [
        _named(name).writes
        for name in (
            "GET /rest/api/3/myself",
            "POST /rest/api/3/search/jql",
            "POST /rest/api/3/issue",
            "DELETE /wiki/api/v2/pages/{id}",
        )
    ]
    assert {endpoint.writes for endpoint in EVERY if endpoint.method == "GET"} == {False}


def test_the_request_of_each_call_is_that_call_and_no_other() -> None:
    """No made-up value is a word of another path; the edge, which has no schedules, takes a file of one for it."""
    other = {
        endpoint.operation
        for endpoint, operation in EVERY.items()
        if not _is_found(endpoint, endpoint.path(parts_of(operation, "cloud")["path"]))
    }
    assert {"GET /jsm/ops/api/{cloudId}/v1/schedules/{scheduleId}.ics"} == other


def _is_found(endpoint: Endpoint, path: str) -> bool:
    find = family_operations().find if path.startswith("/jsm/") else find_operation
    found = find(endpoint.method, path)
    return found is not None and found.name == endpoint.operation


@pytest.mark.parametrize(
    ("name", "in_family", "value"),
    [
        ("issueIdOrKey", False, ISSUE),
        ("projectIdOrKey", False, KEY),
        ("id", False, NUMBER),
        ("property-id", False, NUMBER),
        ("id", True, UUID),
        ("workspaceId", True, UUID),
        ("accountId", False, ACCOUNT),
        ("versionNumber", False, NUMBER),
        ("propertyKey", False, NAME),
    ],
)
def test_a_parameter_has_a_made_up_value_of_its_type(name: str, in_family: bool, value: str) -> None:  # a case
    """It is always the same, so that a recording answers it."""
    assert value == value_of(name, in_family=in_family)


@pytest.mark.parametrize(
    ("operation", "parts"),
    [
        ("GET /rest/api/3/myself", {"path": {}}),
        ("PUT /rest/api/3/issue/{issueIdOrKey}", {"path": {"issueIdOrKey": ISSUE}, "json": {}}),
        ("DELETE /rest/api/3/webhook", {"path": {}, "json": {}}),
        ("POST /rest/api/3/plans/plan", {"path": {}}),
        ("PUT /rest/api/3/settings/columns", {"path": {}}),
        (
            "POST /rest/api/3/issue/{issueIdOrKey}/attachments",
            {"path": {"issueIdOrKey": ISSUE}, "headers": {"Content-Type": "multipart/form-data"}},
        ),
        (
            "GET /wiki/rest/api/search",
            {"path": {}, "query": {"cql": f"id={NUMBER}"}},
        ),
        ("GET /jsm/ops/api/{cloudId}/v1/alerts", {"path": {"cloudId": "cloud"}}),
    ],
)
def test_a_request_has_what_the_check_of_its_type_asks_for(operation: str, parts: dict[str, object]) -> None:
    """Jira refuses another content type before it looks at the caller (S6)."""
    assert parts == parts_of(EVERY[_named(operation)], "cloud")


def test_two_calls_with_one_name_get_a_digest_of_their_own() -> None:
    """Neither changes its id when another call is published later in the table."""
    one = published()["GET /rest/api/3/myself"]
    paths = ["/rest/api/3/my-self", "/rest/api/3/my/self", "/rest/api/3/myself"]
    named = list(_named_calls("jira-platform-v3", [replace(one, path=path) for path in paths]))
    names = [name for name, _ in named]
    assert ["get-my-self-51e6be", "get-my-self-6fcff7", "get-myself"] == names
    assert paths == [operation.path for _, operation in named]
