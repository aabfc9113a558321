"""The results as one document."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from token_conformance.errors import ResultsError
from token_conformance.results import file
from token_conformance.results.file import MOST_CELLS, Results, parse_results, read
from token_conformance.results.record import CellResult

Make = Callable[..., Results]


def test_a_document_is_read_as_it_was_written(cell: Callable[..., CellResult], results: Make, tmp_path: Path) -> None:
    """Committed results can be compared with those of a new run."""
    written = results(cell(), cell("jira-platform/get-issue/scoped-gateway", body='{"kind": "|"}'))
    path = tmp_path / "results.json"
    path.write_text(file.dump(written.header, written.cells), encoding="utf-8")
    assert written == read(path)


def test_a_document_may_be_formatted_again(cell: Callable[..., CellResult], results: Make) -> None:
    """A formatter of JSON does not break it."""
    written = results(cell())
    text = json.dumps(json.loads(file.dump(written.header, written.cells)), indent=4)
    assert written == parse_results(text, "results.json")


@pytest.mark.parametrize("text", ['{"cells": [', "{}", '{"cells": [], "footer": 1}', '{"header": {}, "cells": 2}'])
def test_an_incomplete_document_is_refused_by_its_name(text: str) -> None:
    """One line has the file, the problem and the remedy."""
    with pytest.raises(ResultsError, match=r"^HEAD:reports/results.json: .*; make it again with"):
        parse_results(text, "HEAD:reports/results.json")


def test_a_broken_cell_of_a_document_is_named_by_its_line(cell: Callable[..., CellResult], results: Make) -> None:
    """Lines are counted as the document is written, with one line per cell."""
    written = results(cell(), cell("jira-platform/get-issue/scoped-gateway"))
    text = file.dump(written.header, written.cells).replace("scoped-gateway", "scoped-moon")
    broken = text.replace('"outcome": "works"', '"outcome": "fine"')
    with pytest.raises(ResultsError, match=r"line 2: the key 'outcome': 'fine' is not a valid Outcome"):
        parse_results(broken, "results.json")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{}", "it does not have a header and cells"),
        ('{"header": {}, "cells": 2}', "its cells are not a list"),
        ('{"cells": ' + "[" * 100_000, "it has more than 200 arrays and objects inside each other"),
    ],
)
def test_the_message_says_why_a_text_is_not_a_document(text: str, problem: str) -> None:
    """The reason is in parentheses."""
    with pytest.raises(ResultsError, match=rf"^r.json: is not a complete document of results \({problem}"):
        parse_results(text, "r.json")


def test_a_document_is_distinguished_from_the_lines_of_a_run(cell: Callable[..., CellResult], results: Make) -> None:
    """Its first line decides, with any white space before it and any text in its cells."""
    written = results(cell(note='"kind"', body="✗"))
    text = file.dump(written.header, written.cells)
    assert file.is_document(f"\n  {text}")
    assert not file.is_document(f"{written.header.to_json()}\n{text}")
    assert not file.is_document("hello {")
    assert written == parse_results(f"\n  {text}", "r.json")


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (MOST_CELLS, "line 2: is not a cell line"),
        (
            MOST_CELLS + 1,
            "is not a complete document of results (it has more than 100,000 cells, which is the most that is read)",
        ),
    ],
)
def test_a_document_has_at_most_100_000_cells(results: Make, cells: int, problem: str) -> None:
    """They are counted before one of them is read."""
    text = file.dump(results().header, ()).replace("[\n\n]", json.dumps([{}] * cells))
    with pytest.raises(ResultsError) as error:
        parse_results(text, "r.json")
    assert f"r.json: {problem}; make it again with `token-conformance run`" == str(error.value)
