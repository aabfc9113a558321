"""A run of the suites that the package ships, from a folder that has no suites of its own."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from token_conformance.project import CASSETTES, SUITES, is_project, shipped

ENDPOINTS = SUITES / "endpoints"

_QUIET = ("-p", "no:cacheprovider", "-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning")
"""The command line itself has imported the package, whose asserts pytest need not rewrite."""


def arguments() -> list[str]:
    """The arguments of pytest that choose the suites of the current folder, or else the shipped ones.

    A run of the shipped suites uses no configuration of the folders around it, and leaves no cache there.
    """
    if is_project():
        return [str(SUITES)]
    root = shipped()
    return [str(root / ENDPOINTS), f"--rootdir={root}", "-c", os.devnull, "--import-mode=importlib"]


def run_pytest(options: Iterable[str]) -> int:
    """Run pytest with these suites and the user's options, in this process; returns its exit status."""
    return int(pytest.main([*arguments(), *_QUIET, *options]))


def runs_shipped(config: pytest.Config) -> bool:
    """Whether a run was started with these arguments, and not in the folder of the suites itself."""
    chosen = config.getoption("rootdir", None)
    return chosen is not None and Path(chosen) == shipped() and config.inipath != shipped() / "pyproject.toml"


def own_folder(config: pytest.Config) -> Path:
    """The folder of a run's settings, results, recordings and journal: where the shipped suites are run from."""
    return config.invocation_params.dir if runs_shipped(config) else config.rootpath


def cassettes(config: pytest.Config, *, records: bool) -> Path:
    """The folder of cassettes that a run uses if the user names none, as a path or relative to `own_folder`."""
    is_replay_of_shipped = runs_shipped(config) and not records and not (own_folder(config) / CASSETTES).is_dir()
    return shipped() / CASSETTES if is_replay_of_shipped else CASSETTES
