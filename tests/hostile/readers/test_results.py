"""Any file of results or of history is read, or refused in one line."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from hypothesis import strategies as st

import mutations
from properties import given
from token_conformance.report import markdown
from token_conformance.report.terminal import render
from token_conformance.results import file as results_file
from token_conformance.results.file import footer, read
from token_conformance.results.history import History
from token_conformance.results.merge import merge

REPORTS = Path(__file__).parents[3] / "reports"
RESULTS = read(REPORTS / "results.json")
CELLS = RESULTS.cells[::80]
RUN = [RESULTS.header.to_json(), *(cell.to_json() for cell in CELLS), footer(len(CELLS)), ""]
DOCUMENT = json.loads(results_file.dump(RESULTS.header, CELLS))
HISTORY = (REPORTS / "history.jsonl").read_text().split("\n")[:6]

OneLine = Callable[..., AbstractContextManager[None]]


def _with_right_footer(lines: list[str]) -> list[str]:
    """The same lines with a footer that counts them, so that they are not refused as cut short."""
    return [*lines[:-2], footer(len(lines) - 3), ""]


@st.composite
def hostile_results(draw: st.DrawFn) -> mutations.Example:
    """Results of a replay that were changed in their values, lines or bytes, in either form."""
    if draw(st.booleans()):
        text = mutations.mutated_json(draw, DOCUMENT)
    else:
        text = mutations.mutated_lines(draw, RUN, mutations.mutated_json_line)
        if draw(st.booleans()):
            text = "\n".join(_with_right_footer(text.split("\n")))
    return mutations.mutated_bytes(draw, text.encode("utf-8", "surrogatepass"))


@given(example=hostile_results())
def test_any_results_are_read_and_shown_or_refused(one_line: OneLine, file: Path, example: mutations.Example) -> None:
    """What is read can be shown, merged, and written again."""
    file.write_bytes(example.content)
    with one_line():
        results = read(file)
        if results.cells:
            render(results, 100)
            markdown.render(results)
        results_file.dump(results.header, results.cells).encode()
        merge({"a": results, "b": results})


@st.composite
def hostile_histories(draw: st.DrawFn) -> mutations.Example:
    """A committed history that was changed in its values, lines or bytes."""
    text = mutations.mutated_lines(draw, HISTORY, mutations.mutated_json_line)
    return mutations.mutated_bytes(draw, text.encode("utf-8", "surrogatepass"))


@given(example=hostile_histories())
def test_any_history_is_read_or_refused(one_line: OneLine, file: Path, example: mutations.Example) -> None:
    """What is read can be written again."""
    file.write_bytes(example.content)
    with one_line():
        history = History.read(file)
        history.to_text().encode()
        assert [False] * len(CELLS) == [history.is_flaky(cell.cell) and not history.since(cell.cell) for cell in CELLS]
