"""A run of the suites that the package ships, from a folder that has no suites of its own."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from token_conformance.project import CASSETTES, SUITES, is_project, shipped

ENDPOINTS = SUITES / "endpoints"

_PLUGIN = ("-p", "token_conformance.suite.entry.plugin")
"""Loads the plugin of the suites, also where a project has none yet."""

_QUIET = ("-p", "no:cacheprovider", "-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning")
"""The command line itself has imported the package, whose asserts pytest need not rewrite."""


def arguments() -> list[str]:
    """The arguments of pytest that choose the suites of the current folder, or else the shipped ones.

    A run of the shipped suites uses no configuration of the folders around it, and leaves no cache there.
    """
    if is_project():
        return [*_PLUGIN, str(SUITES)]
    root = shipped()
    return [*_PLUGIN, str(root / ENDPOINTS), f"--rootdir={root}", "-c", os.devnull, "--import-mode=importlib"]


def run_pytest(options: Iterable[str]) -> int:
    """Run pytest with these suites and the user's options, in this process; returns its exit status.

    If the user names places, these are run in place of all suites.
    """
    return int(pytest.main([*arguments(), *_QUIET, *options], plugins=[_NamedPlaces()]))


class _NamedPlaces:
    """Runs the places that a user names: a place of the shipped suites is one in their folder, such as `suites/x.py`.

    Only pytest knows which of the words are places, and which are values of options.
    """

    @pytest.hookimpl(tryfirst=True)
    def pytest_load_initial_conftests(self, early_config: pytest.Config, args: list[str]) -> None:
        """Take the place of all suites, which is the first one, out of the arguments, and lead the others there."""
        all_places = early_config.known_args_namespace.file_or_dir
        everything, *named = all_places
        if named:
            args.remove(everything)
            for word in named if not is_project() else ():
                args[_last(args, word)] = str(_shipped_place(word))
            all_places[:] = [word if is_project() else str(_shipped_place(word)) for word in named]
            params = early_config.invocation_params  # pytest-xdist starts its workers with these arguments
            early_config.invocation_params = type(params)(args=args, plugins=params.plugins, dir=params.dir)


def _last(words: list[str], word: str) -> int:
    """The last place of a word in a list; an option in front may have the same value."""
    return len(words) - 1 - words[::-1].index(word)


def _shipped_place(word: str) -> Path | str:
    """The place in the shipped suites that a word names, which may have the name of a test behind `::`."""
    file = Path(word.partition("::")[0])
    is_shipped = not file.is_absolute() and not file.exists() and (shipped() / file).exists()
    return shipped() / word if is_shipped else word


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
