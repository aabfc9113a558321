"""The documents of a folder are those with a marker; built pages, hidden folders and examples are left out."""

from pathlib import Path

import pytest

from token_conformance.cli import main
from token_conformance.errors import ReportError
from token_conformance.report.documents.folders import documents

MARKER = "<!-- token-conformance: table column=scoped-site GET /rest/api/3/issue/A-1/watchers -->"
BLOCK = f"{MARKER}\n<!-- token-conformance: end -->\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of documents, of which two have a table."""
    monkeypatch.chdir(tmp_path)
    texts = {
        "docs/b.md": BLOCK,
        "docs/deep/a.rst": ".. token-conformance: table\n.. token-conformance: end\n",
        "docs/plain.md": "no table",
        "docs/example.md": f"```\n{BLOCK}```\n",
        "docs/code.py": BLOCK,
        "docs/_build/b.md": BLOCK,
        "docs/.venv/b.md": BLOCK,
    }
    for name, text in texts.items():
        tmp_path.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        tmp_path.joinpath(name).write_text(text)
    tmp_path.joinpath("docs/latin.txt").write_bytes(b"caf\xe9")
    return tmp_path


def test_a_folder_names_its_documents() -> None:
    """Each is there once, also if it is named as well."""
    assert [Path("docs/b.md"), Path("docs/deep/a.rst")] == documents([Path("docs"), Path("docs/b.md")])
    assert [Path("docs/plain.md")] == documents([Path("docs/plain.md")])


def test_a_folder_without_a_table_is_refused(folder: Path) -> None:
    """Nobody updates it by mistake."""
    folder.joinpath("empty").mkdir()
    with pytest.raises(
        ReportError, match="empty: has no document with a marker; put <!-- token-conformance: table -->"
    ):
        documents([Path("empty")])


@pytest.mark.slow
def test_what_is_current_is_not_written_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A server that builds what changes would build without an end."""
    assert 0 == main(["inject", "docs"])
    assert "docs/b.md: written\ndocs/deep/a.rst: written\n" == capsys.readouterr().out
    before = folder.joinpath("docs/b.md").stat().st_mtime_ns
    folder.joinpath("docs/deep/a.rst").write_text(".. token-conformance: table\n.. token-conformance: end\n")
    assert 0 == main(["inject", "docs"])
    assert "docs/b.md: current\ndocs/deep/a.rst: written\n" == capsys.readouterr().out
    assert before == folder.joinpath("docs/b.md").stat().st_mtime_ns
    assert 0 == main(["inject", "--check", "docs"])
