"""The paths of a project."""

from pathlib import Path

import pytest

from token_conformance import project
from token_conformance.errors import UserError

ROOT = Path(__file__).parents[1]

COMMITTED = (
    project.README,
    project.DEVIATIONS,
    project.SUBJECTS,
    project.BEHIND,
    project.CASSETTES,
    project.MATRIX,
    project.COMMITTED_RESULTS,
    project.HISTORY,
    project.CLIENTS,
    project.FIDELITY,
    project.MUTANTS,
)


@pytest.mark.parametrize("path", COMMITTED, ids=str)
def test_what_is_committed_is_there(path: Path) -> None:
    """In this project's own folder."""
    assert (ROOT / path).exists()


def test_a_project_is_required(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of a project's folder the message says what to do."""
    monkeypatch.chdir(ROOT)
    project.require_project("name --output FOLDER")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError) as raised:
        project.require_project("name --output FOLDER")
    assert "suites: no such folder here; run in a project's folder, or name --output FOLDER" == str(raised.value)
