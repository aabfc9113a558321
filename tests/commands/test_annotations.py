"""`token-conformance annotations`: annotations on the lines of the deviations file, or of the tests of the cells."""

from collections.abc import Callable
from pathlib import Path

import pytest

from factories import make_call
from token_conformance.cli import main
from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.results.file import Header
from token_conformance.results.record import CellResult
from token_conformance.results.writer import ResultsWriter

DEVIATION = """# a comment

[[deviation]]
endpoint = "jira-platform/get-issue"
credential = "scoped"
url_form = "site"
outcome = "hidden"
grade = "recorded"
source = "CLOUD-12617"
date = 2025-05-15
effect = "The issue seems not to exist."
"""

SUITE = """from token_conformance import endpoint


@endpoint("GET /rest/api/3/get-issue")
def test_get_issue(send):
    send()
"""

CATALOGUE = """@every_call_of("jsm")
def test_jsm(ask): ask()
@every_call_of("assets")
def test_assets(ask): ask()
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Print the annotations of a run with these cells; returns the exit status."""
    monkeypatch.chdir(tmp_path)
    Path("deviations.toml").write_text(DEVIATION)
    Path("test_jira.py").write_text(SUITE)
    Path("suites/catalogue").mkdir(parents=True)
    Path("suites/catalogue/test_every_call.py").write_text(CATALOGUE)

    def annotate(*cells: CellResult) -> int:
        writer = ResultsWriter(Path("results.jsonl"), Header(suite="0.1.0", target="cassettes"))
        for cell in cells:
            writer.write(cell)
        writer.close()
        return main(["annotations", "--deviations", "deviations.toml"])

    return annotate


@pytest.mark.parametrize(
    ("column", "verdict", "expected"),
    [
        ("scoped-site", Verdict.CHANGED, "::error file=deviations.toml,line=3,title=changed%3A "),
        ("scoped-site", Verdict.IMPROVED, "::warning file=deviations.toml,line=3,"),
        ("scoped-gateway", Verdict.FAILED, "::error file=test_jira.py,line=5,title=failed%3A "),
        ("none-site", Verdict.INCONCLUSIVE, "::notice file=test_jira.py,line=5,"),
        ("none-site", Verdict.NOT_OBSERVED, "::notice file=test_jira.py,line=5,"),
    ],
)
def test_a_cell_is_annotated_where_it_is_declared(  # noqa: PLR0917  # three fixtures and a case
    run: Callable[..., int],
    cell: Callable[..., CellResult],
    capsys: pytest.CaptureFixture[str],
    column: str,
    verdict: Verdict,
    expected: str,
) -> None:
    """The line is that of the deviation, or of the test if the cell has no deviation."""
    assert 0 == run(cell(f"jira-platform/get-issue/{column}", verdict=verdict, outcome=Outcome.EMPTY))
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(expected)
    assert line.endswith("::expected works, got ∅ empty 200")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (CATALOGUE, "file=suites/catalogue/test_every_call.py,line=4,"),
        (CATALOGUE.replace('"assets"', '"jsm"'), ""),  # which of the two, nobody knows
        (CATALOGUE.replace("every_call_of", "other"), ""),
        ("def (", ""),
        (None, ""),
    ],
)
def test_a_call_of_the_whole_catalogue_is_annotated_at_the_test_of_its_api(
    run: Callable[..., int], capsys: pytest.CaptureFixture[str], text: str | None, place: str
) -> None:
    """Nothing is declared of it in a file; without exactly one such test, the annotation has no place."""
    file = Path("suites/catalogue/test_every_call.py")
    file.unlink() if text is None else file.write_text(text)
    assert 0 == run(make_call("catalogue/assets/get-x/scoped-site", verdict=Verdict.CHANGED))
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"::error {place}title=changed%3A catalogue/assets/get-x/scoped-site::")


