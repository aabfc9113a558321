"""The rows of all tables together: each operation once, in its family, with the scopes that its source names."""

from collections import defaultdict

import pytest

from token_conformance.catalogue.families import families, family_of
from token_conformance.catalogue.openapi.tables import Row, key, read_tables
from token_conformance.catalogue.operations import Operation, family_operations, published

TABLES = read_tables()
ROWS = TABLES.operations
SCOPES = ("classic_scopes", "granular_scopes")
FROM_ELSEWHERE = [row for row in ROWS if key(row) in {key(entry) for entry in TABLES.elsewhere}]


def test_an_operation_is_one_row_but_for_those_of_both_jira_documents() -> None:
    """Method and path at the gateway are the key, over all APIs."""
    named = defaultdict(list)
    for row in ROWS:
        named[row["method"], row["gateway_path"]].append(row)
    twice = [rows for rows in named.values() if len(rows) > 1]
    assert 18 == len(twice)
    assert {("jira-platform-v2", "jira-platform-v3")} == {tuple(row["api"] for row in rows) for rows in twice}
    assert all(one | {"api": ""} == two | {"api": ""} for one, two in twice)


def test_an_operation_of_a_family_belongs_to_one_base() -> None:
    """`families.toml` says who is let in there, and no other base explains as much of the URL."""
    assert [] == [name for name, operation in family_operations().operations.items() if not has_one_base(operation)]


def has_one_base(operation: Operation) -> bool:
    """Whether exactly one base of the family of an operation explains the most of its URL."""
    url = f"https://api.atlassian.com{operation.path}"
    lengths = sorted(base.match(url) for family in families() for base in family.bases)
    found = family_of(url)
    return found is not None and operation.api.startswith(found[0].id) and lengths[-1] > lengths[-2]


@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize(
    ("method", "path", "granular"),
    [
        ("GET", "", "read:app-data:jira read:jira-work"),
        ("POST", "", "read:jira-work write:app-data:jira"),
        ("PUT", "/{uiModificationId}", "read:jira-work write:app-data:jira"),
    ],
)
def test_a_granular_set_can_have_a_classic_scope(version: int, method: str, path: str, granular: str) -> None:
    """The state of a set counts, not the names in it."""
    operation = published()[f"{method} /rest/api/{version}/uiModifications{path}"]
    assert (frozenset({"read:jira-work"}), frozenset(granular.split())) == (operation.classic, operation.granular)


@pytest.mark.parametrize("version", [2, 3])
def test_a_granular_set_can_be_alone(version: int) -> None:
    """The document states an empty classic set."""
    operation = published()[f"DELETE /rest/api/{version}/uiModifications/{{uiModificationId}}"]
    assert (frozenset(), frozenset({"write:app-data:jira"})) == (operation.classic, operation.granular)


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("POST /linkedWorkspaces/bulk", "write"),
        ("DELETE /linkedWorkspaces/bulk", "delete"),
        ("GET /linkedWorkspaces", "read"),
        ("GET /linkedWorkspaces/{workspaceId}", "read"),
        ("POST /bulk", "write"),
        ("DELETE /bulkByProperties", "delete"),
        ("GET /vulnerability/{vulnerabilityId}", "read"),
        ("DELETE /vulnerability/{vulnerabilityId}", "delete"),
    ],
)
def test_security_of_jira_software_has_its_scopes(name: str, scope: str) -> None:
    """A later document than the imported one names them."""
    operation = published()[name.replace(" ", " /rest/security/1.0")]
    assert (frozenset(), frozenset({f"{scope}:security:jira"})) == (operation.classic, operation.granular)
    assert operation.scopes_known


@pytest.mark.parametrize(
    ("name", "known", "scopes"),
    [
        ("GET /rest/servicedeskapi/knowledgebase/article/view/{pageId}", True, "read:servicedesk-request"),
        ("POST /rest/servicedeskapi/customer/skip-permission-check", True, ""),
        ("POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/customer/skip-permission-check", True, ""),
        ("POST /rest/servicedeskapi/request/validate", False, ""),
        ("GET /rest/api/3/issue/limit/adf/report", False, ""),
        ("POST /rest/api/3/workflows/copy", False, ""),
        ("PUT /rest/api/3/field/{fieldId}/context/defaultValues", False, ""),
        ("POST /rest/api/3/forge/panel/action/bulk/status", False, ""),
    ],
)
def test_an_operation_from_elsewhere_is_known(name: str, known: bool, scopes: str) -> None:
    """Whether its scopes are known is said apart from an empty set."""
    operation = published()[name]
    assert (known, frozenset(scopes.split())) == (operation.scopes_known, operation.classic | operation.granular)


def test_every_row_is_consistent() -> None:
    """A path at the gateway ends with the one at the site, words are sorted, and unknown scopes are empty."""
    assert [] == [row for row in ROWS if not is_consistent(row)]


def is_consistent(row: Row) -> bool:
    """Whether the columns of a row fit together."""
    listed = [row[column].split() for column in (*SCOPES, "query_parameters", "expand_values")]
    return (
        row["gateway_path"].endswith(row["site_path"])
        and {row[column] for column in ("anonymous", "deprecated", "paginates", "scopes_known")} <= {"yes", "no"}
        and all(sorted(set(words)) == words for words in listed)
        and (set(row["required_query"].split()) <= set(row["query_parameters"].split()) or is_unread(row))
        and (row["scopes_known"] == "yes" or not any(row[column] for column in SCOPES))
    )


def is_unread(row: Row) -> bool:
    """Whether the document of a row was read for its scopes alone, so that its query parameters are not known."""
    return row["api"] == "jsm-ops-stakeholder-comms" or row in FROM_ELSEWHERE
