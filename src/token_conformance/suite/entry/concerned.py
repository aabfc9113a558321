"""Whether a run of pytest has suites: whether a file that it may collect names this package.

It is asked in each run of each environment that has this package, so it imports nothing that pytest has not.
"""

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from fnmatch import fnmatch
from importlib.util import find_spec
from pathlib import Path

import pytest

PACKAGE = b"token_conformance"
"""What a suite imports, be it in the file of its tests or in a conftest.py."""


def is_concerned(config: pytest.Config, parser: pytest.Parser, args: Sequence[str]) -> bool:
    """Whether a Python file in the places of the run, or a conftest.py above them, names this package.

    `config` has what pytest knows before it reads conftest files: neither the options of the suites nor those of a
    conftest.py, so that a value of such an option may seem to be a place.
    """
    named = _named(config)
    _, unknown = parser.parse_known_and_unknown_args(args)
    has_unknown = any(word.startswith("-") for word in unknown)
    places = named if named and not has_unknown else [*named, *_by_default(config)]
    left_out = config.getini("norecursedirs")
    return any(_names_package(file) for file in _files(dict.fromkeys(places), config.rootpath, left_out))


def _named(config: pytest.Config) -> list[Path]:
    """The files and folders that the command line names."""
    known = config.known_args_namespace
    words = [str(word).partition("::")[0] for word in known.file_or_dir]
    places = [config.invocation_params.dir / word for word in words]
    found = [place for place in places if os.path.exists(place)]  # noqa: PTH110  # a value of an option may be no name of a file
    return found + [place for word in words if known.pyargs for place in _of_module(word)]


def _of_module(name: str) -> Iterator[Path]:
    """The folder or the file of a package or module that `--pyargs` names."""
    with suppress(ImportError, ValueError):
        if spec := find_spec(name):
            yield from map(Path, spec.submodule_search_locations or filter(None, [spec.origin]))


def _by_default(config: pytest.Config) -> list[Path]:
    """The places of a run that names none: `testpaths` in the folder of the configuration, or the current folder."""
    folder = config.invocation_params.dir
    patterns = config.getini("testpaths") if folder == config.rootpath else []
    found = [folder / one for pattern in patterns for one in glob.iglob(pattern, root_dir=folder, recursive=True)]  # noqa: PTH207  # as pytest does
    return found or [folder]


def _files(places: Iterable[Path], root: Path, left_out: Sequence[str]) -> Iterator[Path]:
    """The conftest files of the folders above the places, up to the root, and the Python files of the places."""
    above = {folder for place in places for folder in place.parents if folder.is_relative_to(root)}
    yield from (folder / "conftest.py" for folder in above)
    for place in places:
        yield from [place] if place.is_file() else _below(place, left_out)


def _below(place: Path, left_out: Sequence[str]) -> Iterator[Path]:
    """The Python files of a folder, but not of folders that pytest does not enter."""
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if not _is_left_out(folder, name, left_out)]
        yield from (Path(folder, name) for name in names if name.endswith(".py"))


def _is_left_out(folder: str, name: str, left_out: Sequence[str]) -> bool:
    is_environment = Path(folder, name, "pyvenv.cfg").is_file()
    return is_environment or name == "__pycache__" or any(fnmatch(name, pattern) for pattern in left_out)


def _names_package(file: Path) -> bool:
    try:
        return PACKAGE in file.read_bytes()
    except OSError:
        return False
