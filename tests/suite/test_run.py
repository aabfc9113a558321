"""What a run needs of the machine."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from token_conformance.suite.options import Settings
from token_conformance.suite.run import Run

Suite = Callable[..., pytest.RunResult]
Options = tuple[str, ...]

_NO_EDGE = """
import errno
import pytest
from token_conformance.suite.run import RUN

def no_edge(**_):
    raise OSError(errno.EMFILE, "Too many open files")

@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session):
    session.config.stash[RUN].open_edge = no_edge
"""


def test_no_room_for_temporary_files_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The processes of a live run share their limits there; it is refused before anything is sent."""

    def fill(**_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("token_conformance.suite.run.TemporaryDirectory", fill)
    with pytest.raises(pytest.UsageError) as refusal:
        _ = Run(Settings(tmp_path, target="live")).shared_folder
    problem = "the folder for temporary files cannot be written (No space left on device); name another folder"
    assert f"TMPDIR: {problem}" == str(refusal.value)


def test_a_folder_that_is_still_written_to_ends_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by a request that Ctrl-C has ended: the folder stays, and no traceback is shown."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOTEMPTY, "Directory not empty")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    run = Run(Settings(tmp_path, target="live"))
    folder = run.shared_folder
    with monkeypatch.context() as patched:
        patched.setattr("os.rmdir", refuse)
        run.close()
    assert folder.is_dir()


@pytest.mark.slow
@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_an_edge_that_cannot_be_started_is_one_line(suite: Suite, pytester: pytest.Pytester, workers: Options) -> None:
    """No cell is run, and no cassette is written; workers say so through the main process."""
    pytester.makeconftest(_NO_EDGE)
    result = suite("--target=edge", *workers)
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    problem = "ERROR: the edge cannot be started ([[]Errno 24[]] Too many open files); correct that, and run it again"
    result.stderr.fnmatch_lines([problem])
    assert "Traceback" not in f"{result.stdout}{result.stderr}"


def test_an_edge_is_not_started_for_cells_that_are_replayed(recorded: Suite, pytester: pytest.Pytester) -> None:
    """Or for none at all."""
    pytester.makeconftest(_NO_EDGE)
    for options in (["--record-mode=once"], ["--target=edge", "--collect-only"]):
        assert pytest.ExitCode.OK == recorded(*options).ret
