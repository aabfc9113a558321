"""`certify lint` lists all problems of subject files."""

import os
from pathlib import Path

import pytest

from plain_run import SUBJECT
from token_conformance.cli import main
from token_conformance.commands.certify import lint


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


def test_a_hostile_file_does_not_end_the_check_of_the_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is one line, and the last file has no problems."""
    texts = {"nested": f"a = {'[' * 40_000}", "dotted": "a." * 40_000, "large": "#" * 500_000, "bytes": "\ud800"}
    for name, text in texts.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8", errors="surrogatepass")
    os.mkfifo(tmp_path / "pipe.toml")
    paths = [str(tmp_path / f"{name}.toml") for name in (*texts, "pipe", "missing")]
    assert 1 == main(["certify", "lint", *paths, str(tmp_path), str(SUBJECT)])
    lines = capsys.readouterr().out.splitlines()
    assert [*paths, str(tmp_path), str(SUBJECT)] == [line.partition(": ")[0] for line in lines]


def test_an_error_that_nobody_expects_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files after it are still checked."""

    def load(_: Path) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(lint, "load", load)
    assert 1 == main(["certify", "lint", "a.toml", "b.toml"])
    expected = "it cannot be checked (RecursionError('too deep')); name another file"
    assert [f"{name}: {expected}" for name in ("a.toml", "b.toml")] == capsys.readouterr().out.splitlines()


def test_a_program_that_is_missing_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the first run, each command that cannot be started has a line with its file."""
    path = tmp_path / "plain.toml"
    path.write_text(SUBJECT.read_text())
    assert 1 == main(["certify", "lint", str(path)])
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{path}: actions.")
    assert line.endswith("in {here}, the folder plain/ beside the subject file (and in 1 more)")
