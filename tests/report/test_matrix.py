"""The matrix has one order, whatever the order of the run."""

from collections.abc import Callable

from token_conformance.model.cell import Credential, UrlForm
from token_conformance.report.matrix import by_product, ordered, rows
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

MakeCell = Callable[..., CellResult]


def test_rows_do_not_depend_on_the_order_of_the_run(seven: Results) -> None:
    """A distributed run makes the same matrix."""
    assert ordered(seven.cells) == ordered(reversed(seven.cells))
    assert rows(seven.cells) == rows(seven.cells[::-1])


def test_rows_stand_by_product_path_and_method(cell: MakeCell) -> None:
    """What belongs together stands together."""
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
    """Columns have one order, strangers are not among them, and what was not run is missing."""
    gateway = cell("jira-platform/get-issue/scoped-gateway")
    site = cell("jira-platform/get-issue/unscoped-site")
    stranger = cell("jira-platform/get-issue/none-site")
    (row,) = rows([gateway, stranger, site])
    assert [site, None, None, gateway] == row.matrix
    assert stranger == row.cells[Credential.NONE, UrlForm.SITE]
