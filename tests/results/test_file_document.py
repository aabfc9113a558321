"""The results as one document."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from token_conformance.errors import ResultsError
from token_conformance.results import file
from token_conformance.results.file import Results, parse_results, read
from token_conformance.results.record import CellResult

Make = Callable[..., Results]


def test_a_document_is_read_as_it_was_written(cell: Callable[..., CellResult], results: Make, tmp_path: Path) -> None:
    """What was committed can be compared with a run of today."""
    written = results(cell(), cell("jira-platform/get-issue/scoped-gateway", body='{"kind": "|"}'))
    path = tmp_path / "results.json"
    path.write_text(file.dump(written.header, written.cells), encoding="utf-8")
    assert written == read(path)


def test_a_document_may_be_laid_out_anew(cell: Callable[..., CellResult], results: Make) -> None:
    """A formatter in somebody's checkout does no harm."""
    written = results(cell())
    text = json.dumps(json.loads(file.dump(written.header, written.cells)), indent=4)
    assert written == parse_results(text, "results.json")


@pytest.mark.parametrize("text", ['{"cells": [', "{}", '{"cells": [], "footer": 1}', '{"header": {}, "cells": 2}'])
def test_an_incomplete_document_is_refused_by_its_name(text: str) -> None:
    """One line names the file, the fault and the remedy."""
    with pytest.raises(ResultsError, match=r"^HEAD:reports/results.json: .*; make it again with"):
        parse_results(text, "HEAD:reports/results.json")


def test_a_document_with_a_foreign_cell_names_its_line(cell: Callable[..., CellResult], results: Make) -> None:
    """The line counts as the document is written, a line a cell."""
    written = results(cell(), cell("jira-platform/get-issue/scoped-gateway"))
    text = file.dump(written.header, written.cells).replace("scoped-gateway", "scoped-moon")
    broken = text.replace('"outcome": "works"', '"outcome": "fine"')
    with pytest.raises(ResultsError, match=r"line 2: the key 'outcome': 'fine' is not a valid Outcome"):
        parse_results(broken, "results.json")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{}", "it has no header and no cells"),
        ('{"header": {}, "cells": 2}', "its cells are no list"),
        ('{"cells": ' + "[" * 100_000, "maximum recursion depth exceeded"),
    ],
)
def test_a_document_that_is_none_is_told_what_it_lacks(text: str, fault: str) -> None:
    """In the words of whoever made it."""
    with pytest.raises(ResultsError, match=rf"^r.json: is no complete document of results \({fault}"):
        parse_results(text, "r.json")


def test_a_document_is_told_from_the_lines_of_a_run(cell: Callable[..., CellResult], results: Make) -> None:
    """By its first line, whatever white space stands before it, and whatever its cells hold."""
    written = results(cell(note='"kind"', body="✗"))
    text = file.dump(written.header, written.cells)
    assert file.is_document(f"\n  {text}")
    assert not file.is_document(f"{written.header.to_json()}\n{text}")
    assert not file.is_document("hello {")
    assert any("✗" in line for line in file.lines(text))
