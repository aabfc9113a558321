"""The options by which a user says what is recorded, and where it goes."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest

from token_conformance.project import CASSETTES, RECORDINGS
from token_conformance.recording.library import new_name, newest

_KEY = "token_conformance_cassettes"


def add(group: pytest.OptionGroup) -> None:
    """Add the options to the project's own."""
    group.addoption(
        "--cassettes",
        metavar="FOLDER",
        help=f"Where cassettes are replayed from and recorded to (default: {CASSETTES}; a live run records to a new "
        f"folder below {RECORDINGS}).",
    )
    group.addoption(
        "--resume",
        action="store_true",
        help=f"Continue the newest live run below {RECORDINGS}: what it holds is replayed, the rest is recorded.",
    )


def record_mode(config: pytest.Config, target: str | None) -> str:
    """What is recorded: a live run records all cells; raises pytest.UsageError for what does not go together."""
    given = config.getoption("--record-mode")
    if config.getoption("--resume"):
        _require_resumable(config, given, target)
        return "once"
    return given or ("all" if target == "live" else "none")


def hand_over(folder: Path, worker_input: MutableMapping[str, Any]) -> None:
    """Tell a worker that is about to start where the cassettes of its run are: it would choose a folder of its own."""
    worker_input[_KEY] = str(folder)


def folder(config: pytest.Config, target: str, *, records: bool) -> Path:
    """Where cassettes are, seen from the project's root; raises pytest.UsageError where that cannot be."""
    if told := getattr(config, "workerinput", {}).get(_KEY):
        return Path(told)
    chosen = config.getoption("--cassettes") or _of_a_run(config, target, records=records)
    if chosen is None:
        return CASSETTES
    path = config.rootpath / chosen
    if path.is_file() or (target == "cassettes" and not path.is_dir()):
        raise pytest.UsageError(f"--cassettes: {chosen}: is no folder; name one that holds cassettes")
    return Path(chosen)


def _of_a_run(config: pytest.Config, target: str, *, records: bool) -> Path | None:
    if config.getoption("--resume"):
        name = newest(config.rootpath)
        if name is None:
            raise pytest.UsageError(f"--resume: no live run has recorded below {RECORDINGS}; drop --resume")
        return name
    return new_name() if target == "live" and records else None


def _require_resumable(config: pytest.Config, given: str | None, target: str | None) -> None:
    if target != "live":
        raise pytest.UsageError("--resume continues a live run; add --target live")
    if given is not None or config.getoption("--disable-recording"):
        raise pytest.UsageError("--resume records what is not recorded yet; drop --record-mode or --disable-recording")
    if config.getoption("--cassettes"):
        raise pytest.UsageError(f"--resume continues the newest run below {RECORDINGS}; drop --cassettes")
