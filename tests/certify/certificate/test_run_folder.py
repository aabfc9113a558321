"""A folder with a run is replaced only if it has nothing else."""

import re
from pathlib import Path

import pytest

from token_conformance.certify.certificate.run_folder import refuse_foreign_files
from token_conformance.errors import CertificateError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a run."""
    (tmp_path / "observations").mkdir()
    for name in ("run.json", "subject.toml", "observations/unscoped-site.json"):
        (tmp_path / name).touch()
    return tmp_path


def test_a_run_can_be_replaced(folder: Path) -> None:
    """So can a folder that does not exist."""
    refuse_foreign_files(folder)
    refuse_foreign_files(folder / "missing")


@pytest.mark.parametrize(
    "name", ["notes.txt", "observations/notes.txt", "observations/more/a.json", ".env", "run.json~"]
)
def test_a_folder_with_more_is_refused(folder: Path, name: str) -> None:
    """The line names the first thing that is not of a run."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("mine")
    with pytest.raises(CertificateError, match=re.escape(f"{folder}: contains ") + ".*, which no run writes"):
        refuse_foreign_files(folder)


def test_a_link_is_not_of_a_run(folder: Path, tmp_path: Path) -> None:
    """Whatever its name is."""
    (folder / "observations" / "a.json").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CertificateError, match=r"contains observations/a\.json"):
        refuse_foreign_files(folder)
