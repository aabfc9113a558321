"""`certify pack` makes a certificate from a run, unless it would be refused."""

import json
import shutil
from pathlib import Path

import pytest

from plain_run import SUBJECT
from token_conformance.cli import main


def test_a_run_is_packed_and_verified(run_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both commands print the subject, its level, and the statement."""
    packed = str(tmp_path / "plain.zip")
    assert 0 == main(["certify", "pack", str(run_folder), "-o", packed])
    assert 0 == main(["certify", "verify", packed])
    basis = "none (Core is not reached), 10 of 12 observed, not observed: P1 P2"
    said = f"plain 1.0, level {basis}. Self-certified against a local model; not endorsed by Atlassian.\n"
    assert f"{packed}: written: {said}{packed}: valid: {said}" == capsys.readouterr().out


def test_an_error_names_the_run_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that names the same file twice looks like two problems."""
    assert 2 == main(["certify", "pack", str(SUBJECT), "-o", str(tmp_path / "plain.zip")])
    error = capsys.readouterr().err
    assert error.startswith(f"token-conformance: {SUBJECT}: cannot be read as a zip file")
    assert 1 == error.count(str(SUBJECT))


def _record(folder: Path, **changes: object) -> None:
    path = folder / "run.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def _remove_two_observations(folder: Path) -> None:
    (folder / "observations" / "noisy.json").unlink()
    (folder / "observations" / "scoped-site.json").unlink()


@pytest.mark.parametrize(
    ("tamper", "message"),
    [
        (lambda folder: _record(folder, door="base-url"), "It was observed at a base URL"),
        (lambda folder: _record(folder, suite="9.9.9"), "It was made with suite 9.9.9, which is newer than this suite"),
        (_remove_two_observations, "The observation of scoped-site is missing. (and 1 more)"),
        (lambda folder: (folder / "run.json").unlink(), "run.json is missing, so this is neither a whole run nor"),
        (lambda folder: (folder / "subject.toml").write_text("["), "subject.toml: is not valid TOML"),
    ],
)
def test_what_would_be_refused_is_not_packed(
    run_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], tamper: object, message: str
) -> None:
    """One line says why, and no file is written."""
    folder = shutil.copytree(run_folder, tmp_path / "plain")
    tamper(folder)  # type: ignore[operator]  # a case of the list above
    assert 2 == main(["certify", "pack", str(folder), "-o", str(tmp_path / "plain.zip")])
    error = capsys.readouterr().err
    assert f"token-conformance: {folder}: " in error
    assert message in error
    assert 1 == error.count("\n")
    assert not (tmp_path / "plain.zip").exists()
