"""The outputs for a terminal, a pull request and a reader of differences do not contain commands to them."""

import json
import re
import shlex
import unicodedata
from pathlib import Path
from urllib.parse import unquote

from hypothesis import strategies as st

from properties import given
from token_conformance.report import terminal
from token_conformance.report.comparison import results as rendering
from token_conformance.report.curl import curl
from token_conformance.report.unexpected import annotation, comparison
from token_conformance.results.difference import differences
from token_conformance.results.file import Results
from token_conformance.results.history import History

_COMMAND = re.compile(r"::(?:error|warning|notice) file=([^,:\r\n]+),line=1,title=([^,:\r\n]+)::([^\r\n]*)")


def _controls(text: str) -> set[str]:
    """The control characters and surrogates in a text, except the line feed."""
    return {character for character in text if unicodedata.category(character) in {"Cc", "Cs"}} - {"\n"}


@given(results=st.from_type(Results), width=st.integers(0, 300))
def test_the_report_of_a_run_has_no_control_characters(results: Results, width: int) -> None:
    """With any answer, and at any width of the terminal."""
    assert set() == _controls(terminal.render(results, max(width, 1)))


_PATHS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(["a\n::b", "a:b,c", "%0A"])


@given(results=st.from_type(Results), path=_PATHS)
def test_an_annotation_is_one_command(results: Results, path: str) -> None:
    """The runner of GitHub reads its file, title and message as they are."""
    for cell in results.cells:
        command = _COMMAND.fullmatch(annotation(cell, (str(Path(path)), 1)))
        assert command is not None
        assert [str(Path(path)), f"{cell.verdict}: {cell.cell}", comparison(cell)] == list(
            map(unquote, command.groups())
        )


@given(before=st.from_type(Results), after=st.from_type(Results))
def test_differences_have_no_control_characters(before: Results, after: Results) -> None:
    """As text, as Markdown, and as a JSON document."""
    changes = differences(before.cells, after.cells)
    assert set() == _controls(rendering.text(changes, after, History()))
    assert set() == _controls(rendering.markdown(changes, after, History()))
    json.loads(rendering.document(changes, after, History()))


@given(results=st.from_type(Results))
def test_a_line_of_curl_is_one_command(results: Results) -> None:
    """Any operation or URL is one word of a shell."""
    for cell in results.cells:
        assert "curl" == shlex.split(curl(cell))[0]
        assert set() == _controls(curl(cell)) - set(cell.operation) - set(cell.url or "")
