"""What a user names is divided as it is meant, on the command line and in files."""

from pathlib import Path

import pytest

from token_conformance.errors import ReportError
from token_conformance.report.tables.words import Word, joined, read_words, split

JQL = "https://invented.atlassian.net/rest/api/3/search/jql?jql=a&fields=summary,status"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jira-platform/get-issue, confluence/get-page", ["jira-platform/get-issue", "confluence/get-page"]),
        (f"{JQL},get /rest/api/3/myself", [JQL, "get /rest/api/3/myself"]),
        ("GET /a,/b,https://x.example.com/c,rest/api/3/d", ["GET /a", "/b", "https://x.example.com/c", "rest/api/3/d"]),
        ("x", ["x"]),
        (" GET /a, ,/b,", ["GET /a", "/b"]),
        (" , ", [""]),
    ],
)
def test_a_comma_divides_names(text: str, expected: list[str]) -> None:
    """One in the query of a URL does not."""
    assert expected == split(text)


def test_a_method_belongs_to_the_path_behind_it() -> None:
    """Without quotes, a shell makes two words of it."""
    assert ["GET /a", "/b", "delete /c", "PUT"] == joined(["GET", "/a", "/b", "delete", "/c", "PUT"])


def test_a_file_has_one_name_a_line(tmp_path: Path) -> None:
    """Empty lines, comments and a byte order mark are left out, and each name knows its line."""
    path = tmp_path / "mine.txt"
    path.write_text("\ufeffGET /a  # comment\r\n\n # comment\n\thttps://x.example.com/b#part \n", encoding="utf-8")
    assert [Word("GET /a", f"{path}:1"), Word("https://x.example.com/b#part", f"{path}:4")] == read_words(path)


@pytest.mark.parametrize("text", ["# only a comment\n", "#\n\n"])
def test_a_file_without_a_name_is_refused(tmp_path: Path, text: str) -> None:
    """An empty table would look as if all was well."""
    path = tmp_path / "mine.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError, match=r"mine.txt: names nothing; write one operation a line, such as GET /rest"):
        read_words(path)
