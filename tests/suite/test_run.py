"""What a run needs of the machine."""

import errno
from pathlib import Path
from typing import NoReturn

import pytest

from token_conformance.suite.options import Settings
from token_conformance.suite.run import Run


def test_no_room_for_temporary_files_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The processes of a live run share their limits there; it is refused before anything is sent."""

    def fill(**_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("token_conformance.suite.run.TemporaryDirectory", fill)
    with pytest.raises(pytest.UsageError) as refusal:
        _ = Run(Settings(tmp_path, target="live")).shared_folder
    problem = "the folder for temporary files cannot be written (No space left on device); name another folder"
    assert f"TMPDIR: {problem}" == str(refusal.value)
