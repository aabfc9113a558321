"""Any results are read as they were written, and any file is read or refused in one line."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from properties import given
from token_conformance.errors import ResultsError
from token_conformance.results import file
from token_conformance.results.file import Header, Results, parse_results, read
from token_conformance.results.writer import ResultsWriter

if TYPE_CHECKING:
    from token_conformance.results.record import CellResult


def _written(results: Results) -> str:
    """The text of a run with these results."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "results.jsonl")
        writer = ResultsWriter(path, results.header)
        for cell in results.cells:
            writer.write(cell)
        writer.close()
        assert results == read(path)
        return path.read_text(encoding="utf-8")


@given(results=st.from_type(Results))
def test_any_results_are_read_as_they_were_written(results: Results) -> None:
    """Both as the lines of a run and as a document."""
    assert results == parse_results(_written(results), "results.jsonl")
    assert results == parse_results(file.dump(results.header, results.cells), "results.json")


@given(results=st.from_type(Results), data=st.data())
def test_a_file_that_was_cut_or_changed_is_read_whole_or_refused_in_one_line(
    results: Results, data: st.DataObject
) -> None:
    """No part of it is accepted as the whole."""
    text = "\n".join([results.header.to_json(), *(cell.to_json() for cell in results.cells), _footer(results)])
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    put = data.draw(st.text(max_size=3) | st.sampled_from(["[" * 20_000, "\n[" + "[" * 20_000, '{"cells":' * 20_000]))
    changed = text[:start] + put + text[end:]
    try:
        found = parse_results(changed, "results.jsonl")
    except ResultsError as error:
        assert str(error).isprintable()  # noqa: PT017  # either way is right
    else:
        assert len(found.cells) == len(results.cells)


def _footer(results: Results) -> str:
    return json.dumps({"cells": len(results.cells), "kind": "footer"})


_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4)
_VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=4), inner), max_leaves=4
)


@given(results=st.from_type(Results), value=_VALUES, data=st.data())
def test_a_field_of_another_type_is_refused_by_its_name(results: Results, value: object, data: st.DataObject) -> None:
    """A line of a cell or a header is read, or the error has the key."""
    lines: list[Header | CellResult] = [results.header, results.cells[0]]
    line = data.draw(st.sampled_from(lines))
    record = json.loads(line.to_json())
    key = data.draw(st.sampled_from(sorted(record.keys() - {"kind"})))
    try:
        type(line).from_json(json.dumps(record | {key: value}))
    except ValueError as error:
        assert key in str(error)  # noqa: PT017  # either way is right
