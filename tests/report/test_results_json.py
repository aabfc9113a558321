"""The results document is stable and complete."""

import json
from collections.abc import Callable

from token_conformance.report.matrix import render
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

MakeCell = Callable[..., CellResult]
MakeResults = Callable[..., Results]


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


def test_any_body_stands_in_the_document(cell: MakeCell, results: MakeResults) -> None:
    """A cell takes one line, whatever came back."""
    document = render(results(cell(body='{"a": "|\n<é>\u2028"}')))
    assert '{"a": "|\n<é>\u2028"}' == json.loads(document)["cells"][0]["body"]
    assert 5 == len(document.split("\n"))
