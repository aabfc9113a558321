"""The order of the matrix and of the results document does not depend on the order of the run."""

import json
from collections.abc import Callable

from token_conformance.model.cell import MATRIX, SERVICE_ACCOUNT, Credential, UrlForm
from token_conformance.report.matrix import by_product, columns, ordered, render, rows
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

MakeCell = Callable[..., CellResult]
MakeResults = Callable[..., Results]


def test_rows_do_not_depend_on_the_order_of_the_run(seven: Results) -> None:
    """A distributed run makes the same matrix."""
    assert ordered(seven.cells) == ordered(reversed(seven.cells))
    assert rows(seven.cells) == rows(seven.cells[::-1])


def test_endpoints_with_one_operation_are_told_apart(cell: MakeCell) -> None:
    """By their names, which say what each of them requires of it."""
    operation = "GET /rest/api/3/issue/{issueIdOrKey}"
    names = ("jira-platform/one/scoped-site", "jira-platform/two/scoped-site", "jira-software/one/scoped-site")
    found = rows([cell(name, operation=operation) for name in names])
    assert [f"{operation} (one)", f"{operation} (two)", operation] == [row.label for row in found]


def test_rows_are_sorted_by_product_path_and_method(cell: MakeCell) -> None:
    """Rows of a product follow each other, then rows of a path."""
    cells = [
        cell("confluence/a/scoped-site", operation="GET /a"),
        cell("jira-platform/d/scoped-site", operation="GET /z"),
        cell("jira-platform/c/scoped-site", operation="PUT /a"),
        cell("jira-platform/b/scoped-site", operation="GET /a"),
    ]
    expected = ["jira-platform/b", "jira-platform/c", "jira-platform/d", "confluence/a"]
    assert expected == [row.endpoint for row in rows(cells)]
    assert [3, 1] == [len(group) for _, group in by_product(cells)]


def test_a_row_shows_the_two_token_types_at_the_two_url_forms(cell: MakeCell) -> None:
    """The columns have one order and no controls, and a cell that was not run is None."""
    gateway = cell("jira-platform/get-issue/scoped-gateway")
    site = cell("jira-platform/get-issue/unscoped-site")
    control = cell("jira-platform/get-issue/none-site")
    (row,) = rows([gateway, control, site])
    assert [site, None, None, gateway] == row.matrix
    assert control == row.cells[Credential.NONE, UrlForm.SITE]


def test_the_document_holds_the_header_and_every_cell(seven: Results) -> None:
    """It is JSON, and each cell is the record that the results file has."""
    document = json.loads(render(seven))
    assert json.loads(seven.header.to_json()) == document["header"]
    assert sorted(cell.to_json() for cell in seven.cells) == sorted(
        json.dumps(cell, sort_keys=True) for cell in document["cells"]
    )


def test_the_document_does_not_depend_on_the_order_of_the_run(seven: Results, results: MakeResults) -> None:
    """The same cassettes make the same bytes."""
    assert render(seven) == render(results(*reversed(seven.cells)))


def test_any_body_can_be_in_the_document(cell: MakeCell, results: MakeResults) -> None:
    """A cell takes one line, even if its body has several."""
    document = render(results(cell(body='{"a": "|\n<é>\u2028"}')))
    assert '{"a": "|\n<é>\u2028"}' == json.loads(document)["cells"][0]["body"]
    assert 5 == len(document.split("\n"))


def test_a_service_account_has_columns_only_if_it_was_run(seven: Results, cell: MakeCell) -> None:
    """Then every row has them, after those of the matrix."""
    assert MATRIX == columns(seven.cells)
    both = [*seven.cells, cell("jira-platform/get-issue/service-account-gateway")]
    assert MATRIX + SERVICE_ACCOUNT == columns(both)
    assert {6} == {len(row.matrix) for row in rows(both)}
    assert {4} == {len(row.matrix) for row in rows(seven.cells)}
    order = ["unscoped-site", "invalid-gateway", "service-account-site", "service-account-gateway"]
    cells = [cell(f"jira-platform/get-issue/{column}") for column in order[::-1]]
    assert order == [each.cell.rpartition("/")[2] for each in ordered(cells)]