def test_an_endpoint_whose_test_is_not_found_is_annotated_at_no_line(
    run: Callable[..., int], cell: Callable[..., CellResult], capsys: pytest.CaptureFixture[str]
) -> None:
    """A test of another operation is not that of the cell."""
    Path("test_jira.py").write_text(SUITE.replace("rest/api/3", "rest/api/2"))
    run(cell("jira-platform/get-issue/none-site", verdict=Verdict.FAILED))
    assert capsys.readouterr().out.startswith("::error title=failed%3A jira-platform/get-issue/none-site::")


def test_what_is_as_declared_is_not_annotated(
    run: Callable[..., int], cell: Callable[..., CellResult], capsys: pytest.CaptureFixture[str]
) -> None:
    """A run in which every cell is as declared has no annotation."""
    assert 0 == run(cell(), cell("jira-platform/get-issue/scoped-gateway", verdict=Verdict.KNOWN))
    assert "" == capsys.readouterr().out


def test_a_text_cannot_break_out_of_its_line(
    run: Callable[..., int], cell: Callable[..., CellResult], capsys: pytest.CaptureFixture[str]
) -> None:
    """A newline or a percent sign in a note is escaped."""
    run(cell(verdict=Verdict.ERROR, outcome=None, note="50%\n::error::x"))
    assert "::50%25 ::error::x\n" in capsys.readouterr().out


def test_without_a_file_of_deviations_one_line_says_what_to_name(
    run: Callable[..., int], cell: Callable[..., CellResult], capsys: pytest.CaptureFixture[str]
) -> None:
    """As in a folder without suites."""
    run(cell())
    assert 2 == main(["annotations"])
    assert capsys.readouterr().err == (
        "token-conformance: suites/endpoints/deviations.toml: no such file here, and annotations are at its lines;"
        " name yours with --deviations\n"
    )


def test_wrong_deviations_are_named_in_one_line_each(
    run: Callable[..., int], cell: Callable[..., CellResult], capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is checked before a cell is compared with it."""
    Path("deviations.toml").write_text(DEVIATION.replace("hidden", "hiden"))
    assert 2 == run(cell())
    assert "deviations.toml:7:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "cannot be read (Is a directory); make it a UTF-8 file that you may read"),
        (b"\xff\xfe", "cannot be read (it is not UTF-8 text); make it a UTF-8 file that you may read"),
        (b"[" * 100_000, "is not TOML: "),
        (b"a = " + b"[" * 100_000, "has more than 32 arrays and tables inside each other; write each deviation as one"),
        (b"a." * 100_000 + b"a = 1", "has a dotted key of more than 32 parts; write each deviation as one plain table"),
        (b" " * 600_000, "has more than 524,288 bytes, which is the most that is read; keep only deviations in it"),
    ],
)
def test_an_odd_file_of_deviations_is_one_line(
    run: Callable[..., int],
    cell: Callable[..., CellResult],
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
    problem: str,
) -> None:
    """A folder, other bytes, and what takes a parser gigabytes or more calls than Python has."""
    path = Path("deviations.toml")
    path.unlink()
    path.mkdir() if content is None else path.write_bytes(content)
    assert 2 == run(cell())
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"token-conformance: deviations.toml:1: {problem}")


def test_a_hundred_cells_are_annotated_and_the_rest_is_counted(
    run: Callable[..., int], cell: Callable[..., CellResult], capsys: pytest.CaptureFixture[str]
) -> None:
    """Endpoints come before the calls of the whole catalogue, which a change of one rule can change by thousands."""
    calls = [make_call(f"catalogue/jsm/get-{n}/scoped-site", verdict=Verdict.CHANGED) for n in range(120)]
    assert run(*calls, cell(outcome=Outcome.EMPTY, verdict=Verdict.CHANGED)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 101
    assert "jira-platform/get-issue" in lines[0]
    assert lines[-1] == ("::notice title=more cells::21 more cells are not as declared: results.jsonl has all")
