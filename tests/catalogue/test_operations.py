"""The published operations."""

import csv
from collections.abc import Callable
from importlib.resources import files

import pytest

import token_conformance.catalogue
from token_conformance.catalogue.operations import (
    Catalogue,
    Operation,
    _name,
    by_parameters,
    family_operations,
    published,
    retired,
)
from token_conformance.model.cell import Product


def test_the_catalogue_has_every_published_operation_once() -> None:
    """The 1,758 rows are 1,740 operations: 18 are in both documents of the Jira platform."""
    assert 1740 == len(published().operations)


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("GET", "/rest/api/3/issue/SOFT-1", "GET /rest/api/3/issue/{issueIdOrKey}"),
        ("GET", "/rest/api/3/user/search", "GET /rest/api/3/user/search"),
        ("DELETE", "/rest/api/3/issue/SOFT-1", "DELETE /rest/api/3/issue/{issueIdOrKey}"),
        ("GET", "/wiki/api/v2/pages/1/labels", "GET /wiki/api/v2/pages/{id}/labels"),
    ],
)
def test_a_request_is_found_by_method_and_path(method: str, path: str, name: str) -> None:
    """Literal paths come before parameters."""
    operation = published().find(method, path)
    assert operation is not None
    assert name == operation.name


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/rest/api/3/x"),
        ("PATCH", "/rest/api/3/issue/SOFT-1"),
        ("GET", "/rest/api/3/issue/SOFT-1/"),
        ("GET", "/rest/api/3/issue/"),
    ],
)
def test_an_unpublished_request_is_not_found(method: str, path: str) -> None:
    """Another method, a trailing slash or an empty parameter makes it another request."""
    assert published().find(method, path) is None


@pytest.mark.parametrize(
    ("scopes", "allowed"),
    [
        ({"read:jira-work"}, True),
        ({"read:project:jira"}, True),
        ({"write:jira-work"}, False),
        (set(), False),
    ],
)
def test_a_token_needs_all_of_one_scope_set(scopes: set[str], allowed: bool) -> None:  # a case
    """Either the classic or the granular set allows an operation."""
    operation = published()["GET /rest/api/3/projectvalidate/key"]
    assert allowed == operation.is_allowed(scopes)


def test_half_of_a_granular_set_does_not_allow_an_operation() -> None:
    """A token needs every scope of the set."""
    operation = published()["GET /rest/agile/1.0/board"]
    assert not operation.is_allowed({"read:project:jira"})
    assert operation.is_allowed({"read:project:jira", "read:board-scope:jira-software"})


def test_an_operation_without_scopes_is_allowed_to_no_token() -> None:
    """An empty scope set does not allow every token."""
    assert not published()["GET /rest/servicedeskapi/info"].is_allowed({"read:jira-work"})


def test_a_row_says_anonymous_and_deprecated() -> None:
    """The two columns become booleans, and the API becomes the app."""
    project = published()["GET /rest/api/3/project"]
    assert project.anonymous
    assert project.deprecated
    assert "jira" == project.app
    assert "confluence" == published()["GET /wiki/api/v2/spaces"].app
    assert isinstance(project, Operation)


ROW = {
    "api": "jira-platform",
    "method": "GET",
    "site_path": "/rest/api/3/thing.of/{id}/part/{partId}",
    "gateway_path": "/ex/jira/{cloudId}/rest/api/3/thing.of/{id}/part/{partId}",
    "operation_id": "getPart",
    "classic_scopes": "read:a read:b",
    "granular_scopes": "read:c:jira",
    "anonymous": "yes",
    "deprecated": "no",
    "scopes_known": "yes",
    "query_parameters": "expand startAt",
    "expand_values": "names schema",
}


def _catalogue(*rows: dict[str, str]) -> Catalogue:
    """The catalogue of these rows."""
    return Catalogue({operation.name: operation for operation in map(Operation.from_row, rows)})


def test_a_row_is_read_by_its_columns() -> None:
    """Each attribute has the value of its own column."""
    operation = Operation.from_row(ROW)
    assert operation == Operation(
        api="jira-platform",
        method="GET",
        path="/rest/api/3/thing.of/{id}/part/{partId}",
        gateway_path="/ex/jira/{cloudId}/rest/api/3/thing.of/{id}/part/{partId}",
        classic=frozenset({"read:a", "read:b"}),
        granular=frozenset({"read:c:jira"}),
        scopes_known=True,
        anonymous=True,
        deprecated=False,
        query=frozenset({"expand", "startAt"}),
        expand=frozenset({"names", "schema"}),
    )
    assert not Operation.from_row(ROW | {"scopes_known": "no"}).scopes_known
    assert ROW["gateway_path"] == Operation.from_row(ROW | {"site_path": ""}).path


def test_a_retired_row_has_fewer_columns() -> None:
    """It has the scopes that it had last, and neither a path at the gateway nor published parameters."""
    missing = ("gateway_path", "scopes_known", "query_parameters", "expand_values")
    operation = Operation.from_row({name: value for name, value in ROW.items() if name not in missing})
    assert ("", True) == (operation.gateway_path, operation.scopes_known)
    assert not operation.query | operation.expand


def test_the_operations_of_families_are_there() -> None:
    """They are named by their paths at the gateway."""
    assert 304 == len(family_operations().operations)
    assert "GET /jsm/ops/api/{cloudId}/v1/schedules" in family_operations()
    assert not Operation.from_row(ROW | {"anonymous": "no"}).anonymous
    assert Operation.from_row(ROW | {"deprecated": "yes"}).deprecated


