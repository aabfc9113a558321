"""Files of results: a complete one is read, and any other is refused with one line that says why."""

import os
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

import pytest

from token_conformance.errors import ResultsError
from token_conformance.model.cell import Credential, Product, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.results.file import MOST_CELLS, Header, Results, footer, parse_results, read
from token_conformance.results.record import CellResult
from token_conformance.results.writer import ResultsWriter

HEADER = Header(suite="0.1.0", target="cassettes")

FIRST = CellResult(
    cell="jira-platform/get-issue/scoped-site",
    product=Product.JIRA_PLATFORM,
    endpoint="jira-platform/get-issue",
    operation="GET /rest/api/3/issue/{issueIdOrKey}",
    credential=Credential.SCOPED,
    url_form=UrlForm.SITE,
    verdict=Verdict.KNOWN,
    expected=Outcome.HIDDEN,
    outcome=Outcome.HIDDEN,
    body="a\u00e4b | c",
)
SECOND = replace(FIRST, cell="jira-platform/get-issue/scoped-gateway", url_form=UrlForm.GATEWAY)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The path of the results."""
    return tmp_path / "results.jsonl"


def _written(file: Path, *cells: CellResult) -> list[str]:
    writer = ResultsWriter(file, HEADER)
    for cell in cells:
        writer.write(cell)
    writer.close()
    return file.read_text(encoding="utf-8").split("\n")


def test_a_run_is_read_as_it_was_written(file: Path) -> None:
    """Header and cells come back in the order of the run."""
    _written(file, FIRST, SECOND)
    assert Results(HEADER, (FIRST, SECOND)) == read(file)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_file_that_windows_has_rewritten_is_read(file: Path, line_end: str) -> None:
    """With its mark of UTF-8 in front, and its ends of lines."""
    lines = [line for line in _written(file, FIRST) if line]
    before = read(file)
    file.write_text("\ufeff" + "".join(f"{line}{line_end}" for line in lines), encoding="utf-8", newline="")
    assert before == read(file)


def test_a_complete_run_leaves_only_the_file(file: Path) -> None:
    """The file with the cells is renamed, not copied."""
    _written(file, FIRST)
    assert [file] == list(file.parent.iterdir())


def test_a_run_without_a_cell_overwrites_nothing(file: Path) -> None:
    """A usage error after a good run does not lose its results."""
    file.write_text("the last good run")
    ResultsWriter(file, HEADER).close()
    assert "the last good run" == file.read_text()
    assert [file] == list(file.parent.iterdir())


def test_a_killed_run_leaves_its_cells_and_the_results_of_the_last_good_run(file: Path) -> None:
    """Its cells are written at once, and are not read as a complete run."""
    file.write_text("the last good run")
    writer = ResultsWriter(file, HEADER)
    writer.write(FIRST)
    part = file.with_name(f"results.jsonl.{os.getpid()}.part")
    assert "the last good run" == file.read_text()
    assert [HEADER.to_json(), FIRST.to_json(), ""] == part.read_text(encoding="utf-8").split("\n")
    with pytest.raises(ResultsError, match="cut short"):
        read(part)
    writer.close()


@pytest.mark.parametrize("path", [".", "no-such-folder/results.jsonl", "pipe"])
def test_a_path_that_cannot_be_a_file_is_refused_before_the_run(tmp_path: Path, path: str) -> None:
    """A long run does not end without results."""
    os.mkfifo(tmp_path / "pipe")  # the file would replace it, as it would replace a device
    with pytest.raises(ResultsError, match="name a file in a folder that exists"):
        ResultsWriter(tmp_path / path, HEADER)


def test_a_file_that_cannot_be_written_is_named(file: Path) -> None:
    """The message has the reason of the system."""
    part = file.with_name(f"results.jsonl.{os.getpid()}.part")
    part.mkdir()
    with pytest.raises(ResultsError) as refusal:
        ResultsWriter(file, HEADER).write(FIRST)
    assert f"{part}: cannot be written (File exists); name another file" == str(refusal.value)


def test_a_missing_file_is_named(file: Path) -> None:
    """The message has the remedy."""
    said = r"results\.jsonl: cannot be read \(No such file or directory\); make it again with `token-conformance run`$"
    with pytest.raises(ResultsError, match=said):
        read(file)


def test_a_file_that_is_not_text_is_refused(file: Path) -> None:
    """The message does not show its bytes."""
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(ResultsError, match=r"results\.jsonl: cannot be read \(it is not UTF-8 text\); make it again"):
        read(file)


@pytest.mark.parametrize("kept", [1, 2, 3, -2])
def test_a_file_that_was_cut_short_is_refused(file: Path, kept: int) -> None:
    """Missing lines at the end are noticed, because the footer is missing too."""
    lines = _written(file, FIRST, SECOND)
    file.write_text("\n".join(lines[:kept]), encoding="utf-8")
    with pytest.raises(ResultsError, match="cut short"):
        read(file)


def test_a_file_with_a_line_missing_is_refused(file: Path) -> None:
    """The footer counts the cells."""
    header, first, _, footer, end = _written(file, FIRST, SECOND)
    file.write_text(f"{header}\n{first}\n{footer}\n{end}", encoding="utf-8")
    with pytest.raises(ResultsError, match="cut short"):
        read(file)


def test_a_cell_that_is_there_twice_is_refused(file: Path) -> None:
    """Two results of one cell cannot both be true."""
    _written(file, FIRST, SECOND, FIRST)
    with pytest.raises(ResultsError, match="the cell jira-platform/get-issue/scoped-site is there 2 times"):
        read(file)


@pytest.mark.parametrize(
    ("number", "line", "problem"),
    [
        (1, "hello", "line 1: is not JSON"),
        (1, FIRST.to_json(), "line 1: is not a header line"),
        (1, replace(HEADER, schema=4).to_json(), "line 1: has schema 4"),
        (2, "hello", "line 2: is not JSON"),
        (2, FIRST.to_json().replace("known", "good"), "line 2: the key 'verdict'"),
    ],
)
def test_a_broken_line_is_named_by_its_number(file: Path, number: int, line: str, problem: str) -> None:
    """A user finds the line without a search."""
    lines = _written(file, FIRST)
    lines[number - 1] = line
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ResultsError, match=problem) as refusal:
        read(file)
    assert str(refusal.value).startswith(f"{file}: ")
    assert "\n" not in str(refusal.value)


def test_the_last_line_counts_the_cells(file: Path) -> None:
    """Other programs can rely on its form."""
    assert '{"cells": 2, "kind": "footer"}' == _written(file, FIRST, SECOND)[-2]


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ([], "is empty"),
        (["", " "], "is empty"),
        (["hello"], "line 1: is not JSON"),
        (["hello", FIRST.to_json()], "line 1: is not JSON"),
        ([HEADER.to_json()], "cut short, because its last line does not count its cells"),
    ],
)
def test_another_file_is_distinguished_from_results_that_were_cut_short(lines: list[str], problem: str) -> None:
    """Its first line decides."""
    with pytest.raises(ResultsError, match=f"^a.jsonl: {problem}; make it again"):
        parse_results("\n".join(lines), "a.jsonl")


def test_a_cell_that_is_there_three_times_is_named_with_the_file() -> None:
    """Another cell is there once."""
    lines = [HEADER.to_json(), *(cell.to_json() for cell in (SECOND, FIRST, FIRST, FIRST)), footer(4)]
    with pytest.raises(ResultsError, match=f"^a.jsonl: the cell {FIRST.cell} is there 3 times; make it again"):
        parse_results("\n".join(lines), "a.jsonl")


def test_the_header_is_written_before_the_first_cell(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is killed in its first cell leaves a file with its header."""
    monkeypatch.setattr(CellResult, "to_json", lambda _: pytest.fail("killed"))
    writer = ResultsWriter(file, HEADER)
    with pytest.raises(pytest.fail.Exception):
        writer.write(FIRST)
    part = file.with_name(f"results.jsonl.{os.getpid()}.part")
    assert f"{HEADER.to_json()}\n" == part.read_text(encoding="utf-8")
    writer.close()


