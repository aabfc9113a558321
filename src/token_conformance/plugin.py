"""The pytest entry point: loads the plugin of the suites in a run that has suites, and leaves every other run alone.

pytest imports it in each run of each environment that has this package. So it imports nothing, and adds no option,
marker or fixture: a project of the same environment may have its own of the same names.
"""

import copy
from typing import TYPE_CHECKING

import pytest

from token_conformance.suite.entry.concerned import is_concerned

if TYPE_CHECKING:
    from collections.abc import Sequence

SUITES = "token_conformance.suite.entry.plugin"
"""The plugin of the suites, which `-p` can name too."""


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, parser: pytest.Parser, args: list[str]) -> None:
    """Load the plugin of the suites if the run has suites, before conftest files are read and options are checked."""
    plugins = early_config.pluginmanager
    if plugins.hasplugin(SUITES):
        return
    if not is_concerned(early_config, parser, args):
        _let_other_recorder_work(plugins)
        return
    plugins.import_plugin(SUITES)
    _parse_again(early_config, parser, args)
    plugins.getplugin(SUITES).pytest_load_initial_conftests(parser, args)


def _parse_again(early_config: pytest.Config, parser: pytest.Parser, args: "Sequence[str]") -> None:
    """Parse the arguments as pytest has done before, now with the options of the suites."""
    before = early_config.known_args_namespace
    known = parser.parse_known_args(args, namespace=copy.copy(early_config.option))
    known.confcutdir = before.confcutdir  # which pytest has completed
    early_config.known_args_namespace = known


def _let_other_recorder_work(plugins: pytest.PytestPluginManager) -> None:
    """Take pytest-recording, which came with this package, out of a run with pytest-vcr: it would end the run."""
    recorder = plugins.getplugin("recording")
    if recorder is not None and plugins.hasplugin("vcr"):
        plugins.unregister(recorder)