@pytest.mark.parametrize(
    ("path", "is_found"),
    [
        ("/rest/api/3/thing.of/1/part/a.b", True),
        ("/rest/api/3/thing of/1/part/2", False),
        ("/rest/api/3/thing.of//part/2", False),
        ("/rest/api/3/thing.of/1/2/part", False),
        ("/x/rest/api/3/thing.of/1/part", False),
    ],
)
def test_a_path_is_literal_except_for_its_parameters(path: str, is_found: bool) -> None:
    """Every character of a path is literal, and a parameter is one segment that is not empty."""
    catalogue = _catalogue(ROW)
    assert is_found == (catalogue.find("GET", path) is not None)


@pytest.mark.parametrize(
    "paths", [["/thing/{id}/{part}", "/thing/{id}/all"], ["/thing/{id}/all", "/thing/{id}/{part}"]]
)
def test_the_most_literal_path_is_found_first(paths: list[str]) -> None:
    """The order of the table does not matter."""
    catalogue = _catalogue(*(ROW | {"site_path": path} for path in paths))
    found = catalogue.find("GET", "/thing/1/all")
    assert found is not None
    assert "GET /thing/{id}/all" == found.name


def test_a_catalogue_finds_operations_by_name() -> None:
    """An unknown name is not in the catalogue."""
    catalogue = _catalogue(ROW)
    name = "GET /rest/api/3/thing.of/{id}/part/{partId}"
    assert name in catalogue
    assert "GET /rest/api/3/other" not in catalogue
    assert name == catalogue[name].name


def test_the_path_with_fewest_parameters_is_found_first() -> None:
    """The position of the parameters in the path does not matter."""
    catalogue = _catalogue(*(ROW | {"site_path": path} for path in ("/a/{x}/{y}", "/{x}/b/c")))
    found = catalogue.find("GET", "/a/b/c")
    assert found is not None
    assert "GET /{x}/b/c" == found.name


@pytest.mark.parametrize(
    ("name", "read"),
    [("operations.csv", published), ("family_operations.csv", family_operations), ("retired.csv", retired)],
)
def test_each_line_alone_is_what_it_is_in_its_table(name: str, read: Callable[[], Catalogue]) -> None:
    """The name of an operation is read without the rest of its line, and a line without the other ones."""
    table = files(token_conformance.catalogue).joinpath(name).read_text(encoding="utf-8")
    expected = {operation.name: operation for operation in map(Operation.from_row, csv.DictReader(table.splitlines()))}
    assert list(expected.items()) == list(read().operations.items())


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("jira,GET,/rest/api/3/a,/ex/jira/{cloudId}/rest/api/3/a,getA,read:a read:b,,no,yes", "GET /rest/api/3/a"),
        ("assets,POST,,/jsm/assets/b,createB", "POST /jsm/assets/b"),
    ],
)
def test_a_line_says_the_name_of_its_operation(line: str, name: str) -> None:
    """The path at the site comes first; one of a family has that of the gateway alone."""
    assert name == _name(line)


def test_operations_are_sorted_by_their_parameters() -> None:
    """First by their number, and then by the path."""
    paths = ("/a/{x}/{y}", "/b", "/a/{x}", "/a")
    operations = [Operation.from_row(ROW | {"site_path": path}) for path in paths]
    assert ["/a", "/b", "/a/{x}", "/a/{x}/{y}"] == [one.path for one in sorted(operations, key=by_parameters)]


def test_a_retired_operation_is_known_with_its_scopes() -> None:
    """It is not in the table of published operations."""
    operation = "GET /wiki/rest/api/content"
    assert (True, False) == (operation in retired(), operation in published())


@pytest.mark.parametrize(
    ("operation", "product"),
    [
        ("GET /rest/api/3/myself", Product.JIRA_PLATFORM),
        ("GET /rest/api/2/myself", Product.JIRA_PLATFORM),
        ("GET /rest/agile/1.0/board", Product.JIRA_SOFTWARE),
        ("GET /rest/servicedeskapi/info", Product.JIRA_SERVICE_MANAGEMENT),
        ("GET /wiki/api/v2/spaces", Product.CONFLUENCE),
        ("GET /wiki/rest/api/search", Product.CONFLUENCE),
    ],
)
def test_an_operation_belongs_to_a_product(operation: str, product: Product) -> None:
    """Each API of a site is that of one product."""
    assert product is published()[operation].product


def test_every_operation_of_a_site_has_a_product_of_its_app() -> None:
    """Published and retired ones."""
    operations = [*published().operations.values(), *retired().operations.values()]
    assert [] == [one.name for one in operations if one.product.app != one.app]


def test_a_family_belongs_to_a_product_and_has_no_call_at_a_site() -> None:
    """Its path follows the gateway's host directly."""
    of_families = list(family_operations().operations.values())
    assert {Product.JIRA_SERVICE_MANAGEMENT} == {one.product for one in of_families}
    assert {"jira"} == {one.app for one in of_families}
    assert all(one.is_of_family for one in of_families)
    assert not any(one.is_of_family for one in published().operations.values())


def test_required_query_parameters_are_read_where_the_table_has_them() -> None:
    """A retired row has no such column."""
    row = dict.fromkeys(("classic_scopes", "granular_scopes", "anonymous", "deprecated"), "")
    row |= {"api": "jsm", "method": "GET", "site_path": "/rest/servicedeskapi/x"}
    assert frozenset() == Operation.from_row(row).required_query
    assert {"one", "two"} == Operation.from_row(row | {"required_query": "one two"}).required_query