def test_a_file_is_written_once(file: Path) -> None:
    """A second `close` changes nothing."""
    writer = ResultsWriter(file, HEADER)
    writer.write(FIRST)
    writer.close()
    file.write_text("somebody else's")
    writer.close()
    assert "somebody else's" == file.read_text()


@pytest.mark.parametrize(
    ("cells", "problem"), [(MOST_CELLS, "line 2: is not JSON"), (MOST_CELLS + 1, "has more than 100,000 cells")]
)
def test_a_run_has_at_most_100_000_cells(cells: int, problem: str) -> None:
    """Lines are counted before one of them is parsed."""
    text = "\n".join([HEADER.to_json(), *["x"] * cells, footer(cells), ""])
    with pytest.raises(ResultsError) as error:
        parse_results(text, "a.jsonl")
    assert str(error.value).startswith(f"a.jsonl: {problem}")
    bound = "a.jsonl: has more than 100,000 cells, which is the most that is read; make it again with `"
    assert (cells > MOST_CELLS) is str(error.value).startswith(bound)


@pytest.mark.parametrize("name", ["suite", "cell"])
def test_a_name_with_a_line_break_does_not_make_a_second_line(name: str) -> None:
    """Whatever is in a file, its problem is one line."""
    cell = replace(FIRST, cell="a\n::error::")
    header = replace(HEADER, suite="a\n::error::", schema=3) if name == "suite" else HEADER
    with pytest.raises(ResultsError) as error:
        parse_results("\n".join([header.to_json(), cell.to_json(), cell.to_json(), footer(2)]), "a.jsonl")
    assert str(error.value).isprintable()
    assert r"a\n::error::" in str(error.value)


def test_the_file_is_no_program(file: Path) -> None:
    """Its permissions are those of any new file."""
    _written(file, FIRST)
    other = file.with_name("other")
    other.touch()
    assert other.stat().st_mode == file.stat().st_mode


def test_a_run_without_a_cell_may_lose_its_folder(file: Path, tmp_path: Path) -> None:
    """There is nothing to remove then."""
    (tmp_path / "folder").mkdir()
    writer = ResultsWriter(tmp_path / "folder" / file.name, HEADER)
    writer.open()
    rmtree(tmp_path / "folder")
    writer.close()
    assert [] == list(tmp_path.iterdir())
