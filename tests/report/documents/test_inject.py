"""Tables between markers are replaced in any document, and nothing else in the document changes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from token_conformance.cli import main
from token_conformance.results.file import Results
from token_conformance.results.writer import ResultsWriter

MakeDocument = Callable[..., Path]

BEGIN = "<!-- token-conformance: table endpoint=jira-platform/get-issue column=scoped-site -->"
END = "<!-- token-conformance: end -->"
RECORDED = "Recorded from the edge, a local model (not Atlassian), on 2026-11-24 by v0.1.0."
TABLE = f"""
| Operation | scoped token at the site |
| --- | --- |
| `GET /rest/api/3/get-issue` | ✓ works |

Made with atlassian-token-conformance. {RECORDED}

"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seven: Results) -> Path:
    """A folder with committed results, which are the default."""
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("reports").mkdir()
    writer = ResultsWriter(tmp_path / "reports/results.json", seven.header)
    for cell in seven.cells:
        writer.write(cell)
    writer.close()
    return tmp_path


@pytest.fixture
def document(folder: Path) -> Callable[..., Path]:
    """Create a document with exactly this text."""

    def make(text: str, name: str = "guide.md") -> Path:
        path = folder / name
        path.write_bytes(text.encode())
        return path

    return make


@pytest.fixture
def refusal(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """The one line that the user gets."""

    def line() -> str:
        error = capsys.readouterr().err
        assert 1 == error.count("\n")
        return error.removesuffix("\n")

    return line


def test_a_table_is_renewed_and_then_current(document: MakeDocument, capsys: pytest.CaptureFixture[str]) -> None:
    """After the update, a check finds nothing stale."""
    path = document(f"# Title\n{BEGIN}\nold\n{END}\nmore")
    assert 0 == main(["inject", "guide.md"])
    assert "guide.md: written\n" == capsys.readouterr().out
    assert f"# Title\n{BEGIN}\n{TABLE}{END}\nmore" == path.read_text()
    assert 0 == main(["inject", "--check", "guide.md"])


def test_a_check_names_each_stale_document_and_writes_nothing(
    document: MakeDocument, refusal: Callable[[], str]
) -> None:
    """Documents that are current are not named."""
    document(f"{BEGIN}\n{TABLE}{END}\n", "current.md")
    stale = document(f"{BEGIN}\nold\n{END}\n", "stale.md")
    assert 1 == main(["inject", "--check", "current.md", "stale.md"])
    assert "stale.md: stale; update it with `token-conformance inject`" == refusal()
    assert f"{BEGIN}\nold\n{END}\n" == stale.read_text()


def test_results_that_are_named_but_not_there_are_refused(document: MakeDocument, refusal: Callable[[], str]) -> None:
    """The committed results are not used instead."""
    path = document(f"{BEGIN}\n{END}\n")
    assert 2 == main(["inject", "--results", "nowhere.jsonl", "guide.md"])
    assert "nowhere.jsonl: cannot be read" in refusal()
    assert f"{BEGIN}\n{END}\n" == path.read_text()


@pytest.mark.parametrize(
    ("name", "begin", "end", "drawn"),
    [
        ("a.md", "<!-- token-conformance: table -->", END, "| --- |"),
        ("a.md", "<!-- token-conformance: table format=html -->", END, "<table>\n<thead>"),
        ("a.html", "<!-- token-conformance: table -->", END, "<table>\n<thead>"),
        ("a.xml", "<!-- token-conformance: table -->", END, "<table><tbody>"),
        ("a.rst", ".. token-conformance: table", ".. token-conformance: end", ".. list-table::"),
        ("a.adoc", "// token-conformance: table", "// token-conformance: end", "[%header,cols=5*]"),
        ("a.tex", "% token-conformance: table", "% token-conformance: end", r"\begin{longtable}"),
    ],
)
def test_the_table_is_written_as_its_document_is(
    document: MakeDocument, name: str, begin: str, end: str, drawn: str
) -> None:
    """The comment and the file extension decide the format, unless the marker names one."""
    path = document(f"{begin}\n{end}\n", name)
    assert 0 == main(["inject", name])
    assert drawn in path.read_text()


def test_an_indented_table_stays_in_its_list(document: MakeDocument) -> None:
    """Every line has the indentation of the marker."""
    path = document(f"1. one\n\n   {BEGIN}\n   {END}\n")
    main(["inject", "guide.md"])
    lines = path.read_text().splitlines()[3:-1]
    assert all(line.startswith("   ") for line in lines if line)
    assert "   | --- | --- |" in lines


def test_the_ends_of_lines_stay(document: MakeDocument) -> None:
    """A document keeps the line endings of Windows and its byte order mark."""
    path = document(f"\ufeff# x\r\n{BEGIN}\r\nold\r\n{END}\r\n")
    main(["inject", "guide.md"])
    crlf = TABLE.replace("\n", "\r\n")
    assert f"\ufeff# x\r\n{BEGIN}\r\n{crlf}{END}\r\n".encode() == path.read_bytes()


def test_permissions_and_links_stay(document: MakeDocument, folder: Path) -> None:
    """The file is replaced, but only its text changes."""
    path = document(f"{BEGIN}\n{END}\n")
    path.chmod(0o751)
    folder.joinpath("link.md").symlink_to("guide.md")
    assert 0 == main(["inject", "link.md"])
    assert folder.joinpath("link.md").is_symlink()
    assert (0o751, f"{BEGIN}\n{TABLE}{END}\n") == (path.stat().st_mode & 0o777, path.read_text())
    assert {"guide.md", "link.md", "reports"} == {entry.name for entry in folder.iterdir()}


def test_several_tables_are_renewed_at_once(document: MakeDocument) -> None:
    """Each table has its own marker."""
    path = document(f"{BEGIN}\n{END}\nbetween\n{BEGIN}\nold\n{END}\n")
    main(["inject", "guide.md"])
    assert f"{BEGIN}\n{TABLE}{END}\nbetween\n{BEGIN}\n{TABLE}{END}\n" == path.read_text()


def test_an_example_between_fences_is_left_alone(document: MakeDocument) -> None:
    """A document may show what a marker looks like, even with a shorter fence in the example."""
    example = f"````md\n```\n{BEGIN}\n```\n````\nsay `{BEGIN}`\n"
    path = document(f"{example}{BEGIN}\n{END}\n")
    assert 0 == main(["inject", "guide.md"])
    assert f"{example}{BEGIN}\n{TABLE}{END}\n" == path.read_text()


def test_a_marker_names_operations_as_the_command_does(document: MakeDocument, folder: Path) -> None:
    """In quotes or without, by an option, and in a file beside the document."""
    folder.joinpath("docs").mkdir()
    folder.joinpath("docs/mine.txt").write_text("POST /rest/api/3/issueLink\n")
    named = '"GET /rest/api/3/issue/A-1/watchers?x=1" endpoint="DELETE /rest/api/3/project/A" from=mine.txt'
    path = document(
        f"<!-- token-conformance: table {named} GET /wiki/api/v2/pages/1/children legend -->\n{END}\n", "docs/x.md"
    )
    assert 0 == main(["inject", "docs/x.md"])
    text = path.read_text()
    rows = [line.partition("` |")[0] for line in text.splitlines() if line.startswith("| `")]
    assert ["watchers", "{projectIdOrKey}", "children", "issueLink"] == [row.rpartition("/")[2] for row in rows]
    assert "<br>inferred, S2: not recorded; it follows from rule S2:" in text
    assert 0 == main(["inject", "--check", "docs/x.md"])


BAD = {
    f"<!-- token-conformance: table 'GET /rest/api/3/isue/A-1' -->\n{END}\n": (
        "guide.md:1: Atlassian does not publish GET /rest/api/3/isue/A-1;"
        ' did you mean "GET /rest/api/3/issue/{issueIdOrKey}"?'
    ),
    f"<!-- token-conformance: table from=mine.txt -->\n{END}\n": (
        "guide.md:1: mine.txt: cannot be read (No such file or directory); name a text file with one operation a line,"
        " such as GET /rest/api/3/myself"
    ),
    f"{BEGIN}\nold\n": (
        "guide.md:1: a table marker without an end marker; put <!-- token-conformance: end --> where the table ends"
    ),
    f"x\n{BEGIN}\n{BEGIN}\n{END}\n": (
        "guide.md:2: a table marker without an end marker; put <!-- token-conformance: end --> where the table ends"
    ),
    "% token-conformance: table\n": (
        "guide.md:1: a table marker without an end marker; put % token-conformance: end where the table ends"
    ),
    f"x\n\n{END}\n": "guide.md:3: an end marker without a table marker before it; delete it",
    "<!-- token-conformance: tabel -->\n": "guide.md:1: 'tabel' is not a marker; did you mean \"table\"?",
    "no marker\n": (
        "guide.md: has no marker; put <!-- token-conformance: table --> and its end marker where the table belongs"
    ),
    f"<!-- token-conformance: table format=gihub -->\n{END}\n": (
        "guide.md:1: format: unknown format 'gihub'; did you mean \"github\"?"
    ),
    f"<!-- token-conformance: table endpoint=jira-platform/get-isue -->\n{END}\n": (
        "guide.md:1: 'jira-platform/get-isue' is not an endpoint of the results;"
        ' did you mean "jira-platform/get-issue"?'
    ),
    f"<!-- token-conformance: table product=jira-platfrm -->\n{END}\n": (
        "guide.md:1: product: unknown product 'jira-platfrm'; did you mean \"jira-platform\"?"
    ),
    f"<!-- token-conformance: table column=scoped-sit -->\n{END}\n": (
        "guide.md:1: column: unknown column 'scoped-sit'; did you mean \"scoped-site\"?"
    ),
    f"<!-- token-conformance: table outcome=hiden -->\n{END}\n": (
        "guide.md:1: outcome: unknown outcome 'hiden'; did you mean \"hidden\"?"
    ),
    f"<!-- token-conformance: table endpont=x -->\n{END}\n": (
        "guide.md:1: unknown option 'endpont'; did you mean \"endpoint\"?"
    ),
    f"<!-- token-conformance: table endpoint='x -->\n{END}\n": (
        "guide.md:1: the options cannot be read (No closing quotation); correct the quotation marks"
    ),
    f"<!-- token-conformance: table full=yes -->\n{END}\n": (
        "guide.md:1: full: takes no value, and has 'yes'; write only full"
    ),
    f"<!-- token-conformance: table endpoint -->\n{END}\n": "guide.md:1: endpoint: has no value; write endpoint=VALUE",
}


@pytest.mark.parametrize(("text", "message"), BAD.items())
def test_a_mistake_is_reported_with_its_line(
    document: MakeDocument, refusal: Callable[[], str], text: str, message: str
) -> None:
    """The document stays as it is."""
    path = document(text)
    assert 2 == main(["inject", "guide.md"])
    assert f"token-conformance: {message}" == refusal()
    assert text == path.read_text()


def test_one_bad_document_leaves_the_good_ones_alone(document: MakeDocument) -> None:
    """No document is written before all of them are made."""
    good = document(f"{BEGIN}\n{END}\n", "good.md")
    document(f"{BEGIN}\n", "bad.md")
    assert 2 == main(["inject", "good.md", "bad.md"])
    assert f"{BEGIN}\n{END}\n" == good.read_text()


def test_a_write_protected_document_is_left_alone(document: MakeDocument, refusal: Callable[[], str]) -> None:
    """The protection counts also for root, and for a user who could replace the file in its folder."""
    path = document(f"{BEGIN}\n{END}\n")
    path.chmod(0o444)
    assert 2 == main(["inject", "guide.md"])
    assert "guide.md: cannot be written (Permission denied); make it writable or name another" in refusal()
    assert f"{BEGIN}\n{END}\n" == path.read_text()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "guide.md: cannot be read (No such file or directory)"),
        (b"\xff\xfe", "guide.md: cannot be read (it is not UTF-8 text)"),
    ],
)
def test_a_document_that_cannot_be_read_is_named(
    refusal: Callable[[], str], folder: Path, content: bytes | None, message: str
) -> None:
    """The message says why it cannot be read."""
    if content is not None:
        folder.joinpath("guide.md").write_bytes(content)
    assert 2 == main(["inject", "guide.md"])
    assert message in refusal()
