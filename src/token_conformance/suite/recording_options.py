"""The options that choose what is recorded and where cassettes are."""

from pathlib import Path

import pytest

from token_conformance.project import CASSETTES, RECORDINGS
from token_conformance.recording.library import new_name, newest
from token_conformance.suite.output import usage_error
from token_conformance.suite.shipped import cassettes as default_folder
from token_conformance.suite.shipped import own_folder
from token_conformance.suite.workers import passed


def add(group: pytest.OptionGroup) -> None:
    """Add the options to the project's group."""
    group.addoption(
        "--cassettes",
        metavar="FOLDER",
        help=f"The folder that cassettes are replayed from and recorded to (default: {CASSETTES}; a live run records "
        f"to a new folder below {RECORDINGS}).",
    )
    group.addoption(
        "--resume",
        action="store_true",
        help=f"Continue the newest live run below {RECORDINGS}: recorded cells are replayed, the others are recorded.",
    )


_NEEDED = {"recording": "replays and records the cells", "skipping": "shows the known deviations"}
"""The plugins without which there is no run, and what each does."""


def require_plugins(config: pytest.Config) -> None:
    """Say which plugin that the suites need is switched off, or refused by another; raises pytest.UsageError."""
    if config.pluginmanager.hasplugin("vcr"):
        refused = "pytest-vcr is installed, and pytest-recording, which replays the cells, does not run with it"
        raise usage_error(f"{refused}; uninstall it, or add -p no:vcr")
    missing = [name for name in _NEEDED if not config.pluginmanager.hasplugin(name)]
    if "recording" in missing and not config.pluginmanager.is_blocked("recording"):
        raise usage_error(
            "plugins are not loaded automatically in this run, but cells need pytest-recording; add -p recording"
        )
    if missing:
        raise usage_error(
            *(f"-p no:{name}: this plugin {_NEEDED[name]}; leave the option out" for name in missing),
            "for a run without the suites, add -p no:token_conformance.plugin",
        )


_BLOCKING = {"--disable-socket": "allow_hosts", "--block-network": "allowed_hosts"}
"""The options of pytest-socket and pytest-recording that block the network, and those that except hosts from it."""


def require_network(config: pytest.Config, target: str) -> None:
    """Say which option blocks the network of a run that needs it; raises pytest.UsageError."""
    for option, exception in _BLOCKING.items() if target != "cassettes" else ():
        is_blocked = config.getoption(option, default=False)
        if is_blocked and not config.getoption(exception, default=None):
            raise usage_error(
                f"{option}: --target {target} sends requests; leave it out, or replay with --target cassettes"
            )


def record_mode(config: pytest.Config, target: str | None) -> str:
    """The record mode; by default a live run records all cells. Raises pytest.UsageError for a contradiction."""
    mode: str | None = config.getoption("--record-mode")
    if config.getoption("--resume"):
        _require_resumable(config, mode, target)
        return "once"
    return mode or ("all" if target == "live" else "none")


def folder(config: pytest.Config, target: str, *, records: bool) -> Path:
    """The folder of cassettes, relative to the project's root; raises pytest.UsageError if it is not a folder.

    A worker gets the folder from the main process: a live run that records chooses a new name.
    """
    if cassettes := passed(config, "cassettes"):
        return Path(cassettes)
    chosen = config.getoption("--cassettes") or _folder_of_run(config, target, records=records)
    if chosen is None:
        return default_folder(config, records=records)
    path = own_folder(config) / chosen
    if path.is_file() or (target == "cassettes" and not path.is_dir()):
        raise usage_error(f"--cassettes: {chosen}: is not a folder; name a folder of cassettes")
    return Path(chosen)


def _folder_of_run(config: pytest.Config, target: str, *, records: bool) -> Path | None:
    if config.getoption("--resume"):
        name = newest(own_folder(config))
        if name is None:
            raise usage_error(f"--resume: no live run was recorded below {RECORDINGS}; drop --resume")
        return name
    return new_name() if target == "live" and records else None


def _require_resumable(config: pytest.Config, mode: str | None, target: str | None) -> None:
    if target != "live":
        raise usage_error("--resume continues a live run; add --target live")
    if mode is not None or config.getoption("--disable-recording"):
        raise usage_error("--resume chooses what is recorded; drop --record-mode or --disable-recording")
    if config.getoption("--cassettes"):
        raise usage_error(f"--resume continues the newest run below {RECORDINGS}; drop --cassettes")
