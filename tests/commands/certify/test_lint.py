"""`certify lint` lists all problems of subject files."""

from pathlib import Path

import pytest

from plain_run import SUBJECT
from token_conformance.cli import main


@pytest.fixture
def invalid(tmp_path: Path) -> Path:
    """A subject file with two problems."""
    text = SUBJECT.read_text().replace("product =", "produkt =")
    path = tmp_path / "plain.toml"
    path.write_text(text)
    return path


def test_lint_lists_all_problems(invalid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file without problems gets a line, too, and does not change the exit status."""
    assert 1 == main(["certify", "lint", str(invalid), str(SUBJECT)])
    lines = capsys.readouterr().out.splitlines()
    assert f"{SUBJECT}: no problems; plain has 2 commands" == lines[-1]
    assert 3 == len(lines)
