"""The faults of suites, each found before anything is sent: of files, marks, own catalogues and deviations."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest

from token_conformance.errors import UserError
from token_conformance.model.cell import Cell
from token_conformance.suite.cell_run import cell_run_of, cell_runs_of
from token_conformance.suite.collection import Suites, repeated
from token_conformance.suite.declared_deviations import DeclaredDeviations
from token_conformance.suite.output import usage_error
from token_conformance.suite.requirement.files import collected_files, has_endpoints, misnamed, python_files


def faults_of_items(
    config: pytest.Config, items: Sequence[pytest.Item], of_marks: Iterable[str], declared: DeclaredDeviations
) -> list[str]:
    """One line for each fault of the suites that this process has collected; `of_marks` are those of single marks."""
    if faults := list(dict.fromkeys(of_marks)):
        return faults
    tests = [(run.cell.endpoint, item) for item in items if (run := cell_run_of(item))]
    folders = {item.path.parent for _, item in tests}
    beside = sorted(path for folder in folders for path in folder.glob("*.py"))
    return [
        *misnamed(beside if items else python_files(places(config))),
        *repeated((endpoint, item.nodeid.partition("[")[0]) for endpoint, item in tests),
        *collected_again(run.cell for run in cell_runs_of(items)),
        *declared.problems({endpoint for endpoint, _ in tests}, _whole_files(config) & {item.path for item in items}),
    ]


def collected_again(cells: Iterable[Cell]) -> list[str]:
    """One line if cells are collected more than once: each is one exchange with one result."""
    again = [(cell, count) for cell, count in Counter(cell.id for cell in cells).items() if count > 1]
    if not again:
        return []
    cell, count = again[0]
    others = f", and {len(again) - 1} other cells are repeated" if len(again) > 1 else ""
    remedy = "leave out what repeats tests, such as --count, --keep-duplicates or a fixture with params"
    return [f"{cell}: is collected {count} times{others}; a cell is run once, so {remedy}"]


def _whole_files(config: pytest.Config) -> set[Path]:
    """The files that the command line names whole, or that are in folders of it; not those of single tests."""
    return set(collected_files(_place(config, argument) for argument in config.args if "::" not in argument))


def sound_suites(config: pytest.Config, declared: DeclaredDeviations) -> Suites:
    """The suites that the command line chooses, read from their files; raises pytest.UsageError if one has a fault.

    A live run needs them before it sends its first request, and workers cannot end a run in one line.
    """
    named = places(config)
    suites = Suites(config.rootpath, *named)
    try:
        endpoints = suites.requirements.keys()
    except UserError as error:
        raise usage_error(*error.problems) from None
    files = collected_files(named)
    folders = {path.parent for path in files if has_endpoints(path)}
    for folder in folders:
        declared.of_folder(folder)
    beside = sorted(path for folder in folders for path in folder.glob("*.py"))
    problems = [*misnamed(beside if folders else python_files(named)), *declared.problems(endpoints, files)]
    if problems:
        raise usage_error(*problems)
    return suites


def places(config: pytest.Config) -> list[Path]:
    """The files and folders of the command line, or of the configuration if the command line names none."""
    return [_place(config, argument.partition("::")[0]) for argument in config.args]


def _place(config: pytest.Config, argument: str) -> Path:
    """The path that an argument names; with `--pyargs` it can be the name of a package or a module."""
    path = config.invocation_params.dir / argument
    if not config.option.pyargs or path.exists():
        return path
    with suppress(ImportError, ValueError):  # pytest itself says that there is no such module
        if spec := find_spec(argument):
            return Path(next(iter(spec.submodule_search_locations or ()), spec.origin or path))
    return path
