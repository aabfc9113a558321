"""A folder with results, in which documents are renewed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from token_conformance.results.file import Results, ResultsWriter


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
    """Makes a document of exactly this text."""

    def make(text: str, name: str = "guide.md") -> Path:
        path = folder / name
        path.write_bytes(text.encode())
        return path

    return make


@pytest.fixture
def refusal(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """Gives the one line that the user gets."""

    def line() -> str:
        error = capsys.readouterr().err
        assert 1 == error.count("\n")
        return error.removesuffix("\n")

    return line
