"""Tables between markers are renewed in any document, and nothing else in it is touched."""

from collections.abc import Callable
from pathlib import Path

import pytest

from token_conformance.cli import main

MakeDocument = Callable[..., Path]

BEGIN = "<!-- token-conformance: table endpoint=jira-platform/get-issue column=scoped-site -->"
END = "<!-- token-conformance: end -->"
TABLE = """
| Operation | scoped token at the site |
| --- | --- |
| `GET /rest/api/3/get-issue` | ✓ works |

Recorded from the edge, a local model (not Atlassian), on 2026-11-24 by v0.1.0.

"""


def test_a_table_is_renewed_and_then_current(document: MakeDocument, capsys: pytest.CaptureFixture[str]) -> None:
    """A second time changes nothing."""
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
    assert "stale.md: stale; renew it with `token-conformance inject`" == refusal()
    assert f"{BEGIN}\nold\n{END}\n" == stale.read_text()


def test_results_that_are_named_but_not_there_are_refused(document: MakeDocument, refusal: Callable[[], str]) -> None:
    """The committed ones do not take their place."""
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
    """The comment and the extension tell the format, unless one is named."""
    path = document(f"{begin}\n{end}\n", name)
    assert 0 == main(["inject", name])
    assert drawn in path.read_text()


def test_an_indented_table_stays_in_its_list(document: MakeDocument) -> None:
    """Every line moves as far as the marker."""
    path = document(f"1. one\n\n   {BEGIN}\n   {END}\n")
    main(["inject", "guide.md"])
    lines = path.read_text().splitlines()[3:-1]
    assert all(line.startswith("   ") for line in lines if line)
    assert "   | --- | --- |" in lines


def test_the_ends_of_lines_stay(document: MakeDocument) -> None:
    """A document of Windows stays one, and so does its byte order mark."""
    path = document(f"\ufeff# x\r\n{BEGIN}\r\nold\r\n{END}\r\n")
    main(["inject", "guide.md"])
    crlf = TABLE.replace("\n", "\r\n")
    assert f"\ufeff# x\r\n{BEGIN}\r\n{crlf}{END}\r\n".encode() == path.read_bytes()


def test_permissions_and_links_stay(document: MakeDocument, folder: Path) -> None:
    """The file is replaced, but looks like it was only written to."""
    path = document(f"{BEGIN}\n{END}\n")
    path.chmod(0o751)
    folder.joinpath("link.md").symlink_to("guide.md")
    assert 0 == main(["inject", "link.md"])
    assert folder.joinpath("link.md").is_symlink()
    assert (0o751, f"{BEGIN}\n{TABLE}{END}\n") == (path.stat().st_mode & 0o777, path.read_text())
    assert {"guide.md", "link.md", "reports"} == {entry.name for entry in folder.iterdir()}


def test_several_tables_are_renewed_at_once(document: MakeDocument) -> None:
    """Each by its own marker."""
    path = document(f"{BEGIN}\n{END}\nbetween\n{BEGIN}\nold\n{END}\n")
    main(["inject", "guide.md"])
    assert f"{BEGIN}\n{TABLE}{END}\nbetween\n{BEGIN}\n{TABLE}{END}\n" == path.read_text()


def test_an_example_between_fences_is_left_alone(document: MakeDocument) -> None:
    """A document may show what a marker looks like, even with a shorter fence in the example."""
    example = f"````md\n```\n{BEGIN}\n```\n````\nsay `{BEGIN}`\n"
    path = document(f"{example}{BEGIN}\n{END}\n")
    assert 0 == main(["inject", "guide.md"])
    assert f"{example}{BEGIN}\n{TABLE}{END}\n" == path.read_text()
