"""`token-conformance leaks`: its output and its exit status."""

from pathlib import Path

import pytest

from token_conformance.cli import main

ROOT = Path(__file__).parents[2]
EMAIL = "anna.berg" + "@northwind-mail.se"


def test_findings_are_shown_masked_with_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 1, and the output does not have the value itself."""
    (tmp_path / "log.txt").write_text(f"one\n{EMAIL}\n")
    assert 1 == main(["leaks", str(tmp_path)])
    shown = capsys.readouterr()
    assert f"{tmp_path}/log.txt:2: email: anna… (27 characters)\n" == shown.out
    assert "files scanned: 1, findings: 1\n" == shown.err


def test_a_clean_folder_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 0, and the number of files shows that the folder was scanned."""
    (tmp_path / "a.txt").write_text("nothing")
    assert 0 == main(["leaks", str(tmp_path)])
    assert ("", "files scanned: 1, findings: 0\n") == tuple(capsys.readouterr())


def test_a_compressed_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line says that the file was not scanned."""
    (tmp_path / "package.whl").write_bytes(b"PK")
    main(["leaks", str(tmp_path)])
    assert f"{tmp_path}/package.whl: not scanned, because it is compressed" in capsys.readouterr().err


def test_a_path_that_does_not_exist_is_reported_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 2, as for every mistake on the command line."""
    assert 2 == main(["leaks", "cassetes"])
    expected = "token-conformance: cassetes: there is no such file or folder; name one that exists\n"
    assert ("", expected) == tuple(capsys.readouterr())


@pytest.mark.slow
def test_this_project_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    """Cassettes, reports, suites, sources, documentation and tests have no text that must not be published."""
    assert 0 == main(["leaks", str(ROOT)]), capsys.readouterr().out
