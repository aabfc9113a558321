"""Tests are found in the files of suites by their marks, without running a file."""

from pathlib import Path

import pytest

from token_conformance.suite.requirement.source_lines import MarkedTest, marked_in


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a suite, which messages name relative to the current one."""
    monkeypatch.chdir(tmp_path)
    Path("suite").mkdir()
    return Path("suite")


def test_the_line_is_that_of_the_function(folder: Path) -> None:
    """Not that of one of its decorators."""
    folder.joinpath("test_a.py").write_text('\n@other(1)\n@endpoint("GET /x", writes=True)\ndef test_x():\n    ...\n')
    assert [MarkedTest("GET /x", "test_x", "suite/test_a.py", 4)] == list(marked_in(folder, "endpoint"))


@pytest.mark.parametrize(
    "text", ['@other("GET /x")\ndef test_x(): ...', "@endpoint(PATH)\ndef test_x(): ...", "def test_x(): ...", "def"]
)
def test_what_has_no_such_mark_is_left_out(folder: Path, text: str) -> None:
    """Nor is anything said of a file that Python cannot read, or of a text that only running the file would tell."""
    folder.joinpath("test_a.py").write_text(text)
    assert [] == list(marked_in(folder, "endpoint"))


def test_a_file_that_pytest_does_not_collect_is_not_read(folder: Path) -> None:
    """Its tests do not run, so no cell is theirs."""
    folder.joinpath("helpers.py").write_text('@endpoint("GET /x")\ndef test_x(): ...\n')
    assert [] == list(marked_in(folder, "endpoint"))
